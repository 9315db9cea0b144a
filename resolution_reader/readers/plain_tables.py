"""Tables in plain text: cells parted by a sign, as mail and messengers carry them, or by tabs, as a paste does."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.grid import Place
from resolution_reader.readers.shaping import Paragraph, blocks_of
from resolution_reader.structure.table_columns import kind_of

BAR = re.compile(r"[|│┃║¦]")
DRAWN = re.compile(r"[\s|¦+:=_\-–—\u2500-\u257f]+")  # a line between rows, with whatever crosses it
STROKE = re.compile(r"[=_\-–—\u2500\u2501\u2550]")
FEWEST_ROWS = 2
FEWEST_FRAMED = 3  # drawn lines: a frame has one above the header, one below it and one at the end


@dataclass
class TextRow:
    """The cells of a row and the lines of the text that it stands on, counted from 1."""

    cells: list[str]
    first: int
    last: int


@dataclass(frozen=True)
class TextTable:
    """The rows of a table, and the first and the last line of it, drawn ones included."""

    rows: list[TextRow]
    first: int
    last: int


def tables_in(lines: Sequence[str]) -> Iterator[TextTable]:
    """The tables of a text, in order."""
    numbered = list(enumerate(lines, start=1))
    for sign, run in groupby(numbered, key=lambda line: _sign_of(line[1])):
        told = list(run)
        rows = list(_rows(told, sign)) if sign else []
        if len(rows) >= FEWEST_ROWS and (sign == "|" or _is_pasted(rows)):
            yield TextTable(rows, told[0][0], told[-1][0])


def blocks_of_table(table: TextTable, number: int) -> Iterator[Block]:
    for line, row in enumerate(table.rows, start=1):
        for column, text in ((at, cell) for at, cell in enumerate(row.cells, start=1) if cell):
            for block in blocks_of(Paragraph(text, row.first, kind="cell", table=number, place=Place(line, column))):
                yield replace(block, span=(row.first, row.last))


def _sign_of(line: str) -> str:
    """What parts the cells of a line; empty where nothing does."""
    if BAR.search(line) or ("+" in line and _is_drawn(line)):
        return "|"
    return "\t" if "\t" in line.strip() else ""


def _is_drawn(line: str) -> bool:
    return bool(DRAWN.fullmatch(line) and STROKE.search(line))


def _rows(lines: Sequence[tuple[int, str]], sign: str) -> Iterator[TextRow]:
    """In a framed table, a line that leaves the first cell empty goes on with the cells above it."""
    told: list[list[str]] = []  # the cells of each line of a row
    first = 0
    framed = sum(_is_drawn(line) for _, line in lines) >= FEWEST_FRAMED
    for number, line in lines:
        cells = [] if sign == "|" and _is_drawn(line) else _cells(line, sign)
        if told and not (framed and cells and not cells[0] and len(cells) == len(told[0])):
            yield _row(told, first)
            told = []
        if cells:
            first = first if told else number
            told.append(cells)
    if told:
        yield _row(told, first)


def _row(told: Sequence[Sequence[str]], first: int) -> TextRow:
    cells = ["\n".join(filter(None, lines)) for lines in zip(*told, strict=True)]
    return TextRow(cells, first, first + len(told) - 1)


def _cells(line: str, sign: str) -> list[str]:
    if sign == "\t":
        return [cell.strip() for cell in line.split("\t")]
    bare = line.strip()
    inner = bare[1 if BAR.match(bare) else 0 : -1 if len(bare) > 1 and BAR.match(bare[-1]) else None]
    return [cell.strip() for cell in BAR.split(inner)]


def _is_pasted(rows: Sequence[TextRow]) -> bool:
    """Tabs also part a number from its item and a post from a name: a table has three columns, or names two."""
    filled = [len([cell for cell in row.cells if cell]) for row in rows]
    if filled[0] > 2 and all(count > 1 for count in filled):
        return True
    kinds = [kind_of(cell) for cell in rows[0].cells if cell]
    return filled[0] == 2 and "recommendation" in kinds and len({*kinds} - {"other"}) == 2
