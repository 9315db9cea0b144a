"""Tables whose columns white space parts: their rows are parted by it, too, or by rules from side to side."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from resolution_reader.readers.pdf_drawings import Rule
from resolution_reader.readers.pdf_grids import Grid
from resolution_reader.readers.pdf_gutters import (
    ALIKE,
    LEAST,
    ONE_BAND,
    Gap,
    Row,
    Run,
    column_of,
    columns_of,
    free,
    gaps_between,
)
from resolution_reader.readers.pdf_tables import Cell, Table, lines_of, table_of
from resolution_reader.readers.pdf_words import Word

LEVEL_RULES, MAX_LEVEL_RULES = 3, 300  # a table without upright rules has at least so many, and is no drawing
LEAST_WIDTH = 100.0  # points
CLOSE = 1.5  # times the least distance: lines of one cell
NEAR = 4.0  # points


def of_run(rows: Sequence[Row], run: Run, page: int) -> Table:
    """The table that a run of white columns is."""
    begins = begin_of_rows(columns_of(rows, run))
    return _of_white(rows[run.first : run.last], begins, run.gutters, page)


def of_rules(rows: Sequence[Row], rules: Sequence[Rule], page: int) -> Iterator[tuple[Table, list[Row]]]:
    """Tables whose rows these rules part, from the top down, and the rows of words that are in each.

    A table ends where no white column is left, as text between two of them leaves none.
    """
    between = [_between(rows, upper, lower) for upper, lower in pairwise(rules)]
    first = 0
    while first < len(between):
        last, gutters = first, list[Gap]()
        words: Row = []
        for index in range(first, len(between)):
            words = [*words, *(word for row in between[index] for word in row)]
            left = gutters_between(words) if between[index] else []
            if not left:
                break
            last, gutters = index + 1, left
        if last - first >= LEVEL_RULES - 1:
            taken = [row for rows_between in between[first:last] for row in rows_between]
            below = [row for row in rows if row[0].base < rules[last].at]
            added = list(_without_rule(below, rules[last], gutters, taken))
            begins = [rule.at for rule in rules[first : last + bool(added)]]
            taken += added
            gutters = gutters_between([word for row in taken for word in row])
            yield _of_white(taken, begins, gutters, page), taken
        first = max(last, first + 1)


def _without_rule(rows: Sequence[Row], rule: Rule, gutters: Sequence[Gap], above: Sequence[Row]) -> Iterator[Row]:
    """The last row of a table that no rule ends: lines close to each other that leave its columns white."""
    at, usual = rule.at, min(_distances(above), default=0.0) or above[0][0].size
    for number, row in enumerate(rows):
        in_columns = {column_of(word, gutters) for word in row}
        if at - row[0].base > CLOSE * usual or not leaves(gutters, row) or (not number and len(in_columns) < 2):
            return
        at = row[0].base
        yield row


def _distances(rows: Sequence[Row]) -> list[float]:
    return [far for upper, lower in pairwise(rows) if (far := upper[0].base - lower[0].base) > 0]


def _between(rows: Sequence[Row], upper: Rule, lower: Rule) -> list[Row]:
    return [
        row
        for row in rows
        if lower.at < row[0].middle[1] < upper.at
        and row[0].left >= upper.first - ALIKE
        and row[-1].right <= upper.last + NEAR
    ]


def _of_white(rows: Sequence[Row], begins: Sequence[float], gutters: Sequence[Gap], page: int) -> Table:
    words = [word for row in rows for word in row]
    middles = [(left + right) / 2 for left, right in gutters]
    places = [min(word.left for word in words), *middles, max(word.right for word in words)]
    cells: dict[tuple[int, int], Row] = {}
    for word in words:
        row = max(1, sum(word.base <= begin + 1 for begin in begins))
        cells.setdefault((row, column_of(word, gutters) + 1), []).append(word)
    edges = list(
        zip([places[0], *(right for _, right in gutters)], [*(left for left, _ in gutters), places[-1]], strict=True)
    )
    made = [Cell(row, column, 1, 1, lines_of(found, page, edges[column - 1])) for (row, column), found in cells.items()]
    return table_of(page, places, max(word.base for word in words), made)


def level_rules(rules: Sequence[Rule], grids: Sequence[Grid]) -> Iterator[list[Rule]]:
    """Groups of rules of one width below each other that are in no grid, from the top down."""
    alone = [
        rule
        for rule in rules
        if not any(grid.box[1] - 3 <= rule.at <= grid.box[3] + 3 and rule.last > grid.box[0] for grid in grids)
    ]

    def width(rule: Rule) -> tuple[int, int]:
        return round(rule.first / 3), round(rule.last / 3)

    for _, group in groupby(sorted(alone, key=lambda rule: (width(rule), -rule.at)), key=width):
        found = list(group)
        if MAX_LEVEL_RULES >= len(found) >= LEVEL_RULES and found[0].last - found[0].first >= LEAST_WIDTH:
            yield found


def begin_of_rows(columns: Sequence[Sequence[Row]]) -> list[float]:
    """The base lines with which the rows of a table of white space begin, from the top down.

    A wider distance parts rows; where all are alike, each thing in the first column begins one.
    """
    levels: list[float] = []
    for height in sorted({row[0].base for column in columns for row in column}, reverse=True):
        if not levels or levels[-1] - height > ONE_BAND * columns[0][0][0].size:
            levels.append(height)
    distances = [upper - lower for upper, lower in pairwise(levels)]
    least = min(distances, default=0.0)
    apart = [lower for lower, distance in zip(levels[1:], distances, strict=True) if distance > ALIKE * least]
    return [levels[0], *(apart or [row[0].base for row in columns[0]][1:])]


def gutters_between(words: Sequence[Word]) -> list[Gap]:
    """What stays white from top to bottom between words of a table."""
    ordered = sorted(words, key=lambda word: word.left)
    return [gap for gap in gaps_between(ordered) if gap[1] - gap[0] >= LEAST * ordered[0].size] if ordered else []


def leaves(gutters: Sequence[Gap], row: Row) -> bool:
    """Whether a row of words leaves the gutters white."""
    return all(free(gutter, row) for gutter in gutters)
