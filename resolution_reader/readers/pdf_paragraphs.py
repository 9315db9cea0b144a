"""Printed lines of a .pdf to paragraphs: a page knows only where signs stand, so their places must tell.

A line goes on in the next one when it was full and the distance is the usual one; a label, an indent, another type, a
wider distance or a line that ended early begin a new paragraph.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from resolution_reader.language.morphology import is_word
from resolution_reader.readers.blocks import Emphasis
from resolution_reader.readers.pdf_lines import Line
from resolution_reader.readers.wrapping import LONGEST_WORD, WORD_AFTER, joined
from resolution_reader.structure.numbering import BULLETS, split_label

CLOSING, OPENING = ".;:!?", ":;"
APART = 0.25  # of the width
WIDE = 1.3  # of the usual distance between lines
INDENT, FAR_INDENT = 8.0, 60.0  # points: a label hangs no further out than the second
GRACE = 4.0  # points
CENTERED = 3.0  # points that the middles of centered lines differ
NARROW = 15.0  # times the height of the type: a cell in which long words do not fit
OTHER_TYPE = 0.08  # of its height
OPENS = re.compile(
    r"(?:раздел|секция|тема|глава|часть|блок|направление|приложение|площадка)\s+(?:№\s*)?(?:\d|[IVXА-Я]\b)", re.I
)


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each paragraph."""
    usual = _usual_distance(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, usual):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def with_rows(found: Sequence[list[Line]], first: int = 1) -> list[int]:
    """The row of each paragraph; rows skip one where the page shows a gap, as blank lines do in a text."""
    gaps = [_distance(upper[-1], lower[0]) for upper, lower in pairwise(found)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    rows: list[int] = []
    for lines, gap in zip(found, [0.0, *gaps], strict=False):  # no lines: one gap too many
        first += gap > WIDE * usual
        rows.append(first)
        first += len(lines)
    return rows


def text_of(lines: Sequence[Line]) -> str:
    text = lines[0].text
    for before, line in pairwise(lines):
        text = text + line.text if _is_broken(text, before, line) else joined(text, line.text)
    return text


def _is_broken(text: str, before: Line, line: Line) -> bool:
    """Whether a word too long for a narrow cell goes on without a hyphen; `text`: what was read so far."""
    left, right = before.edges
    if not 0 < right - left < NARROW * before.size or before.right + before.size < right:
        return False
    if line.text[0] == "-" and text[-1].isalpha():
        return line.text[1:2].isalpha()
    first, second = text.split()[-1].lstrip("«("), WORD_AFTER.match(line.text[:LONGEST_WORD])
    if " " in before.text or not second:  # a word that is broken begins its line
        return False
    if not first.isalpha():
        return first[-1].isdigit() and second[0].isdigit()
    return second[0].islower() and (is_word(first + second[0]) or not (is_word(first) or is_word(second[0])))


def emphasis_of(lines: Sequence[Line]) -> Emphasis:
    if all(line.bold for line in lines):
        return "bold"
    return "centered" if all(map(_is_centered, lines)) else ""


def _is_centered(line: Line) -> bool:
    left, right = line.edges
    return line.left - left > 2 * INDENT and abs((left + right) - (line.left + line.right)) < 2 * CENTERED


def _usual_distance(lines: Sequence[Line]) -> float:
    """That of lines of which one surely goes on in the next, if there are any: paragraphs may stand further apart."""
    down = [(upper, lower) for upper, lower in pairwise(lines) if _distance(upper, lower) > 0]
    sure = [(upper, lower) for upper, lower in down if _is_unfinished(upper) and _begins_small(lower)]
    return median([_distance(*pair) for pair in sure or down] or [0.0])


def _is_unfinished(line: Line) -> bool:
    return line.text[-1] not in CLOSING


def _begins_small(line: Line) -> bool:
    return line.text[:1].islower() and not split_label(line.text)[0]


def _distance(upper: Line, lower: Line) -> float:
    """0 over the end of a page or a column, where nothing can be told."""
    return upper.bottom - lower.bottom if (upper.page, upper.room) == (lower.page, lower.room) else 0.0


def _goes_on(paragraph: Sequence[Line], line: Line, usual: float) -> bool:
    before = paragraph[-1]
    unfinished, small = _is_unfinished(before), line.text[:1].islower()
    if small and before.text[-1] == "-" and before.text[-2:-1].isalpha():
        return True
    if _distance(before, line) > WIDE * usual or abs(line.size - before.size) > OTHER_TYPE * before.size:
        return False
    if not unfinished and (line.bold != before.bold or OPENS.match(line.text)):
        return False
    if line.text[:1].isupper() and (before.text[-1] in OPENING or (before.bold and not line.bold)):
        return False
    full = _is_full(before, line)
    label = split_label(line.text)[0]
    if label and not _is_broken(before.text, before, line):
        bare = label[-1].isalnum() or label in BULLETS
        return unfinished and full and bare and split_label(before.text)[0] != label
    if (line.page, line.room) != (before.page, before.room):
        return small or (unfinished and full)  # distances say nothing here, the sentence must
    if _stands_apart(before):
        return small and (_stands_apart(line) or full)
    if line.left - before.left > INDENT and not _are_centered(before, line):
        hangs = split_label(before.text)[0] and line.left - before.left <= FAR_INDENT
        return bool(hangs) and full
    return full


def _stands_apart(line: Line) -> bool:
    """Whether a line is set to the right: that it ends there says nothing."""
    left, right = line.edges
    return line.left - left > APART * (right - left) and line.right > right - GRACE


def _is_full(before: Line, line: Line) -> bool:
    """Whether the next word would not have fitted."""
    word = (line.right - line.left) / len(line.text) * (len(line.text.split()[0]) + 1)
    return before.right + (word / 2 if _are_centered(before, line) else word) + GRACE > before.edges[1]


def _are_centered(before: Line, line: Line) -> bool:
    return abs((before.left + before.right) - (line.left + line.right)) < 2 * CENTERED and before.left != line.left
