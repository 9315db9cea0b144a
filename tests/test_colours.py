"""The colours of the portal can be read, by day and in the dark, whatever two colours a city has chosen."""

import re
from pathlib import Path

import pytest

from resolutions.colours import (
    ACCENT,
    DARKEST_PAPER,
    LIGHTEST_NIGHT,
    MAIN,
    NIGHT,
    READABLE,
    WHITE,
    by_day,
    contrast,
    darker,
    in_the_dark,
    luminance,
    readability,
)

pytestmark = pytest.mark.pure
TOKENS = (Path(__file__).parent.parent / "static/css/tokens.css").read_text(encoding="utf-8")
ANY = ["#0b4f6c", "#a94a1b", "#000000", "#d10000", "#1b1464", "#006600", "#6b6b6b", "#4b0082"]


def tokens(selector: str) -> dict[str, str]:
    """The colours of one block of the style sheet."""
    block = re.search(rf"^ *{re.escape(selector)} {{(.*?)^ *}}", TOKENS, re.DOTALL | re.MULTILINE)[1]
    found = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", block))
    return {name: "#" + 2 * value[1:] if len(value) == 4 else value for name, value in found.items()}


BY_DAY, DARK = tokens(":root"), tokens("html:not(.contrast-light, .contrast-dark, .contrast-sepia)")


def unread(colours: dict[str, str]) -> dict[tuple[str, str], float]:
    """Pairs of text and ground that stand on pages and cannot be read."""
    grounds = ("page", "sheet", "tint", "brand-tint", "accent-tint")
    pairs = [(text, ground) for text in ("text", "text-soft", "link", "accent", "link-hover") for ground in grounds]
    pairs += [(text, ground) for text in ("on-brand", "on-brand-soft") for ground in ("brand", "brand-strong")]
    pairs += [("on-mark", "mark")]
    pairs += [(text, ground) for text in ("danger", "success") for ground in ("page", "sheet", f"{text}-tint")]
    ratios = {(text, ground): contrast(colours[text], colours[ground]) for text, ground in pairs}
    return {pair: ratio for pair, ratio in ratios.items() if ratio < READABLE}


def test_contrast_is_that_of_the_guideline():
    pairs = [("#000000", "#ffffff"), ("#ffffff", "#ffffff"), ("#777777", "#ffffff"), ("#0b4f6c", "#ffffff")]

    assert [round(contrast(*pair), 2) for pair in pairs] == [21, 1, 4.48, 8.94]


@pytest.mark.parametrize("colour", ["", "red", "#fff", "#0b4f6", "#0b4f6g", "0b4f6c0", "#0b4f6c;}", "#٠٠٠٠٠٠"])
def test_what_is_no_colour_is_none(colour):
    with pytest.raises(ValueError, match=r"colour|hex|unpack"):
        contrast(colour, WHITE)


def test_the_style_sheet_can_be_read_in_all_its_colours():
    chosen = [tokens(f"html.contrast-{name}") for name in ("dark", "sepia")]

    assert [unread(BY_DAY | colours) for colours in ({}, DARK, *chosen)] == [{}, {}, {}, {}]
    assert {name for name in set(BY_DAY) - set(DARK) if "govuk" not in name} == {"on-brand", "mark", "on-mark"}


def test_the_style_sheet_says_what_is_computed_from_its_two_colours():
    grounds = ("sheet", "page", "tint", "danger-tint", "success-tint")
    assert min((BY_DAY[name] for name in grounds), key=luminance) == DARKEST_PAPER == BY_DAY["tint"]
    assert max(luminance(DARK[name]) for name in grounds) <= luminance(LIGHTEST_NIGHT)
    assert (BY_DAY["sheet"], DARK["sheet"], BY_DAY["brand"], BY_DAY["accent"]) == (WHITE, NIGHT, MAIN, ACCENT)
    computed = in_the_dark(MAIN, ACCENT)
    assert {name: DARK[name] for name in computed} == computed


@pytest.mark.parametrize("main", ANY)
@pytest.mark.parametrize("accent", ANY)
def test_any_two_colours_that_are_taken_can_be_read_in_both_schemes(main, accent):
    assert min(readability(main), readability(accent)) >= READABLE
    assert unread(BY_DAY | by_day(main, accent)) == {}
    assert unread(BY_DAY | DARK | in_the_dark(main, accent)) == {}


@pytest.mark.parametrize("colour", ["#3a87ad", "#ff0000", "#ffcc00", "#00aa00", "#ffffff", "#ff69b4"])
def test_the_nearest_darker_shade_can_be_read_and_is_hardly_darker_than_need_be(colour):
    assert readability(colour) < READABLE
    assert READABLE <= readability(darker(colour)) < READABLE + 0.15


def test_what_can_be_read_stays_as_it_is():
    assert [darker(colour) for colour in ANY] == ANY
