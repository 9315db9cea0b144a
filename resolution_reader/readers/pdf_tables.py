"""Tables of a .pdf: cells with their lines, by rules or by white space, put together over the ends of pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from resolution_reader.readers.grid import Place
from resolution_reader.readers.pdf_grids import Grid
from resolution_reader.readers.pdf_lines import Line, line_of, rows_of
from resolution_reader.readers.pdf_words import Word
from resolution_reader.structure.numbering import parse_label

ALIKE = 4.0  # points between the columns of one table on two pages
NUMBERED = 0.5  # of the rows
CLOSING = ".;:!?"

Row = list[Word]


@dataclass
class Cell(Place):
    """A cell with its lines."""

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
        Cell(cell.row, cell.column, cell.rows, cell.columns, lines_of(cell.words, page, (cell.box[0], cell.box[2])))
        for cell in grid.cells
    ]
    return table_of(page, grid.columns, grid.heights[0], cells)


def table_of(page: int, places: list[float], top: float, cells: list[Cell]) -> Table:
    """Without rows in which nothing stands."""
    full = sorted({cell.row for cell in cells if cell.lines})
    number = {row: at for at, row in enumerate(full, start=1)}
    kept = []
    for cell in cells:
        covered = [number[row] for row in range(cell.row, cell.row + cell.rows) if row in number]
        if covered:
            kept.append(Cell(covered[0], cell.column, len(covered), cell.columns, cell.lines))
    return Table(page, places, top, sorted(kept, key=lambda cell: (cell.row, cell.column)))


def lines_of(words: Sequence[Word], page: int, edges: tuple[float, float]) -> list[Line]:
    """A cell's lines. What white space it keeps at its left it is taken to keep at its right."""
    rows = rows_of(words)
    pad = max(0.0, min((row[0].left for row in rows), default=0.0) - edges[0])
    pad = min(pad, (edges[1] - edges[0]) / 8)
    return [line_of(row, page, edges=(edges[0] + pad, edges[1] - pad)) for row in rows]


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
