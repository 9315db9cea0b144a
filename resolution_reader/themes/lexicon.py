"""The words of each theme, read once from `data/words.txt`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from resolution_reader.language.words import words_of

NO_THEME = "-"
Phrase = tuple[str, ...]  # a lemma for each word


@dataclass(frozen=True)
class Weight:
    """How sure an entry makes a theme, in a title and in an item: 3 alone enough, 2 with another one, 1 a hint."""

    theme: str
    in_title: int
    in_item: int


@dataclass(frozen=True)
class Lexicon:
    """`entries`: phrase -> what it says, nothing for one that speaks of no theme; `longest`: words of the longest."""

    themes: tuple[str, ...]
    entries: dict[Phrase, tuple[Weight, ...]]
    longest: int


@cache
def lexicon() -> Lexicon:
    """Takes 0.1 s, once."""
    entries: dict[Phrase, tuple[Weight, ...]] = {}
    themes: list[str] = []
    for theme, weight, words in lines():
        if theme not in (*themes, NO_THEME):
            themes.append(theme)
        said = () if weight is None else (weight,)
        for phrase in phrases_of(words):
            others = tuple(one for one in entries.get(phrase, ()) if one.theme != theme)
            entries[phrase] = (*others, *said)
    return Lexicon(tuple(themes), entries, max(map(len, entries)))


def lines() -> Iterator[tuple[str, Weight | None, str]]:
    """(theme, weight, an entry as written)."""
    theme = NO_THEME
    text = files(__package__).joinpath("data/words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            theme = line.strip("[]")
        elif line and not line.startswith("#"):
            number, _, entries = line.partition(":")
            in_title, _, in_item = number.partition("/")
            weight = Weight(theme, int(in_title), int(in_item or in_title)) if theme != NO_THEME else None
            for entry in entries.split(","):
                yield theme, weight, entry.strip()


def phrases_of(entry: str) -> Iterator[Phrase]:
    """A word that may be a form of several stands for each of them."""
    return product(*(lemmas for word in words_of(entry) for lemmas in word.positions))
