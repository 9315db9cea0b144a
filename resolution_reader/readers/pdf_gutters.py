"""Columns that only white space parts: a run of rows with the same gutters is columns of text, or a table.

Columns of text are wide, without holes, and most of their lines are full; else three columns are a table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, median_low

from resolution_reader.readers.pdf_words import Word
from resolution_reader.structure.numbering import parse_label

ONE_BAND = 0.7  # of the height of the type: base lines that are no further apart stand beside each other
GUTTER, LEAST = 1.0, 0.7  # of it: how wide a gutter begins, and how narrow it may become
MAX_ROWS = 2_000  # of one page
FAR = 5.0  # times the usual distance: what follows is another thing
ALIGNED = 2.0  # points
TEXT_ROWS, LEAST_ROWS = 4, 2  # of the first column of text, of each
WORDS_A_ROW = 2.5  # in columns of text; names and posts of signatures have fewer
TEXT_WIDTH = 0.22  # of the whole width
ALIKE, HOLE = 1.3, 3.0  # times the usual distance: of columns of one text, and what no column of text has within
LONG = 0.75  # of a column's width: at least every second line of a text is as long
TABLE_ROWS, TABLE_COLUMNS = 3, 3
MAX_COLUMNS_OF_TEXT = 3
LABELLED = 0.7

Row = list[Word]
Gap = tuple[float, float]


@dataclass
class Run:
    """Rows first to last (not included), counted from 0, that leave the same gutters free."""

    first: int
    last: int
    gutters: list[Gap]


def runs_of(rows: Sequence[Row]) -> list[Run]:
    """The runs of a page from the top down; no two share a row."""
    if len(rows) > MAX_ROWS:
        return []
    bands, usual = _bands(rows), median(_distances(rows) or [0.0])
    runs: list[Run] = []
    at = 0
    while at < len(bands):
        run = _run(rows, bands, at, usual)
        if run:
            runs.append(run)
            while at < len(bands) and bands[at][0] < run.last:
                at += 1
        else:
            at += 1
    return runs


def _bands(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """(first, after the last) of rows beside each other: lines of neighbouring columns may not be level."""
    bands: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        near = bands and rows[bands[-1][0]][0].base - row[0].base < ONE_BAND * row[0].size
        if near:
            bands[-1] = (bands[-1][0], index + 1)
        else:
            bands.append((index, index + 1))
    return bands


def _run(rows: Sequence[Row], bands: Sequence[tuple[int, int]], start: int, usual: float) -> Run | None:
    """The longest run from this band whose gutters hold; None when that is neither columns nor a table.

    `usual`: the distance between rows of the page.
    """
    words = _of_band(rows, bands[start])
    gutters = [gap for gap in gaps_between(words) if gap[1] - gap[0] >= GUTTER * words[0].size]
    last = bands[start][1]
    for before, at in pairwise(range(start, len(bands))):
        words = _of_band(rows, bands[at])
        if not gutters or rows[bands[before][1] - 1][0].base - words[0].base > FAR * usual:
            break
        left = [free(gutter, words) for gutter in gutters]
        if not all(left) and (run := _judged(rows, Run(bands[start][0], last, gutters))):
            return run
        gutters = [gap for gaps in left for gap in gaps]
        last = bands[at][1]
    return _judged(rows, Run(bands[start][0], last, gutters)) if gutters else None


def _of_band(rows: Sequence[Row], band: tuple[int, int]) -> Row:
    return sorted((word for row in rows[slice(*band)] for word in row), key=lambda word: word.left)


def gaps_between(words: Sequence[Word]) -> Iterator[Gap]:
    """White space between words of one band, which may overlap."""
    right = words[0].right
    for word in words[1:]:
        if word.left > right:
            yield right, word.left
        right = max(right, word.right)


def free(gutter: Gap, words: Sequence[Word]) -> list[Gap]:
    """What words, from left to right, leave of a gutter where it is wide enough; one that stands in it parts it."""
    left, right = gutter
    gaps: list[Gap] = []
    for word in words:
        if word.right <= left or word.left >= right:
            continue
        gaps.append((left, word.left))
        left = word.right
    return [gap for gap in [*gaps, (left, right)] if gap[1] - gap[0] >= LEAST * words[0].size]


def column_of(word: Word, gutters: Sequence[Gap]) -> int:
    """In which column a word stands, counted from 0."""
    middle = (word.left + word.right) / 2
    return sum(middle > (left + right) / 2 for left, right in gutters)


def columns_of(rows: Sequence[Row], run: Run) -> list[list[Row]]:
    """The rows of each column, without those that are empty there."""
    columns: list[list[Row]] = [[] for _ in range(len(run.gutters) + 1)]
    for row in rows[run.first : run.last]:
        parts: dict[int, Row] = {}
        for word in row:
            parts.setdefault(column_of(word, run.gutters), []).append(word)
        for column, words in parts.items():
            columns[column].append(words)
    return columns


def _judged(rows: Sequence[Row], run: Run) -> Run | None:
    """The run when it is columns or a table, without the gutters after labels of a list."""
    while run.gutters and _are_labels(columns_of(rows, run)[0]) and len(run.gutters) < TABLE_COLUMNS - 1:
        run = Run(run.first, run.last, run.gutters[1:])
    columns = columns_of(rows, run)
    if len(columns) < 2 or not all(columns):
        return None
    if not (all(map(_is_aligned, columns[:-1])) and _is_aligned(columns[-1], ends=False)):
        return None  # blanks that happen to stand below each other
    return run if is_text(columns) or _is_table(rows, run, columns) else None


def _is_aligned(column: Sequence[Row], *, ends: bool = True) -> bool:
    """Whether every second row begins, has its middle or ends where others do; `ends` of all lines of a text do."""
    lefts, rights = [row[0].left for row in column], [row[-1].right for row in column]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return any(map(_are_level, (lefts, middles, rights) if ends else (lefts, middles)))


def _are_level(places: Sequence[float]) -> bool:
    usual = median_low(places)
    return 2 * sum(abs(place - usual) <= ALIGNED for place in places) >= len(places)


def _are_labels(column: Sequence[Row]) -> bool:
    labels = sum(len(row) == 1 and parse_label(row[0].text) is not None for row in column)
    return labels >= LABELLED * len(column)


def is_text(columns: Sequence[Sequence[Row]]) -> bool:
    """Whether columns are to be read one after the other."""
    if len(columns) > MAX_COLUMNS_OF_TEXT or len(columns[0]) < TEXT_ROWS or min(map(len, columns)) < LEAST_ROWS:
        return False
    if any(sum(map(len, column)) < WORDS_A_ROW * len(column) for column in columns):
        return False
    edges = [(min(row[0].left for row in column), max(row[-1].right for row in column)) for column in columns]
    distances = [_distances(column) for column in columns]
    usual = [median(each) for each in distances]
    return (
        all(right - left >= TEXT_WIDTH * (edges[-1][1] - edges[0][0]) for left, right in edges)
        and max(usual) <= ALIKE * min(usual)
        and all(distance <= HOLE * far for each, far in zip(distances, usual, strict=True) for distance in each)
        and all(_ends_full(column, *edge) for column, edge in zip(columns, edges, strict=True))
    )


def _distances(rows: Sequence[Row]) -> list[float]:
    return [upper[0].base - lower[0].base for upper, lower in pairwise(rows)]


def _ends_full(column: Sequence[Row], left: float, right: float) -> bool:
    return sum(row[-1].right >= left + LONG * (right - left) for row in column) >= len(column) / 2


def _is_table(rows: Sequence[Row], run: Run, columns: Sequence[Sequence[Row]]) -> bool:
    """Three columns, and several bands that begin in more than one."""
    if len(columns) < TABLE_COLUMNS:
        return False
    many = sum(len({column_of(word, run.gutters) for word in row}) > 1 for row in rows[run.first : run.last])
    return many >= TABLE_ROWS
