"""Reader of .xlsx: values by openpyxl, row by row; what is hidden or merged, it does not tell so: looked up in the XML.

Runs in the cage: `python -m resolution_reader.readers.workbook`.
"""

import io
import posixpath
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import BadZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from resolution_reader.readers.archive import open_archive
from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.served import serve
from resolution_reader.readers.sheet_values import printed
from resolution_reader.readers.sheets import Sheet, SheetCell, reading_of_sheets, rows_named
from resolution_reader.readers.trees import root_of
from resolution_reader.readers.word_xml import OFF

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
NO_BOOK = "В файле нет таблицы Excel: откройте его в своей программе, сохраните как .xlsx и загрузите снова."
MAX_NAMED = 5  # cells in one sentence


@dataclass
class _Layout:
    """What a sheet's XML says of its rows, columns and cells, by their numbers."""

    rows: set[int] = field(default_factory=set)  # hidden, as are these
    columns: list[tuple[int, int]] = field(default_factory=list)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)  # formulas that no program has worked out

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.columns)


def read_workbook(data: bytes) -> Reading:
    parts = open_archive(data).parts
    if BOOK not in parts or RELATIONS not in parts:
        raise UnreadableDocument(NO_BOOK)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep: nothing is written back
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError) as reason:
            raise UnreadableDocument(NO_BOOK) from reason
    sheets, hidden = [], []
    for name, path, state in _sheets(parts):
        if path not in parts or name not in book.sheetnames or not hasattr(book[name], "reset_dimensions"):
            continue  # a chart
        if state != "visible":
            hidden.append(f"скрытый лист «{name}»")
            continue
        book[name].reset_dimensions()
        sheets.append(_sheet(name, book[name].iter_rows(), _layout(parts[path])))
    return reading_of_sheets(sheets, hidden)


def _sheets(parts: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """(name, part, state) of each sheet, in the order of the book."""
    targets = {relation.get("Id"): relation.get("Target", "") for relation in root_of(parts[RELATIONS])}
    for sheet in root_of(parts[BOOK]).iter(MAIN + "sheet"):
        target = posixpath.join("/xl", targets.get(sheet.get(RELATION), ""))
        yield sheet.get("name", ""), posixpath.normpath(target).lstrip("/"), sheet.get("state", "visible")


def _layout(part: bytes) -> _Layout:
    layout = _Layout()
    tags = [MAIN + name for name in ("row", "col", "mergeCell", *(["c"] if b"<f" in part else []))]
    for _, element in etree.iterparse(io.BytesIO(part), tag=tags, resolve_entities=False, no_network=True):
        hidden = element.get("hidden", "0") not in OFF
        if element.tag == MAIN + "c":
            is_empty_text = element.get("t") == "str"
            if element.find(MAIN + "f") is not None and not element.findtext(MAIN + "v") and not is_empty_text:
                layout.without_value.append(element.get("r", ""))
        elif element.tag == MAIN + "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref", "A1"))
            layout.merged[top, left] = bottom - top + 1, right - left + 1
        elif hidden and element.tag == MAIN + "row":
            layout.rows.add(int(element.get("r", "0")))
        elif hidden:
            layout.columns.append((int(element.get("min", "0")), int(element.get("max", "0"))))
        element.clear()
    return layout


def _sheet(name: str, rows: Iterator[tuple[ReadOnlyCell, ...]], layout: _Layout) -> Sheet:
    sheet, hidden, aside = Sheet(name), [], False
    for cells in rows:
        filled = [(cell, text) for cell in cells if cell.value is not None and (text := printed(cell))]
        if filled and filled[0][0].row in layout.rows:
            hidden.append(filled[0][0].row)
            continue
        for cell, text in filled:
            if layout.hides(cell.column):
                aside = True
            else:
                covers = layout.merged.get((cell.row, cell.column), (1, 1))
                sheet.add(SheetCell(cell.row, cell.column, *covers, text=text))
    if hidden:
        sheet.hidden.append(f"{rows_named(hidden)} листа «{name}»")
    if aside:
        sheet.hidden.append(f"скрытые столбцы листа «{name}»")
    if layout.without_value:
        first = ", ".join(layout.without_value[:MAX_NAMED])
        sheet.doubts.append(
            f"Лист «{name}»: формулы без значений не прочитаны ({first}). Сохраните файл в Excel заново."
        )
    return sheet


if __name__ == "__main__":
    serve(read_workbook)
