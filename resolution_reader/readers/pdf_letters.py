"""Letters that are not what was printed: a .pdf need not say which letters its signs are, or says it wrongly."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from resolution_reader.readers.encoding import is_russian
from resolution_reader.readers.pdf_words import Word

LEAST_LETTERS = 10  # to tell a code page by
LEAST_SIGNS = 20  # of a page
STRANGE = 0.3  # of a page's signs
FOREIGN_LETTERS = 100  # of a page
SAMPLE = 1_000  # characters
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
    wrong = [number for number, word in enumerate(words) if not word.text.isascii() and _is_western(word.text)]
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
    signs = Counter("".join(word.text for word in words))
    count = sum(signs.values()) - sum(signs[line] for line in LINES)
    usual = sum(number for sign, number in signs.items() if sign.isdigit() or (sign.isalpha() and _is_usual(sign)))
    strange = sum(number for sign, number in signs.items() if unicodedata.category(sign)[0] == "C" or _is_strange(sign))
    return count >= LEAST_SIGNS and (strange > STRANGE * count or usual < count / 2)


def _is_strange(sign: str) -> bool:
    return sign.isalpha() and not _is_usual(sign)


def _is_usual(letter: str) -> bool:
    return letter.isascii() or bool(CYRILLIC.match(letter))


def are_foreign(words: Iterable[Word]) -> bool:
    """Whether a page of letters is no Russian text."""
    text = " ".join(word.text for word in words)
    letters = Counter(filter(str.isalpha, text))
    count, cyrillic = sum(letters.values()), sum(number for sign, number in letters.items() if CYRILLIC.match(sign))
    if count < FOREIGN_LETTERS:
        return False
    return cyrillic < count / 10 or (cyrillic > count / 2 and not is_russian(text[:SAMPLE]))
