"""A table to rows that say one thing each: a section, who is asked, or recommendations with what stands beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs, needs
from resolution_reader.structure.numbering import Label, parse_label, split_label
from resolution_reader.structure.skeleton import Beside, Names, PartItem
from resolution_reader.structure.table_columns import (
    NUMBER_ONLY,
    Column,
    Row,
    guessed,
    header_of,
    puts_in_dative,
    text_of,
)
from resolution_reader.structure.terms import deadline_of_cell

NOTHING_BESIDE = Beside()
THE_SAME = re.compile(r"^\W*((то|тот|та|те|тому|той|тем)\s+же|он\s+же|она\s+же|они\s+же|-//-|[\"″〃]{1,2}|»)\W*$", re.I)
NOTHING = re.compile(r"^[\s–—−.\-]*$")


@dataclass
class Entry:
    """One recommendation of a row: (label, text) pairs, the first one its own."""

    label: Label | None
    texts: list[str]
    parts: list[PartItem] = field(default_factory=list)


@dataclass
class TableRow:
    """What one row says; `first` and `last` are indexes of blocks."""

    first: int
    last: int
    heading: str | None = None
    section: str | None = None  # the section of this row, in a column of its own
    entries: list[Entry] = field(default_factory=list)
    beside: Beside = NOTHING_BESIDE


class TableRows:
    """Reads the tables of one document in turn: a table without a header may go on with the columns of the last."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.columns: dict[int, Column] | None = None
        self.dative = False
        self.addressees: tuple[Mention, ...] = ()
        self.deadline: str | None = None

    def read(self, blocks: Sequence[Block], start: int) -> list[TableRow] | None:
        """The rows of the table that begins at this block; None when it is no table of recommendations."""
        end = table_end(blocks, start)
        rows = _rows(blocks[start:end])
        header = header_of(list(rows.values()))
        if header:
            at, self.columns, self.dative = header
            skip = {number for index, number in enumerate(rows) if index <= at}
        else:
            same = self.columns is not None and max(map(max, rows.values())) == max(self.columns)
            self.columns = self.columns if same else guessed(list(rows.values()), lambda t: bool(self.names.whole(t)))
            skip = set()
        if self.columns is None:
            return None
        self.addressees, self.deadline = (), None
        told = [row for number, row in rows.items() if number not in skip]
        self.dative = self.dative and puts_in_dative(self._asked(told, self.columns))
        return list(self._read_rows(blocks, start, rows, skip, header[0] if header else -1))

    @staticmethod
    def _asked(rows: Sequence[Row], columns: dict[int, Column]) -> list[str]:
        """What the cells say of who is asked, without «то же»."""
        asked = (text_of(cell) for row in rows for at, cell in row.items() if columns.get(at) == "addressee")
        return [text for text in asked if not THE_SAME.match(text)]

    def _read_rows(
        self, blocks: Sequence[Block], start: int, rows: dict[int, Row], skip: set[int], header: int
    ) -> Iterator[TableRow]:
        spans = _spans(blocks, start, rows)
        titles = list(rows)[:header] if header > 0 else []
        for number, row in rows.items():
            first, last = spans[number]
            if number in titles:
                yield TableRow(first, last, heading=text_of(next(iter(row.values()))))
            elif number in skip or all(NUMBER_ONLY.match(text_of(cell)) for cell in row.values()):
                yield TableRow(first, last)  # the header, or a row of column numbers
            else:
                yield self._row(row, first, last)

    def _row(self, row: Row, first: int, last: int) -> TableRow:
        assert self.columns is not None
        by_kind: dict[Column, list[Block]] = {}
        for column, cell in sorted(row.items()):
            by_kind.setdefault(self.columns.get(column, "other"), []).extend(cell)
        if heading := self._heading(row, by_kind):
            return TableRow(first, last, heading=heading)
        read = TableRow(first, last, section=text_of(by_kind.get("section", [])) or None)
        read.entries = entries(by_kind.get("recommendation", []), text_of(by_kind.get("number", [])))
        lead, repeats = self._who(text_of(by_kind.get("addressee", [])))
        helpers = self.names.helpers_in_cell(text_of(by_kind.get("helper", [])))
        read.beside = Beside((*lead, *helpers), repeats, self._when(text_of(by_kind.get("deadline", []))))
        return read

    def _heading(self, row: Row, by_kind: dict[Column, list[Block]]) -> str | None:
        """A row of one cell, or of a number and a title, that asks for nothing: it opens a section."""
        telling = [cell for cell in row.values() if not NUMBER_ONLY.match(text_of(cell))]
        if len(telling) != 1 or len(telling[0]) > 1 or len(set((self.columns or {}).values())) < 2:
            return None
        text, block = telling[0][0].text, telling[0][0]
        spans_all = len(row) == 1 and min(row) == 1
        marked = block.emphasis in ("bold", "centered") or text.isupper() or spans_all
        bears_roman = any((label := parse_label(text_of(cell))) and label.kind == "roman" for cell in row.values())
        asked = instructs(text) or asks(text)
        return text.rstrip(" :.") if not asked and (marked or bears_roman) and len(text) < 200 else None

    def _who(self, text: str) -> tuple[tuple[Mention, ...], bool]:
        repeats = bool(text.strip() and THE_SAME.match(text))
        if not repeats:
            self.addressees = () if NOTHING.match(text) else self.names.in_cell(text, dative=self.dative)
        return self.addressees, repeats

    def _when(self, text: str) -> str | None:
        if not (text.strip() and THE_SAME.match(text)):
            self.deadline = None if NOTHING.match(text) else deadline_of_cell(text)
        return self.deadline


def first_table(blocks: Sequence[Block], within: int) -> int:
    """The first block of the first table, among those that begin within so many blocks, whose header asks."""
    index = 0
    while index < min(len(blocks), within):
        end = table_end(blocks, index) if blocks[index].table else index + 1
        if blocks[index].table and header_of(list(_rows(blocks[index:end]).values())):
            return index
        index = end
    return within


def mostly_asks(blocks: Sequence[Block], start: int) -> bool:
    """Whether the table that begins here says what is to be done: a list of people has a header and columns, too."""
    rows = list(_rows(blocks[start : table_end(blocks, start)]).values())
    found = header_of(rows)
    if found is None:
        return False
    at, columns, _ = found
    cells = [
        text_of(row[column]) for row in rows[at + 1 :] for column in row if columns.get(column) == "recommendation"
    ]
    return sum(instructs(text) or asks(text) or needs(text) for text in cells) * 2 > len(cells)


def table_end(blocks: Sequence[Block], start: int) -> int:
    end = start
    while end < len(blocks) and blocks[end].table == blocks[start].table:
        end += 1
    return end


def _rows(blocks: Sequence[Block]) -> dict[int, Row]:
    rows: dict[int, Row] = {}
    for block in blocks:
        rows.setdefault(block.row, {}).setdefault(block.column, []).append(block)
    return rows


def _spans(blocks: Sequence[Block], start: int, rows: dict[int, Row]) -> dict[int, tuple[int, int]]:
    """First and last block of each row."""
    spans: dict[int, tuple[int, int]] = {}
    for index in range(start, start + sum(len(cell) for row in rows.values() for cell in row.values())):
        row = blocks[index].row
        spans[row] = (spans.get(row, (index, index))[0], index)
    return spans


def entries(cell: Sequence[Block], number: str) -> list[Entry]:
    """One recommendation; several when the cell is a list with a label on each of its paragraphs."""
    if not cell:
        return []
    labelled = [parse_label(block.label) for block in cell]
    if len(cell) > 1 and all(labelled):
        return [Entry(label, [block.text]) for label, block in zip(labelled, cell, strict=True)]
    own = labelled[0] or parse_label(split_label(f"{number.strip()} …")[0]) or parse_label(number.strip())
    entry = Entry(own, [cell[0].text])
    for label, block in zip(labelled[1:], cell[1:], strict=True):
        entry.texts.append(block.printed)
        if label:
            entry.parts.append(PartItem(label, block.text))
    return [entry]
