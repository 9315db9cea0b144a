"""What surrounds the text of pages: running heads and feet, numbers of pages, notes at the foot."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from resolution_reader.readers.pdf_drawings import Rule
from resolution_reader.readers.pdf_lines import common_size, text_of
from resolution_reader.readers.pdf_words import Word

EDGE_LINES = 5  # where heads, feet and numbers of pages stand
MARGIN = 0.2  # of the height of a page
SAME_HEIGHT = 3.0  # points
OFTEN, NEARLY_ALWAYS = 0.45, 0.8  # of the pages: heads of odd and even pages may differ
APART = 1.2  # times the usual distance
NUMBER = re.compile(r"[-–—\s]*(?:(?:страница|стр|лист|с|л)\b\.?\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?[-–—\s]*", re.I)
MAX_NUMBERS = 6  # of one line
SMALLER = 0.93  # of the usual type: notes
NOTE = re.compile(r"(?:\d{1,3}|\*{1,3})\)?")
SHORT = 0.6  # of the width of the text: the rule above notes

Row = list[Word]
Key = tuple[str, int]


def without_running(pages: Sequence[Sequence[Row]], heights: Sequence[float]) -> list[list[Row]]:
    """The rows of each page without those at its edges that stand on many pages, but for the number of the page.

    Where no white space parts them from the text they must stand on nearly all of them.
    """
    edges = [
        (_edge(rows, height, 1), _edge(rows[::-1], height, -1)) for rows, height in zip(pages, heights, strict=True)
    ]
    heads, feet = (_Often([both[side] for both in edges]) for side in (0, 1))
    left: list[list[Row]] = []
    for number, (rows, (above, below)) in enumerate(zip(pages, edges, strict=True)):
        head = _running(number, above, heads, rows)
        foot = min(_running(number, below, feet, rows[::-1]), len(rows) - head)
        left.append(list(rows[head : len(rows) - foot]))
    return left


def _edge(rows: Sequence[Row], height: float, side: int) -> Sequence[Row]:
    """The rows that may be running ones at the top (`side` 1) or, from the bottom up, at the foot (-1)."""
    depth = (1 - MARGIN) * height if side > 0 else MARGIN * height
    return [row for row in rows[:EDGE_LINES] if side * (row[0].base - depth) > 0]


class _Often:
    """What stands at about the same height of many pages."""

    def __init__(self, edges: Sequence[Sequence[Row]]) -> None:
        heights: dict[Key, list[float]] = {}
        for number, rows in enumerate(edges):
            for row in rows:
                for key in _keys(row, number):
                    heights.setdefault(key, []).append(row[0].base)
        self.pages = len(edges)
        self.count = {key: _level(at) for key, at in heights.items()}

    def holds(self, row: Row, page: int, share: float) -> bool:
        count = max(self.count.get(key, 0) for key in _keys(row, page))
        return (count > 1 and count >= share * self.pages) or bool(NUMBER.fullmatch(text_of(row)))


def _level(heights: Sequence[float]) -> int:
    usual = median_low(heights)
    return sum(abs(height - usual) <= SAME_HEIGHT for height in heights)


def _running(page: int, edge: Sequence[Row], often: _Often, rows: Sequence[Row]) -> int:
    """How many rows from the edge inwards are no text of the document. `rows`: all of the page, from that edge on."""
    count = _count(page, edge, often, OFTEN)
    near = APART * _line_distance(rows)
    if 0 < count < len(rows) and abs(rows[count - 1][0].base - rows[count][0].base) < near:
        return min(count, _count(page, edge, often, NEARLY_ALWAYS))
    return count


def _count(page: int, edge: Sequence[Row], often: _Often, share: float) -> int:
    return next((at for at, row in enumerate(edge) if not often.holds(row, page, share)), len(edge))


def _line_distance(rows: Sequence[Row]) -> float:
    """That of lines within paragraphs, which may stand further apart."""
    distances = sorted(abs(upper[0].base - lower[0].base) for upper, lower in pairwise(rows))
    return distances[len(distances) // 4] if distances else 0.0


def _keys(row: Row, page: int) -> list[Key]:
    """A row as it is, and without one of its numbers, which grows with the pages."""
    text = text_of(row)
    numbers = list(re.finditer(r"\d{1,4}", text))[:MAX_NUMBERS]
    return [(text, 0), *((f"{text[: one.start()]}#{text[one.end() :]}", int(one[0]) - page) for one in numbers)]


def without_notes(rows: Sequence[Row], usual: float, rules: Sequence[Rule]) -> list[Row]:
    """The rows of a page or a column without the notes at its foot: small type that begins with a mark, or what begins
    with a mark or in small type below a short rule. `usual`: the height of the document's type."""
    small = len(rows)
    while small and common_size(rows[small - 1]) <= SMALLER * usual:
        small -= 1
    marked = (index for index in range(small, len(rows)) if _begins_with_mark(rows[index]))
    below = (index for index in range(1, len(rows)) if _is_below_rule(rows, index, rules))
    ruled = (index for index in below if index >= small or _begins_with_mark(rows[index]))
    return list(rows[: min(next(marked, len(rows)), next(ruled, len(rows)))])


def _begins_with_mark(row: Row) -> bool:
    return row[0].raised or bool(NOTE.fullmatch(row[0].text))


def _is_below_rule(rows: Sequence[Row], index: int, rules: Sequence[Rule]) -> bool:
    """Whether a short rule at the left parts a row from the one above."""
    if not rules:
        return False
    above, top = rows[index - 1][0].base, rows[index][0].base + rows[index][0].size / 2
    left, right = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    return any(
        top <= rule.at <= above
        and rule.last - rule.first <= SHORT * (right - left)
        and rule.first - left <= SAME_HEIGHT
        for rule in rules
    )
