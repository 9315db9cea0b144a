"""Put hard-wrapped lines back together: e-mail and old editors break a paragraph every 70-80 characters.

A line belongs to the one before it when that one was full (the next word would not have fitted) or broke off in
mid-sentence; a label, an indent after a full stop or a blank line begins a new paragraph.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from resolution_reader.language.morphology import is_word
from resolution_reader.readers.limits import check_length
from resolution_reader.structure.numbering import BULLETS, split_label

MIN_WIDTH, MAX_WIDTH = 40, 120
CLOSING = ".;:!?"
FOLLOWS, DASHES = frozenset(",.;:!?)»"), "-–—"
# «город Томск 5 июня 2023 г.» under a title begins small and is a line of its own all the same.
PLACE_AND_DATE = re.compile(r"(г\.|гор\.|город)\s*[А-ЯЁ][а-яё -]+,?\s.{0,25}\b(19|20)\d\d\b.{0,6}$", re.I)
MIN_WRAPPED_LINES = 3
MIN_UNWRAPPED_LINE = 50
WORD_BEFORE, WORD_AFTER = re.compile(r"\w+$"), re.compile(r"\w+")
MIN_LINKED = 5  # letters of the first part of a compound that is no word alone: «туристско-»
MIN_SECOND = 4  # shorter ends of unknown words are no words of their own: «Заречен-ска»
LONGEST_WORD = 60  # letters
LONGER, FEW = 1.2, 0.15  # than wrapped lines are; the share of lines that may be so
FILLED = 0.75  # the share of broken lines that must be


@dataclass
class _Paragraph:
    text: str
    first: int
    last: int
    last_line: str


def paragraphs(lines: list[str]) -> list[tuple[str, tuple[int, int]]]:
    """(text, (first line, last line)) for every paragraph, lines counted from 1; blank ones are dropped.

    UnreadableDocument for one that is too long, as soon as it is: each line copies what stands before it.
    """
    width = _wrap_width(lines)
    built: list[_Paragraph] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        previous = built[-1] if built and built[-1].last == number - 1 else None
        if previous and _belongs(line, previous, width):
            previous.text = joined(previous.text, line.strip())
            previous.last, previous.last_line = number, line
            check_length(len(previous.text), len(built))
        else:
            built.append(_Paragraph(line.strip(), number, number, line))
    return [(paragraph.text, (paragraph.first, paragraph.last)) for paragraph in built]


def _wrap_width(lines: list[str]) -> int | None:
    """The column the lines were broken at, or None when each line is a paragraph of its own.

    A line that nobody wrapped may stand among the others: those that broke off in mid-sentence tell the width.
    """
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    broken = [
        (len(line.rstrip()), following)
        for line, following in pairwise(lines)
        if line.strip()[-1:] not in CLOSING and following.strip() and not split_label(following)[0]
    ]
    small = [length for length, following in broken if _starts_small(following)]
    edge = max(small, default=0)
    if len(lengths) < MIN_WRAPPED_LINES or not MIN_WIDTH <= edge <= MAX_WIDTH:
        return None
    usual = [length for length in lengths if length <= edge * LONGER]
    if len(lengths) - len(usual) > max(1, len(lengths) * FEW):
        return None
    width = round(quantiles(usual, n=20)[-1])
    wrapped = sum(length > 0.6 * width for length in small)
    if width >= MIN_WIDTH and wrapped >= MIN_WRAPPED_LINES:
        return max(usual)
    return edge if _is_filled([line for line in broken if line[0] >= MIN_WIDTH], edge) else None


def _is_filled(broken: list[tuple[int, str]], width: int) -> bool:
    """Whether the lines end where they do as the next word had no room: few small letters are needed then to tell."""
    filled = sum(length + 1 + len(following.split()[0]) > width for length, following in broken)
    return filled >= MIN_WRAPPED_LINES and filled >= len(broken) * FILLED


def _starts_small(line: str) -> bool:
    return line.strip()[:1].islower() and not split_label(line)[0]


def _belongs(line: str, previous: _Paragraph, width: int | None) -> bool:
    before, text = previous.last_line.rstrip(), line.strip()
    if (split_label(before.strip())[0] and not split_label(before.strip())[1]) or _is_bare_label(before.strip()):
        return True  # the label stands alone on its line
    if PLACE_AND_DATE.match(text):
        return False
    unfinished = before[-1:] not in CLOSING
    if split_label(line)[0]:
        return (
            unfinished
            and text[0] in BULLETS
            and width is not None
            and _full(before, text, width)
            and (split_label(previous.text)[0][:1] != text[0])
        )
    if width is None:
        return unfinished and _starts_small(line) and len(before) >= MIN_UNWRAPPED_LINE
    if unfinished and _starts_small(line) and not before.strip().isupper():
        return True
    indented = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    if not unfinished and (indented or before.endswith((";", ":"))):
        return False
    return _full(before, text, width) and not before.strip().isupper()


def _is_bare_label(text: str) -> bool:
    return len(text) <= 6 and bool(split_label(text + " текст")[0]) and split_label(text + " текст")[1] == "текст"


def _full(before: str, text: str, width: int) -> bool:
    """Whether the next word would not have fitted on the line before (three columns of grace)."""
    return len(before) <= width < len(before) + 4 + len(text.split()[0])


def joined(before: str, text: str) -> str:
    """One line after the other, with a blank between unless the first one ends within a word.

    A hyphen at the break stays in names, abbreviations, figures and compounds; else it goes, the word being whole.
    """
    first, second = WORD_BEFORE.search(before[-LONGEST_WORD:-1]), WORD_AFTER.match(text)
    if text[:1] in FOLLOWS:
        return before + text
    if before[-1:] not in DASHES or not first or not second:
        return f"{before} {text}"
    return before + text if before[-1] != "-" or _keeps_hyphen(first[0], second[0]) else before[:-1] + text


def _keeps_hyphen(first: str, second: str) -> bool:
    if first.isupper() and second.isupper() and len(second) > 1:  # a heading in capitals
        return not is_word(first + second)
    if (first.isupper() and len(first) > 1) or not (first[-1].isalpha() and second[0].islower()):
        return True
    if first.isascii() != second.isascii() or is_word(f"{first}-{second}"):
        return True
    linked = first.endswith(("о", "е")) and len(first) >= MIN_LINKED
    whole = is_word(first + second) or len(second) < MIN_SECOND or not is_word(second)
    return not whole and (is_word(first) or linked)
