"""Foreign text in cells."""

import pytest

from resolutions.cells import fitting, neutral, units
from resolutions.characters import plain

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("слово", "слово"),
        ("=1+1", "'=1+1"),
        ("+7 913", "'+7 913"),
        ("-1", "'-1"),
        ("@имя", "'@имя"),
        ("\tслово", "'\tслово"),
        ("\r=1", "'\n=1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\x00=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("＋7", "'＋7"),
        ("－1", "'－1"),
        ("＠имя", "'＠имя"),
        ("﹦1", "'﹦1"),
        ("\u200b=1", "'\u200b=1"),
        ("\u202e=1", "'\u202e=1"),
        ("\u200f \ufeff＝1", "'\u200f \ufeff＝1"),
        ("\u200bслово", "\u200bслово"),
        ("слово＝1", "слово＝1"),
        ("2.1", "2.1"),
        ("1.10.2", "1.10.2"),
        ("1-2", "1-2"),
        ("3/4", "3/4"),
        ("1,5", "1,5"),
        ("2", "2"),
        ("2.1. слово", "2.1. слово"),
        ("12а", "12а"),
        ("", ""),
        ("—", "—"),
    ],
)
def test_what_would_be_computed_gets_an_apostrophe_and_nothing_else_does(text, cell):
    assert neutral(text) == cell


def test_only_signs_that_are_no_text_are_left_out():
    assert (
        plain("а\x00б\x08в\x0cг\x9fд\ud800е\uffffж\r\nз\rи\tк\u200bл\u202eм")
        == "абвгдежз".replace("ж", "ж\n") + "\nи\tк\u200bл\u202eм"
    )


@pytest.mark.parametrize(("length", "kept"), [(32_767, True), (32_768, False)])
def test_a_cell_is_filled_to_its_last_letter(length, kept):
    cell = fitting("я" * length, "https://x.example/r/a/")

    assert (cell == "я" * length, units(cell)) == (kept, 32_767)
