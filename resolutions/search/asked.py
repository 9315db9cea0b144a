"""A visitor's own words: words in any form, "phrases", -what is not wanted. Whatever else she types is no syntax."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from resolution_reader.language import Lemmas, Positions, carries_no_meaning, words_of

LONGEST = 200  # characters; the rest is cut off, and the page says so
WHOLE_WORDS = re.compile(r"(?:.*(?=\s))?", re.DOTALL)
PIECE = re.compile(
    r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<straight>[^"]*)"|«(?P<angled>[^»]*)»|“(?P<curly>[^”]*)”|(?P<bare>[^\s"«“]+))'
)


@dataclass(frozen=True)
class Term:
    """Words one after the other, at each position any of the lemmas; or, for a hyphened word, one of `together`.

    `said`: as it was typed, the first time.
    """

    positions: Positions
    together: Lemmas = ()
    said: str = field(default="", compare=False)


@dataclass(frozen=True)
class Asked:
    """Every term of `wanted`, none of `unwanted`. Nothing wanted and nothing unwanted: there was no word in it."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def is_cut(query: str) -> bool:
    return len(query.strip()) > LONGEST


def cut(query: str) -> str:
    """As much as is looked for: whole words, as half of one would find nothing."""
    words = query.strip()
    if len(words) <= LONGEST:
        return words
    whole = WHOLE_WORDS.match(words[: LONGEST + 1])
    return (whole and whole[0]) or words[:LONGEST]


@dataclass(frozen=True)
class Spoken:
    """One word as it was typed."""

    text: str
    positions: Positions


def spoken(query: str) -> list[Spoken | str]:
    """Word for word; phrases and what is not wanted stand as they are."""
    said: list[Spoken | str] = []
    for piece in PIECE.finditer(cut(query)):
        bare = None if piece["minus"] else piece["bare"]
        if bare is None:
            said.append(piece[0])
        else:
            said += [Spoken(bare[word.start : word.end], word.positions) for word in words_of(bare)]
    return said


@lru_cache(maxsize=500)
def read_query(query: str) -> Asked:
    wanted: list[Term] = []
    unwanted: list[Term] = []
    weak: list[Term] = []  # «и», «для»: asked for only if there is nothing else
    for piece in PIECE.finditer(cut(query)):
        phrase = next((piece[kind] for kind in ("straight", "angled", "curly") if piece[kind] is not None), None)
        into = unwanted if piece["minus"] else wanted
        if phrase is not None:
            into += phrase_of(phrase)
            continue
        for word in words_of(piece["bare"]):
            said = piece["bare"][word.start : word.end]
            is_weak = into is wanted and carries_no_meaning(said)
            (weak if is_weak else into).append(Term(word.positions, word.together, said))
    return Asked(tuple(dict.fromkeys(wanted or ([] if unwanted else weak))), tuple(dict.fromkeys(unwanted)))


def phrase_of(phrase: str) -> list[Term]:
    positions = tuple(place for word in words_of(phrase) for place in word.positions)
    return [Term(positions, said=phrase)] if positions else []
