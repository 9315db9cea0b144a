"""Whether an item of an outline is one: what it may have swallowed or be instead, and a term that was not read."""

import re
from collections.abc import Sequence
from functools import lru_cache
from statistics import median

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.tokens import words
from resolution_reader.language.morphology import is_infinitive, nouns
from resolution_reader.outline import Recommendation
from resolution_reader.structure.numbering import Label, label_continues, parse_label, split_label
from resolution_reader.structure.terms import times_named

MUCH_LONGER, LONG = 6, 700  # times its neighbours, and characters
NEIGHBOURS = 4
FEWEST_WORDS = 4
# Lines that end a resolution, and never belong to an item.
TAIL = re.compile(
    r"(?:голосовали\b|приложени[ея]\b(?:\s*№?\s*\d*)?\s*(?:$|к\s)|председатель\w*\b[^а-яё]*(?:[А-ЯЁ]\.|$)|секретарь\b[^а-яё]*(?:[А-ЯЁ]\.|$)|"
    r"(?:стр(?:аница)?\.?\s*)?\d{1,3}\s*(?:из\s+\d{1,3})?$|[–—-]\s*\d{1,3}\s*[–—-]$|"
    r"(?:г\.|город|пос[её]лок|село)\s*[А-ЯЁ][а-яё-]+,?\s+\d{1,2}[.\s]|за\s*[–—-]\s*\d+)",
    re.I,
)


def tail_inside(entry: Recommendation) -> str:
    """The line of its text that cannot be its own: «Голосовали», «Приложение», a page number; "" when none is."""
    parts = {part.text for part in entry.parts}
    lines = (line.strip() for line in entry.text.split("\n")[1:])
    return next((line for line in lines if line not in parts and TAIL.match(line)), "")


def next_number_inside(entry: Recommendation) -> str:
    """The number that a line of the text begins with and that the next item would bear; "" when none does."""
    own = parse_label(mark_of(entry))
    parts = {part.label for part in entry.parts}
    for line in entry.text.split("\n")[1:] if own and own.number else ():
        printed, _ = split_label(line)
        label = parse_label(printed)
        if label and own and printed not in parts and follows(label, own):
            return label.number or ""
    return ""


def mark_of(entry: Recommendation) -> str:
    """Its number with the mark that it was printed with, a full stop if none is known."""
    label = entry.label or ""
    is_plain = label.rstrip(".)") == entry.number and label != entry.number
    return label if is_plain else f"{entry.number}." if entry.number else ""


def follows(label: Label, before: Label) -> bool:
    """Whether it is the next of the same list, written in the same way: «2)» after «1)», «2.» after «1.3.»."""
    same_mark = label.printed.strip()[-1:] == before.printed.strip()[-1:]
    return len(label.path) <= len(before.path) and label_continues(label, before) and same_mark


def is_much_longer(entry: Recommendation, near: Sequence[Recommendation]) -> bool:
    """Than its neighbours: it may have swallowed one."""
    others = [len(other.text) for other in near if other is not entry]
    return len(others) >= NEIGHBOURS and len(entry.text) > LONG and len(entry.text) > MUCH_LONGER * median(others)


def is_line_over_others(entry: Recommendation) -> bool:
    """A first line that ends in a colon, names a body in the dative and nothing to do: a lead-in taken for an item."""
    first, _, rest = entry.text.partition("\n")
    if not rest or not first.rstrip().endswith(":"):
        return False
    found = words(first)
    has_dative = any(is_body_word(word.text) and nouns(word.text, "datv") for word in found[:6])
    return has_dative and not any(is_infinitive(word.text) for word in found)


@lru_cache(maxsize=4_000)
def is_no_request(text: str) -> bool:
    """A caption, the cell of a header: a few words."""
    return 0 < len(text.split()) <= FEWEST_WORDS and not any(ending in text for ending in ".;")


@lru_cache(maxsize=4_000)
def term_unread(text: str) -> str:
    """What names a time, in a text of which no term was read."""
    return next(times_named(text), "")
