"""Counts as shades."""

from xml.etree.ElementTree import fromstring

import pytest

from resolutions.pictures.letters import fitted, length, lines
from resolutions.pictures.shades import Shades

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("counts", "levels"),
    [
        ([0], [0]),
        ([1], [5]),
        ([0, 7, 7], [0, 5, 5]),
        ([1, 2, 3], [3, 4, 5]),
        ([1, 10, 11, 100, 1_000, 100_000], [1, 1, 2, 2, 3, 5]),
        ([50, 51, 52, 53, 99, 100], [1, 1, 1, 1, 5, 5]),
    ],
)
def test_each_shade_stands_for_so_many_times_as_many(counts, levels):
    shades = Shades(counts)

    assert [shades.level(count) for count in counts] == levels


def test_the_legend_names_each_number_once():
    parts = map(fromstring, Shades([1, 2, 3, 4, 5, 90]).legend(0, 0, "Рекомендаций:"))
    legend = [part.text for part in parts if part.tag == "text"]

    assert legend == ["Рекомендаций:", "1–3", "4–7", "8–15", "16–37", "38–90"]


def test_what_does_not_fit_is_cut():
    name = "Управление культуры администрации города"

    short = fitted(name, 15, 200)

    assert (short.endswith("…"), name.startswith(short[:-1]), length(short, 15) <= 200) == (True, True, True)
    assert fitted("Мэрия", 15, 200) == "Мэрия"


def test_a_long_word_is_broken_and_the_last_line_cut():
    found = lines("https://example.org/" + "x" * 300 + " и ещё слова", 15, 300, 3)

    assert (len(found), found[-1][-1], all(length(line, 15) <= 300 for line in found)) == (3, "…", True)
    assert lines("Мэрия города", 15, 300, 3) == ["Мэрия города"]
