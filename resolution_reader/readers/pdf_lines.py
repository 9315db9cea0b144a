"""Printed lines of a .pdf to paragraphs: a page knows only where signs stand, so their places must tell.

A line goes on in the next one when it was full and the distance is the usual one; a label, an indent, a wider
distance or a line that ended early begin a new paragraph. Lines that stand on most pages are headers and footers.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from resolution_reader.language.morphology import is_word
from resolution_reader.structure.numbering import BULLETS, split_label

HYPHEN = "\ufffe"  # pdfium's sign for a hyphen at the end of a line
EDGE_LINES = 2  # where headers, footers and page numbers stand
PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:страница|стр|лист|с|л)\b\.?\s*)?\d{1,4}(?:\s*(?:из|/)\s*\d{1,4})?[-–—\s]*", re.I
)
CLOSING = ".;:!?"
WIDE = 1.35  # of the usual distance between lines
INDENT = 8.0  # points
GRACE = 4.0  # points


@dataclass(frozen=True)
class Line:
    """One printed line; places are in points, `bottom` counted from the foot of the page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float


def without_running_lines(pages: list[list[Line]]) -> list[Line]:
    """All lines in order but headers, footers and page numbers, which are peeled off from the edges of each page."""
    seen = Counter(text for page in pages for text in {line.text for line in page[:EDGE_LINES] + page[-EDGE_LINES:]})
    often = {text for text, count in seen.items() if count > max(1, len(pages) / 2)}
    return [line for page in pages for line in page[_running(page, often) : len(page) - _running(page[::-1], often)]]


def _running(lines: list[Line], often: set[str]) -> int:
    """How many lines from the edge inwards are no text of the document."""
    count = 0
    while count < min(EDGE_LINES, len(lines)) and (
        lines[count].text in often or PAGE_NUMBER.fullmatch(lines[count].text)
    ):
        count += 1
    return count


def paragraphs(lines: list[Line]) -> list[tuple[str, int]]:
    """(text, row) of each paragraph; rows skip one where the page shows a gap, as blank lines do in a text."""
    lines = _on_one_level(lines)
    usual = _usual_distance(lines)
    margin = max((line.right for line in lines), default=0.0)
    found: list[list[Line]] = []
    for line in lines:
        if found and _goes_on(found[-1][-1], line, usual, margin):
            found[-1].append(line)
        else:
            found.append([line])
    return _with_rows(found)


def _with_rows(found: list[list[Line]]) -> list[tuple[str, int]]:
    gaps = [_distance(upper[-1], lower[0]) for upper, lower in pairwise(found)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    rows: list[tuple[str, int]] = []
    row = 1
    for lines, gap in zip(found, [0.0, *gaps], strict=False):  # no lines: one gap too many
        row += gap > WIDE * usual
        rows.append((_joined(lines), row))
        row += len(lines)
    return rows


def _on_one_level(lines: list[Line]) -> list[Line]:
    """A label and its text may come as two pieces of one printed line."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.page == line.page and abs(last.bottom - line.bottom) < 2 and line.left >= last.right - 1:
            joined[-1] = replace(last, text=f"{last.text} {line.text}", right=line.right)
        else:
            joined.append(line)
    return joined


def _usual_distance(lines: list[Line]) -> float:
    down = [distance for upper, lower in pairwise(lines) if (distance := _distance(upper, lower)) > 0]
    return median(down) if down else 0.0


def _distance(upper: Line, lower: Line) -> float:
    """0 over the end of a page, where nothing can be told."""
    return upper.bottom - lower.bottom if upper.page == lower.page else 0.0


def _goes_on(before: Line, line: Line, usual: float, margin: float) -> bool:
    if before.text.endswith(HYPHEN):
        return True
    if _distance(before, line) > WIDE * usual:
        return False
    unfinished = before.text[-1] not in CLOSING
    full = before.right + _first_word(line) + GRACE > margin
    label = split_label(line.text)[0]
    if label:
        return unfinished and full and label in BULLETS and split_label(before.text)[0] != label
    if line.page == before.page and line.left - before.left > INDENT and not split_label(before.text)[0]:
        return False
    if line.page != before.page:
        return unfinished or line.text[:1].islower()  # distances say nothing here, the sentence must
    return full


def _first_word(line: Line) -> float:
    """How wide the line's first word is, a space included, if all its signs are."""
    return (line.right - line.left) / len(line.text) * (len(line.text.split()[0]) + 1)


def _joined(lines: list[Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = _hyphenated(text.removesuffix(HYPHEN), line.text) if text.endswith(HYPHEN) else f"{text} {line.text}"
    return text.removesuffix(HYPHEN)


def _hyphenated(before: str, text: str) -> str:
    """The hyphen at a line's end stays only in a compound: both halves are words and the whole is none."""
    first = re.split(r"[^\w]", before)[-1]
    second = re.split(r"[^\w]", text)[0]
    compound = is_word(first) and is_word(second) and not is_word(first + second)
    return f"{before}-{text}" if compound or not text[:1].isalpha() else before + text
