"""Tables of a .pdf: cells with their lines, by rules or by white space, put together over the ends of pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from resolution_reader.readers.pdf_drawings import Rule
from resolution_reader.readers.pdf_grids import Grid
from resolution_reader.readers.pdf_gutters import (
    Gap,
    Run,
    begin_of_rows,
    column_of,
    columns_of,
    gutters_between,
    leaves,
)
from resolution_reader.readers.pdf_lines import Line, line_of, rows_of
from resolution_reader.readers.pdf_words import Word
from resolution_reader.structure.numbering import parse_label

ALIKE = 4.0  # points between the columns of one table on two pages
NUMBERED = 0.5  # of the rows
LEVEL_RULES, MAX_LEVEL_RULES = 3, 300  # a table without upright rules has at least so many, and is no drawing
LEAST_WIDTH = 100.0  # points
CLOSE = 1.5  # times the least distance: lines of one cell
CLOSING = ".;:!?"

Row = list[Word]


@dataclass
class Cell:
    """Where a cell begins, counted from 1, how many rows and columns it covers, and its lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Table:
    """`page`: its last one; `top`: its height on the first. `places`: where its columns begin and the last one ends."""

    page: int
    places: list[float]
    top: float
    cells: list[Cell]

    @property
    def height(self) -> int:
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    def row(self, number: int) -> list[Cell]:
        return [cell for cell in self.cells if cell.row == number]


def of_grid(grid: Grid, page: int) -> Table:
    cells = [
        Cell(cell.row, cell.column, cell.rows, cell.columns, _lines(cell.words, page, (cell.box[0], cell.box[2])))
        for cell in grid.cells
    ]
    return _table(page, grid.columns, grid.heights[0], cells)


def _table(page: int, places: list[float], top: float, cells: list[Cell]) -> Table:
    """Without rows in which nothing stands."""
    full = sorted({cell.row for cell in cells if cell.lines})
    number = {row: at for at, row in enumerate(full, start=1)}
    kept = []
    for cell in cells:
        covered = [number[row] for row in range(cell.row, cell.row + cell.rows) if row in number]
        if covered:
            kept.append(Cell(covered[0], cell.column, len(covered), cell.columns, cell.lines))
    return Table(page, places, top, sorted(kept, key=lambda cell: (cell.row, cell.column)))


def _lines(words: Sequence[Word], page: int, edges: tuple[float, float]) -> list[Line]:
    """A cell's lines. What white space it keeps at its left it is taken to keep at its right."""
    rows = rows_of(words)
    pad = max(0.0, min((row[0].left for row in rows), default=0.0) - edges[0])
    pad = min(pad, (edges[1] - edges[0]) / 8)
    return [line_of(row, page, edges=(edges[0] + pad, edges[1] - pad)) for row in rows]


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
        and row[-1].right <= upper.last + ALIKE
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
    made = [Cell(row, column, 1, 1, _lines(found, page, edges[column - 1])) for (row, column), found in cells.items()]
    return _table(page, places, max(word.base for word in words), made)


def level_rules(rules: Sequence[Rule], grids: Sequence[Grid]) -> Iterator[list[Rule]]:
    """Groups of rules of one width below each other that are in no grid, from the top down."""
    free = [
        rule
        for rule in rules
        if not any(grid.box[1] - 3 <= rule.at <= grid.box[3] + 3 and rule.last > grid.box[0] for grid in grids)
    ]

    def width(rule: Rule) -> tuple[int, int]:
        return round(rule.first / 3), round(rule.last / 3)

    for _, group in groupby(sorted(free, key=lambda rule: (width(rule), -rule.at)), key=width):
        found = list(group)
        if MAX_LEVEL_RULES >= len(found) >= LEVEL_RULES and found[0].last - found[0].first >= LEAST_WIDTH:
            yield found


def continued(table: Table, following: Table) -> bool:
    """Put a table at the top of the next page into the one that it goes on from; False when it is another table."""
    if following.page != table.page + 1:
        return False
    alike = len(table.places) == len(following.places) and all(
        abs(one - other) <= ALIKE for one, other in zip(table.places, following.places, strict=True)
    )
    if not alike:
        return False
    repeated = _repeated(table, following)
    offset, goes_on = table.height - repeated, _goes_on(table, following, repeated + 1)
    last = {cell.column: cell for cell in table.row(table.height)}
    for cell in following.cells:
        if cell.row <= repeated:
            continue
        if goes_on and cell.row == repeated + 1 and cell.column in last:
            last[cell.column].lines += cell.lines
        else:
            table.cells.append(Cell(cell.row + offset - goes_on, cell.column, cell.rows, cell.columns, cell.lines))
    table.cells.sort(key=lambda cell: (cell.row, cell.column))
    table.page = following.page
    return True


def _repeated(table: Table, following: Table) -> int:
    """How many rows of the header stand above the rest of the table once more."""
    count = 0
    while count + 1 < following.height and _texts(table.row(count + 1)) == _texts(following.row(count + 1)):
        count += 1
    return count


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def _goes_on(table: Table, following: Table, number: int) -> bool:
    """Whether a row begins on one page and ends on the next: no number, or some cell in the middle of a sentence."""
    first = {cell.column: cell.text for cell in following.row(number)}
    above = {cell.column: cell.text for cell in table.row(table.height)}
    numbers = [cell.text for cell in table.cells if cell.column == 1 and cell.lines]
    if sum(parse_label(text) is not None for text in numbers) >= NUMBERED * len(numbers) > 0:
        return not first.get(1)
    return any(
        text[:1].islower() and above.get(column) and above[column][-1] not in CLOSING for column, text in first.items()
    )
