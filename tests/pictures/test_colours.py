"""Drawings have the colours of the page, and letters can be read on every shade under every contrast."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from resolutions.colours import ACCENT, by_day, in_the_dark, on_brand
from resolutions.pictures.svg import COLOURS, GROUND, RULE, SHADES

pytestmark = pytest.mark.pure
CSS = Path(settings.BASE_DIR / "static/css/tokens.css").read_text()
HERO = Path(settings.BASE_DIR / "static/css/pictures.css").read_text()


def variables(css, selector, end="}"):
    block = re.search(rf"(?m)^{re.escape(selector)} {{\n(.*?)\n{end}", css, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


# As /look.css has them for a city of this colour.
GREEN = {
    "": by_day("#1d6b33", ACCENT),
    " in the dark": in_the_dark("#1d6b33", ACCENT) | {"shade-0": "#26313a", "on-shade-0": "#e7edef"},
    " front page": on_brand("#1d6b33"),
}
USUAL = variables(CSS, ":root")
LOOKS = {
    "usual": USUAL,
    "dark device": USUAL | variables(CSS, "  html:not(.contrast-light, .contrast-dark, .contrast-sepia)", end="  }"),
    "dark": USUAL | variables(CSS, "html.contrast-dark"),
    "sepia": USUAL | variables(CSS, "html.contrast-sepia"),
    "front page": USUAL | variables(HERO, ".hero"),
    **{f"green{name}": USUAL | made for name, made in GREEN.items()},
    "sepia front page": USUAL | variables(HERO, ".hero") | variables(HERO, ".contrast-sepia .hero"),
}


def whole(colour):
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def test_a_file_has_the_colours_of_the_page():
    shades = tuple((whole(USUAL[f"shade-{level}"]), whole(USUAL[f"on-shade-{level}"])) for level in range(len(SHADES)))

    assert shades == SHADES
    named = {"ink": USUAL["text"], "soft": USUAL["text-soft"]}
    assert (named, USUAL["line"], USUAL["page"]) == (COLOURS, RULE, GROUND)


@pytest.mark.parametrize("look", LOOKS)
def test_letters_can_be_read_on_every_shade(look):
    # On the front page tiles without recommendations have no letters.
    levels = range(1 if "front page" in look else 0, len(SHADES))
    found = {level: contrast(LOOKS[look][f"shade-{level}"], LOOKS[look][f"on-shade-{level}"]) for level in levels}

    assert {level: ratio for level, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_more_is_never_shown_as_less(look):
    steps = [luminance(LOOKS[look][f"shade-{level}"]) for level in range(1, len(SHADES))]

    assert steps in (sorted(steps), sorted(steps, reverse=True))
