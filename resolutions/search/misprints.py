"""«Возможно, вы искали»: words that no text has, as they may have been meant."""

import re
from collections.abc import Iterator

from resolution_reader.language import is_bookish, is_word, lemmas_of
from resolutions.search.living import rows_with
from resolutions.search.snapshot import Snapshot

LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
KEYS = dict(zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё", strict=True))
TYPED = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[a-z][a-z\[\];',.`]+", re.IGNORECASE)
SHORTEST = 4  # letters; shorter words are one letter apart from too many others


def corrected(query: str, snapshot: Snapshot) -> str:
    """The query with each unknown word replaced; empty if nothing can be bettered."""
    switched = LATIN.sub(lambda found: in_russian_layout(found[0], snapshot), query)
    better = TYPED.sub(lambda found: bettered(found[0], snapshot), switched)
    return better if better != query else ""


def in_russian_layout(word: str, snapshot: Snapshot) -> str:
    """«ntcn» typed with the keyboard in the wrong state; what is known as it stands stays."""
    russian = "".join(KEYS.get(letter, letter) for letter in word.lower())
    return russian if not texts_with(word.lower(), snapshot) and texts_with(russian, snapshot) else word


def bettered(word: str, snapshot: Snapshot) -> str:
    plain = word.casefold().replace("ё", "е")
    if len(plain) < SHORTEST or texts_with(plain, snapshot):
        return word
    found = {candidate: count for candidate in one_letter_off(plain) if (count := texts_with(candidate, snapshot))}
    return max(found, key=lambda candidate: (found[candidate], not is_bookish(candidate), candidate), default=word)


def texts_with(word: str, snapshot: Snapshot) -> int:
    """How many texts have the word in any form, or, where a dictionary does not hold it, as it stands."""
    forms = lemmas_of(word) if is_word(word) else (word,)
    return max(rows_with(form, snapshot) for form in forms)


def one_letter_off(word: str) -> Iterator[str]:
    """A letter too many, too few, another one, or two that have changed places."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS if letter != after[0])
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
