"""The words of a text as search sees them: any form of a word is found by any other form.

A word stands for the lemmas of all its likely readings; ё is е; stress marks, soft hyphens and what is invisible do not
count. A hyphened word is its parts one after the other, and also the parts written together: «медиа-волонтёры»,
«медиа волонтёры» and «медиаволонтёры» find each other's texts as far as they can.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from resolution_reader.language.folding import INVISIBLE
from resolution_reader.language.morphology import is_word, lemmas, mostly_is

SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f"
LETTERS = rf"[^\W_](?:[^\W_]|[{SILENT}])*"
WORD = re.compile(rf"{LETTERS}(?:[-‐‑]{LETTERS})*")
CYRILLIC, LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)
HYPHEN = re.compile("[-‐‑]")
STRESS = dict.fromkeys(range(0x0300, 0x0370), None)
ALIKE = str.maketrans("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ")
LONGEST = 60  # letters; what is longer is no word of a language
LONGEST_ABBREVIATION = 6

Lemmas = tuple[str, ...]
Positions = tuple[Lemmas, ...]


class Word(NamedTuple):
    """`start` and `end` are offsets in the text; a hyphened word takes a position for each part."""

    start: int
    end: int
    positions: Positions  # the lemmas at each
    together: Lemmas  # of its parts written together; none for a word without hyphens


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in their order, each with what it may be found by; marks and lone signs are none."""
    for found in WORD.finditer(text):
        positions, together = analysed(found[0])
        if positions:
            yield Word(found.start(), found.end(), positions, together)


@lru_cache(maxsize=50_000)  # most of the words of a register; some 15 MB when full
def analysed(word: str) -> tuple[Positions, Lemmas]:
    parts, together = spellings(word)
    return tuple(map(lemmas_of, parts)), lemmas_of(together) if together else ()


def spellings(word: str) -> tuple[list[str], str]:
    """Of its parts, as lemmas are sought of them, and of all of them together; empty for a word without hyphens."""
    composed = unicodedata.normalize("NFKC", word).translate(INVISIBLE).translate(STRESS)
    parts = [in_one_alphabet(part[:LONGEST]) for part in HYPHEN.split(composed) if part]
    return parts, "".join(parts).lower() if len(parts) > 1 else ""


def in_one_alphabet(word: str) -> str:
    """Latin letters in a Cyrillic word are a slip of the keyboard, as long as each looks like one of ours."""
    ours = word.translate(ALIKE)
    return ours if CYRILLIC.search(word) and not LATIN.search(ours) else word


def lemmas_of(word: str) -> Lemmas:
    """What a dictionary does not hold is found as it stands, too; an abbreviation only so: ОМСУ is no form of ОМС."""
    plain = folded(word)
    if is_word(plain):
        return tuple(sorted(lemmas(plain)))
    if word.isupper() and 1 < len(word) <= LONGEST_ABBREVIATION:
        return (plain,)
    return tuple(sorted({plain, *lemmas(plain)}))


def folded(word: str) -> str:
    return word.casefold().replace("ё", "е")


def carries_no_meaning(word: str) -> bool:
    """Prepositions, conjunctions and particles, or mostly so («только»): a query means the other words."""
    return mostly_is(word.lower(), "PREP", "CONJ", "PRCL")
