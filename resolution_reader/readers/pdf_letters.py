"""Letters that are not what was printed: a .pdf need not say which letters its signs are, or says it wrongly."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from resolution_reader.readers.encoding import is_russian
from resolution_reader.readers.pdf_words import Word

LEAST_LETTERS = 10  # to tell a code page by
LEAST_SIGNS = 20  # of a page
STRANGE = 0.3  # of a page's signs
FOREIGN_LETTERS = 100  # of a page
CYRILLIC = re.compile(r"[\u0400-\u052f]")
LINES = frozenset("._-–—…")  # drawn by typing


def _windows_letters() -> dict[int, str]:
    """Russian letters of Windows (cp1251) under the names that its Western letters (cp1252) have."""
    found: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        right = bytes([byte]).decode("cp1251", "ignore")
        for wrong in {bytes([byte]).decode("cp1252", "ignore"), chr(byte)}:
            if wrong and right:
                found[ord(wrong)] = right
    return found


WINDOWS = _windows_letters()


def repaired(words: Sequence[Word]) -> list[Word] | None:
    """The words with Russian letters where Western ones stand for them; None when there are no such."""
    wrong = [number for number, word in enumerate(words) if _is_western(word.text)]
    letters = " ".join(words[number].text for number in wrong)
    right = letters.translate(WINDOWS)
    if sum(map(str.isalpha, right)) < LEAST_LETTERS or not is_russian(right):
        return None
    found = list(words)
    for number, word in enumerate(words):
        if _is_western(word.text) or not any(map(str.isalpha, word.text)):
            found[number] = replace(word, text=word.text.translate(WINDOWS))
    return found


def _is_western(text: str) -> bool:
    """Whether all its letters are Western ones that English has not."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(ord(letter) in WINDOWS and not CYRILLIC.match(letter) for letter in letters)


def are_strange(words: Iterable[Word]) -> bool:
    """Whether the letters of a page are none that Russian or English has."""
    signs = [sign for word in words for sign in word.text if sign not in LINES]
    if len(signs) < LEAST_SIGNS:
        return False
    usual = sum(sign.isdigit() or (sign.isalpha() and _is_usual(sign)) for sign in signs)
    strange = sum(unicodedata.category(sign)[0] == "C" or (sign.isalpha() and not _is_usual(sign)) for sign in signs)
    return strange > STRANGE * len(signs) or usual < len(signs) / 2


def _is_usual(letter: str) -> bool:
    return letter.isascii() or bool(CYRILLIC.match(letter))


def are_foreign(words: Iterable[Word]) -> bool:
    """Whether a page of letters is no Russian text."""
    text = " ".join(word.text for word in words)
    letters = [sign for sign in text if sign.isalpha()]
    cyrillic = sum(bool(CYRILLIC.match(letter)) for letter in letters)
    if len(letters) < FOREIGN_LETTERS:
        return False
    return cyrillic < len(letters) / 10 or (cyrillic > len(letters) / 2 and not is_russian(text))
