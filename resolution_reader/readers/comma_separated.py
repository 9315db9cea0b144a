"""Reader of .csv, parted by whatever sign: the one that cuts most rows into as many cells.

Runs in the cage: `python -m resolution_reader.readers.comma_separated`.
"""

import csv
import re
from collections import Counter
from itertools import islice

from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.encoding import decode
from resolution_reader.readers.limits import MAX_PARAGRAPH_CHARACTERS, UnreadableDocument
from resolution_reader.readers.served import serve
from resolution_reader.readers.sheets import Sheet, SheetCell, reading_of_sheets

SIGNS = (";", ",", "\t", "|")
LOOKED_AT = 200  # rows
NAMED = re.compile(r"sep=([^\"\s]|\t)?")  # Excel's own first line
NAME = "CSV"
BROKEN = "Строка {} таблицы не читается: откройте файл в своей программе, сохраните как .xlsx и загрузите снова."


def read_comma_separated(data: bytes) -> Reading:
    text = decode(data)
    lines = text.split("\n")
    named = NAMED.match(lines[0])
    lines = lines[1:] if named else lines
    sheet = Sheet(NAME)
    csv.field_size_limit(MAX_PARAGRAPH_CHARACTERS)
    rows = csv.reader(_ended(lines), delimiter=(named and named[1]) or _sign_of(lines))
    try:
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if cell and not cell.isspace():
                    sheet.add(SheetCell(row, column, text=cell.strip()))
    except csv.Error as reason:
        raise UnreadableDocument(BROKEN.format(rows.line_num)) from reason
    return reading_of_sheets([sheet])


def _ended(lines: list[str]) -> list[str]:
    """A line end inside quotes is one of the cell."""
    return [f"{line}\n" for line in lines]


def _sign_of(lines: list[str]) -> str:
    return max(SIGNS, key=lambda sign: _even_rows(lines, sign))


def _even_rows(lines: list[str], sign: str) -> tuple[int, int]:
    """(rows of the commonest width above one, that width)."""
    try:
        rows = islice(csv.reader(_ended(lines[: 4 * LOOKED_AT]), delimiter=sign), LOOKED_AT)
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


if __name__ == "__main__":
    serve(read_comma_separated)
