"""Reader of .ods: each cell holds its text as it is printed, dates and results of formulas, too.

Runs in the cage: `python -m resolution_reader.readers.open_spreadsheet`.
"""

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from resolution_reader.readers.archive import ENCRYPTED, open_archive
from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.limits import MAX_PARAGRAPHS, UnreadableDocument
from resolution_reader.readers.open_document_xml import HIDDEN, OFFICE, STYLE, TABLE, TEXT, number
from resolution_reader.readers.served import serve
from resolution_reader.readers.sheets import Sheet, SheetCell, reading_of_sheets, rows_named
from resolution_reader.readers.trees import root_of

NO_TABLE = "В файле нет таблицы OpenDocument: откройте его в своей программе, сохраните как .xlsx и загрузите снова."
GROUPS = {TABLE + name for name in ("table-row-group", "table-header-rows", "table-rows", "table-column-group",
                                    "table-header-columns", "table-columns")}  # fmt: skip
SPACES = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}


def read_open_spreadsheet(data: bytes) -> Reading:
    parts = open_archive(data).parts
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise UnreadableDocument(ENCRYPTED)
    root = root_of(parts["content.xml"]) if "content.xml" in parts else None
    tables = [] if root is None else list(root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"))
    if root is None or not tables:
        raise UnreadableDocument(NO_TABLE)
    away = _styles_not_shown(root)
    shown = [table for table in tables if table.get(TABLE + "style-name") not in away]
    hidden = [f"скрытый лист «{_name(table)}»" for table in tables if table not in shown]
    return reading_of_sheets([_sheet(table) for table in shown], hidden)


def _styles_not_shown(root: etree._Element) -> set[str]:
    return {
        style.get(STYLE + "name", "")
        for style in root.iter(STYLE + "style")
        for properties in style.iterfind(STYLE + "table-properties")
        if properties.get(TABLE + "display") == "false"
    }


def _name(table: etree._Element) -> str:
    return table.get(TABLE + "name", "")


def _sheet(table: etree._Element) -> Sheet:
    sheet = Sheet(_name(table))
    columns = _hidden_columns(table)
    row, aside = 1, False
    hidden: list[int] = []
    for element in _within(table, "table-row"):
        times = _number(element, "number-rows-repeated")
        cells = list(_cells(element))
        if cells and element.get(TABLE + "visibility") in HIDDEN:
            hidden += range(row, row + min(times, MAX_PARAGRAPHS - len(hidden)))
        elif cells:
            for line in range(row, row + min(times, MAX_PARAGRAPHS + 1)):
                for text, column, rows, wide in cells:
                    if any(first <= column <= last for first, last in columns):
                        aside = True
                    else:
                        sheet.add(SheetCell(line, column, rows, wide, text=text))
        row += times
    if hidden:
        sheet.hidden.append(f"{rows_named(hidden)} листа «{sheet.name}»")
    if aside:
        sheet.hidden.append(f"скрытые столбцы листа «{sheet.name}»")
    return sheet


def _hidden_columns(table: etree._Element) -> list[tuple[int, int]]:
    found, column = [], 1
    for element in _within(table, "table-column"):
        times = _number(element, "number-columns-repeated")
        if element.get(TABLE + "visibility") in HIDDEN:
            found.append((column, column + times - 1))
        column += times
    return found


def _cells(row: etree._Element) -> Iterator[tuple[str, int, int, int]]:
    """(text, column, rows and columns covered) of each cell with text; a covered one prints nothing."""
    column = 1
    for cell in row.iterchildren(TABLE + "table-cell", TABLE + "covered-table-cell"):
        times = _number(cell, "number-columns-repeated")
        text = "\n".join(_text(paragraph) for paragraph in cell.iterchildren(TEXT + "p"))
        if text.strip() and cell.tag == TABLE + "table-cell":
            rows, columns = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
            yield from ((text, at, rows, columns) for at in islice(range(column, column + times), MAX_PARAGRAPHS + 1))
        column += times


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for part in paragraph.iterchildren(tag=etree.Element):
        if part.tag == TEXT + "s":
            pieces.append(" ")
        elif part.tag != OFFICE + "annotation":
            pieces.append(SPACES.get(part.tag) or _text(part))
        pieces.append(part.tail or "")
    return "".join(pieces)


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for part in element.iterchildren(tag=etree.Element):
        if part.tag == TABLE + name:
            yield part
        elif part.tag in GROUPS:
            yield from _within(part, name)


def _number(element: etree._Element, name: str) -> int:
    """At least 1; 1 for what is no number or an absurd one."""
    return max(1, number(element.get(TABLE + name), 1))


if __name__ == "__main__":
    serve(read_open_spreadsheet)
