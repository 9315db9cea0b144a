"""A table to rows that say one thing each: a section, who is asked, or recommendations with what stands beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs
from resolution_reader.structure.numbering import Label, parse_label, split_label
from resolution_reader.structure.skeleton import Beside, Names, PartItem
from resolution_reader.structure.table_columns import NUMBER_ONLY, Column, guessed, puts_in_dative
from resolution_reader.structure.table_figures import asks_below, counts, counts_votes, only_counts, recommends_nothing
from resolution_reader.structure.table_grid import Cell, Row, rows_of, table_end
from resolution_reader.structure.table_header import Header, header_of
from resolution_reader.structure.terms import deadline_of_cell

NOTHING_BESIDE = Beside()
THE_SAME = re.compile(r"^\W*((то|тот|та|те|тому|той|тем)\s+же|он\s+же|она\s+же|они\s+же|-//-|[\"″〃]{1,2}|»)\W*$", re.I)
NOTHING = re.compile(r"^[\s–—−.\-]*$")
SAYS_NOTHING = re.compile(r"^\W*((продолжение|окончание)\s+(таблиц|приложени)|(итого|всего)\b)", re.I)
# A cell of these that is merged downwards says the same of each row it covers.
SHARED: frozenset[Column] = frozenset(("addressee", "helper", "deadline"))


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
    goes_on: bool = False  # what it says belongs to the recommendation above


@dataclass
class Told:
    """What a table says: its rows, or that nothing is recommended there (`doubtful`: somebody should look)."""

    rows: list[TableRow]
    recommends: bool = True
    doubtful: bool = False


class TableRows:
    """Reads the tables of one document in turn: a table without a header may go on with the columns of the last."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.header: Header | None = None
        self.columns: dict[int, Column] | None = None
        self.dative = False
        self.said: dict[Column, str] = {}  # the cells that «то же» points at

    def read(self, blocks: Sequence[Block], start: int) -> Told | None:
        """The table that begins at this block; None when its cells are paragraphs like others."""
        rows = rows_of(blocks, start)
        if counts_votes(rows):
            return Told([TableRow(row.first, row.last) for row in rows], recommends=False)
        found = header_of(rows)
        columns = self._columns(rows, found)
        if columns is None or (found and counts(rows, found)):
            if not recommends_nothing(rows):
                return None
            lines = [TableRow(row.first, row.last) for row in rows]
            return Told(lines, recommends=False, doubtful=not only_counts(rows))
        self.columns, self.said = columns, {}
        told = rows[found.last + 1 :] if found else rows
        self.dative = self.dative and puts_in_dative(self._asked(told))
        above = rows[: found.first] if found else []
        head = rows[found.first : found.last + 1] if found else []
        return Told(
            [
                *(TableRow(row.first, row.last, heading=row.own[0].text) for row in above),
                *(TableRow(row.first, row.last) for row in head),
                *(self._row(row) for row in told),
            ]
        )

    def _columns(self, rows: Sequence[Row], found: Header | None) -> dict[int, Column] | None:
        if found:
            self.header, self.dative = found, found.dative
            return found.columns
        if self.columns is not None and max(row.width for row in rows) == max(self.columns):
            return self.columns
        return guessed(rows, lambda text: bool(self.names.whole(text)))

    def _asked(self, rows: Sequence[Row]) -> list[str]:
        """What the cells say of who is asked, without «то же»."""
        asked = (cell.text for row in rows for cell in row.own if self._kind(cell) == "addressee")
        return [text for text in asked if not THE_SAME.match(text)]

    def _kind(self, cell: Cell) -> Column:
        """What a cell says: its text, if it covers that column and others."""
        known = self.columns or {}
        kinds = [known[column] for column in cell.covered if known.get(column, "other") != "other"]
        if "recommendation" in kinds and not NUMBER_ONLY.match(cell.text):
            return "recommendation"
        return kinds[0] if kinds else "other"

    def _row(self, row: Row) -> TableRow:
        numbers = all(NUMBER_ONLY.match(cell.text) for cell in row.own)
        if (numbers and not row.above) or (self.header and self.header.is_repeated(row)):
            return TableRow(row.first, row.last)  # a row of column numbers, the header once more
        texts = self._texts(row)
        if not row.above and (heading := self._heading(row)) is not None:
            return TableRow(row.first, row.last, heading=heading or None)
        task = [block for cell in row.own if self._kind(cell) == "recommendation" for block in cell.blocks]
        read = TableRow(row.first, row.last, section=texts.get("section"))
        read.entries = entries(task, texts.get("number", ""))
        lead, repeats = self._who(texts.get("addressee", ""))
        helping, _ = self._in_full("helper", texts.get("helper", ""))
        helpers = () if NOTHING.match(helping) else self.names.helpers_in_cell(helping)
        read.beside = Beside((*lead, *helpers), repeats, self._when(texts.get("deadline", "")))
        read.goes_on = not task and not {"number", "section"} & set(texts)
        return read

    def _texts(self, row: Row) -> dict[Column, str]:
        """What the cells of each kind say; whom, with whom and by when, those that reach down into the row as well."""
        goes_on, own = any(self._kind(cell) == "recommendation" for cell in row.above), set(map(id, row.own))
        texts: dict[Column, list[str]] = {}
        for cell in row.cells:
            kind = self._kind(cell)
            if id(cell) in own or (kind in SHARED and not goes_on):
                texts.setdefault(kind, []).append(cell.text)
        return {kind: "\n".join(found) for kind, found in texts.items()}

    def _heading(self, row: Row) -> str | None:
        """A row of one cell, or of a number and a title, that asks for nothing: it opens a section, or "" none."""
        telling = [cell for cell in row.own if not NUMBER_ONLY.match(cell.text)]
        if telling and SAYS_NOTHING.match(telling[0].text):
            return ""
        if len(telling) != 1 or len(telling[0].blocks) > 1 or len(set((self.columns or {}).values())) < 2:
            return None
        text, block = telling[0].blocks[0].text, telling[0].blocks[0]
        spans_all = len(row.own) == 1 and row.own[0].column == 1
        marked = block.emphasis in ("bold", "centered") or text.isupper() or spans_all
        bears_roman = any((label := parse_label(cell.text)) and label.kind == "roman" for cell in row.own)
        asked = instructs(text) or asks(text)
        return text.rstrip(" :.") if not asked and (marked or bears_roman) and len(text) < 200 else None

    def _who(self, text: str) -> tuple[tuple[Mention, ...], bool]:
        said, repeats = self._in_full("addressee", text)
        return (() if NOTHING.match(said) else self.names.in_cell(said, dative=self.dative)), repeats

    def _when(self, text: str) -> str | None:
        said, _ = self._in_full("deadline", text)
        return None if NOTHING.match(said) else deadline_of_cell(said)

    def _in_full(self, kind: Column, text: str) -> tuple[str, bool]:
        """The cell, or the one that «то же» points at; whether it does."""
        repeats = bool(text.strip() and THE_SAME.match(text))
        if not repeats:
            self.said[kind] = text
        return self.said.get(kind, ""), repeats


def first_table(blocks: Sequence[Block], within: int) -> int:
    """The first block of the first table, among those that begin within so many blocks, whose header asks."""
    index = 0
    while index < min(len(blocks), within):
        if blocks[index].table and header_of(rows_of(blocks, index)):
            return index
        index = table_end(blocks, index) if blocks[index].table else index + 1
    return within


def mostly_asks(blocks: Sequence[Block], start: int) -> bool:
    """Whether the table that begins here says what is to be done."""
    rows = rows_of(blocks, start)
    found = header_of(rows)
    return found is not None and asks_below(rows, found)


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
