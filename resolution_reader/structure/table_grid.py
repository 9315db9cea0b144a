"""A table as the parser sees it: rows of cells, and for each row what reaches down into it from above."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from resolution_reader.readers.blocks import Block

WIDEST = 2_500  # columns


@dataclass
class Cell:
    """The paragraphs of one cell, and the columns it covers."""

    column: int
    columns: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(block.printed for block in self.blocks)

    @property
    def covered(self) -> range:
        """The columns it stands on; a file may say of a cell that it reaches over millions."""
        return range(self.column, self.column + min(self.columns, WIDEST))


@dataclass
class Row:
    """The cells that begin in a row (an empty one is no cell) and those above that cover it; its blocks' indexes."""

    number: int
    first: int
    last: int
    own: list[Cell] = field(default_factory=list)
    above: list[Cell] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return sorted([*self.own, *self.above], key=lambda cell: cell.column)

    @property
    def width(self) -> int:
        """The last column that anything stands on."""
        return max(cell.column + cell.columns - 1 for cell in self.cells)

    def at(self, column: int) -> Cell | None:
        """The cell on this column; one of its own before one from above. Asked when the row is whole."""
        return self._by_column.get(column)

    @cached_property
    def _by_column(self) -> dict[int, Cell]:
        return {column: cell for cell in reversed([*self.own, *self.above]) for column in cell.covered}


def rows_of(blocks: Sequence[Block], start: int) -> list[Row]:
    """The rows of the table that begins at this block; those without any text are left out."""
    rows: list[Row] = []
    reaching: list[tuple[int, Cell]] = []  # (last row that it covers, cell)
    begun: dict[int, Cell] = {}  # in the last of the rows, by column
    for index in range(start, table_end(blocks, start)):
        block = blocks[index]
        if not rows or rows[-1].number != block.row:
            reaching = [(last, cell) for last, cell in reaching if last >= block.row]
            rows.append(Row(block.row, index, index, above=[cell for _, cell in reaching]))
            begun = {}
        row = rows[-1]
        row.last = index
        cell = begun.get(block.column)
        if cell is None:
            cell = begun[block.column] = Cell(block.column, block.columns)
            row.own.append(cell)
            row.above = [other for other in row.above if other.column != block.column]
            if block.rows > 1:
                reaching.append((block.row + block.rows - 1, cell))
        cell.blocks.append(block)
    return rows


def table_end(blocks: Sequence[Block], start: int) -> int:
    end = start
    while end < len(blocks) and blocks[end].table == blocks[start].table:
        end += 1
    return end


def columns_in(rows: Sequence[Row]) -> Iterator[tuple[int, list[str]]]:
    """Each column on which a cell begins, with the texts that do."""
    texts: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.own:
            texts.setdefault(cell.column, []).append(cell.text)
    yield from sorted(texts.items())
