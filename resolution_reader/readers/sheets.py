"""Sheets of a spreadsheet to the blocks of a table, whatever program wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.grid import Place
from resolution_reader.readers.limits import MAX_PARAGRAPHS, UnreadableDocument
from resolution_reader.readers.shaping import Paragraph, blocks_of

TEXT = re.compile(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}")  # two words
UNNAMED_SHEET = re.compile(r"^(лист|sheet|таблица|table)\s*\d*$", re.I)
MAX_NAMED = 10  # runs of rows in one sentence
TOO_MANY_CELLS = (
    f"На листе «{{}}» больше {MAX_PARAGRAPHS} заполненных ячеек: оставьте только рекомендации и загрузите снова."
)
NO_TEXTS = "На {} нет столбца с текстами: оставьте лист с рекомендациями и загрузите снова."


@dataclass
class SheetCell(Place):
    """What a cell prints, where it stands and what it covers."""

    text: str = field(kw_only=True)


@dataclass
class Sheet:
    """The printed cells of a sheet, by rows; `hidden`: what of it is not printed, `doubts`: what else is to be said."""

    name: str
    cells: list[SheetCell] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def add(self, cell: SheetCell) -> None:
        """UnreadableDocument for more cells than a document has paragraphs; blank ones are none."""
        if not cell.text.strip():
            return
        if len(self.cells) >= MAX_PARAGRAPHS:
            raise UnreadableDocument(TOO_MANY_CELLS.format(self.name))
        self.cells.append(cell)


def reading_of_sheets(sheets: Sequence[Sheet], hidden: Sequence[str] = ()) -> Reading:
    """The sheets with texts as tables; UnreadableDocument, naming the sheets, when no column of any holds texts."""
    told = [sheet for sheet in sheets if _has_texts(sheet)]
    filled = [sheet for sheet in sheets if sheet.cells]
    if filled and not told:
        raise UnreadableDocument(NO_TEXTS.format(_called(filled)))
    blocks: list[Block] = []
    for number, sheet in enumerate(told, start=1):
        named = len(told) > 1 and not UNNAMED_SHEET.match(sheet.name)
        blocks += _blocks(sheet, number, sheet.name if named else "")
    left = [("sheet-unread", f"Лист «{sheet.name}» не прочитан: на нём нет столбца с текстами.") for sheet in filled]
    doubts = [pair for pair, sheet in zip(left, filled, strict=True) if sheet not in told]
    doubts += [("sheet-unread", sentence) for sheet in told for sentence in sheet.doubts]
    return Reading(blocks, (), (*hidden, *(piece for sheet in sheets for piece in sheet.hidden)), tuple(doubts))


def rows_named(numbers: Sequence[int]) -> str:
    """«строки 3–5, 9»; of many the first."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    named = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:MAX_NAMED])
    more = " и другие" if len(runs) > MAX_NAMED else ""
    return f"строки {named}{more}" if len(numbers) > 1 else f"строка {named}"


def _called(sheets: Sequence[Sheet]) -> str:
    names = ", ".join(f"«{sheet.name}»" for sheet in sheets)
    return f"листах {names}" if len(sheets) > 1 else f"листе {names}"


def _rows(sheet: Sheet) -> list[list[SheetCell]]:
    return [list(row) for _, row in groupby(sheet.cells, key=lambda cell: cell.row)]


def _above(rows: Sequence[list[SheetCell]]) -> int:
    """How many rows of one cell stand above the table: title, place and date."""
    above = len(list(takewhile(lambda row: len(row) == 1, rows)))
    return above if above < len(rows) else 0


def _has_texts(sheet: Sheet) -> bool:
    """Whether some column below the header holds more than single words and figures."""
    rows = _rows(sheet)
    below = rows[_above(rows) :]
    return any(TEXT.search(cell.text) for row in below[1:] or below for cell in row)


def _blocks(sheet: Sheet, table: int, title: str) -> Iterator[Block]:
    """`title`: what stands over the header, in a row of its own."""
    rows = _rows(sheet)
    above = _above(rows)
    for cell in (cell for row in rows[:above] for cell in row):
        for line in cell.text.split("\n"):
            yield from blocks_of(Paragraph(line, cell.row))
    for cell in (SheetCell(0, 1, text=title), *(cell for row in rows[above:] for cell in row)):
        for line in cell.text.split("\n"):
            yield from blocks_of(Paragraph(line, cell.row, kind="cell", table=table, place=cell))
