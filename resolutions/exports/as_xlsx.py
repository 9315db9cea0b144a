"""XLSX: the recommendations, a row for each addressee of each, and what all of it is. Typed, and nothing is a formula.

The sheets grow in temporary files; the book is sent from one that has no name and goes with the answer.
"""

import tempfile
from collections.abc import Iterator
from contextlib import suppress

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from resolutions.cells import fitting
from resolutions.characters import plain
from resolutions.exports.columns import PAIRS, RECOMMENDATIONS, WORKING, Column, Value
from resolutions.exports.selection import Selection
from resolutions.records import record_of
from resolutions.web.look import shown_look

BLOCK = 64 * 1024
ABOUT, ROWS, ROWS_BY_ADDRESSEE = "О выгрузке", "Рекомендации", "По адресатам"
DATE = "dd.mm.yyyy"
LINE, HIGHEST = 15, 405  # points; Excel has no higher rows than 409
FILLED = 0.85  # of a line: words are not cut at its end
FAMILY = "Calibri"  # which openpyxl gives to plain cells
BOLD, TITLE = Font(name=FAMILY, bold=True), Font(name=FAMILY, bold=True, size=14)
LINK = Font(name=FAMILY, underline="single", color="0B4F6C")
HEAD = PatternFill("solid", fgColor="E5EFF3")
A4 = 9
ON_PAPER = 5  # columns; with more of them across, nothing could be read
AT_TOP = Alignment(vertical="top", wrap_text=True)


def as_xlsx(selection: Selection) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    with tempfile.TemporaryFile() as file:
        try:
            fill(book, selection)
            book.save(file)
        except BaseException:
            discard(book)
            raise
        file.seek(0)
        while block := file.read(BLOCK):
            yield block


def fill(book: Workbook, selection: Selection) -> None:
    book.properties.title = plain(selection.title)
    book.properties.creator = plain(shown_look().name)
    book.properties.language = "ru"
    rows = Table(book, ROWS, RECOMMENDATIONS, WORKING, scrolls_from="D")  # who fills in the last ones reads the text
    pairs = Table(book, ROWS_BY_ADDRESSEE, PAIRS, scrolls_from="B")
    for chunk in selection.chunks():
        for record in map(record_of, chunk):
            rows.add([column.of(record) for column in RECOMMENDATIONS], record["url"])
            for body in record["addressees"]:
                pairs.add([column.of(record, body) for column in PAIRS], record["url"])
    rows.end()
    pairs.end()
    tell(book.create_sheet(ABOUT), selection, rows, pairs)


def discard(book: Workbook) -> None:
    """Sheets that will never be saved: openpyxl would keep their files until the server ends."""
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()
        with suppress(FileNotFoundError):  # already in the book
            sheet._writer.cleanup()


class Table:
    """A sheet of rows, which are counted."""

    def __init__(
        self,
        book: Workbook,
        name: str,
        filled: tuple[Column, ...],
        to_fill_in: tuple[Column, ...] = (),
        *,
        scrolls_from: str,
    ) -> None:
        """Columns to the left of `scrolls_from` stay in sight, as the head does."""
        self.sheet = book.create_sheet(name)
        self.columns = columns = (*filled, *to_fill_in)
        self.count = 0
        self.sheet.freeze_panes = f"{scrolls_from}2"
        self.sheet.print_title_rows = "1:1"
        fit_to_paper(self.sheet)
        for column, place in zip(columns, letters(len(columns)), strict=True):
            self.sheet.column_dimensions[place].width = column.width
            self.sheet.column_dimensions[place].alignment = AT_TOP  # of cells that people fill in
        self.sheet.append([text_cell(self.sheet, column.name, BOLD, HEAD) for column in columns])
        # A row is written as soon as it is appended, so that one set of cells serves all rows.
        self.cells = [WriteOnlyCell(self.sheet) for _ in filled]
        self.line_lengths = [int(column.width * FILLED) for column in filled]
        for cell, column in zip(self.cells, filled, strict=True):
            cell.alignment = AT_TOP
            if column.kind == "дата":
                cell.number_format = DATE

    def add(self, values: list[Value], whole: str) -> None:
        lines = 1
        for cell, length, value in zip(self.cells, self.line_lengths, values, strict=True):
            if isinstance(value, str):
                set_text(cell, fitting(value, whole))
                lines = max(lines, sum(1 + len(line) // length for line in value.split("\n")))
            else:
                cell.value = value
        self.count += 1
        # Not every program makes a row as high as its text. This is the attribute alone: with openpyxl's own object
        # the height would be fixed for good, and each of the objects kept.
        place = self.count + 1
        self.sheet.row_dimensions[place] = {"ht": str(min(lines * LINE, HIGHEST))}
        self.sheet.append(self.cells)
        del self.sheet.row_dimensions[place]

    def end(self) -> None:
        self.sheet.print_area = f"A1:{letters(min(len(self.columns), ON_PAPER))[-1]}{self.count + 1}"
        for column, place in zip(self.columns, letters(len(self.columns)), strict=True):
            if column.one_of and self.count:
                listed = DataValidation(type="list", formula1=f'"{",".join(column.one_of)}"', allow_blank=True)
                listed.error, listed.errorTitle = "Выберите значение из списка.", column.name
                listed.add(f"{place}2:{place}{self.count + 1}")
                self.sheet.data_validations.append(listed)
        self.sheet.auto_filter.ref = f"A1:{letters(len(self.columns))[-1]}{self.count + 1}"
        self.sheet.close()


def tell(sheet: WriteOnlyWorksheet, selection: Selection, rows: Table, pairs: Table) -> None:
    """The last sheet: what was taken, from where, when, how much, and what each column means."""
    fit_to_paper(sheet)
    for place, width in zip(letters(4), (32, 20, 9, 72), strict=True):
        sheet.column_dimensions[place].width = width

    def line(*texts: str, font: Font | None = None) -> None:
        sheet.append([text_cell(sheet, text, font) for text in texts])

    line(selection.title, font=TITLE)
    chosen = selection.told or {"Фильтры": ["без фильтров, все рекомендации реестра"]}
    for parameter, values in chosen.items():
        line(parameter, "; ".join(values))
    link = text_cell(sheet, selection.address, LINK)
    if len(selection.address) < 2000:  # Excel opens no longer ones
        link.hyperlink = selection.address
    sheet.append([text_cell(sheet, "Адрес на портале"), link])
    line("Дата", f"{selection.taken_at:%d.%m.%Y %H:%M}")
    for table in (rows, pairs):
        count = WriteOnlyCell(sheet, table.count)
        count.alignment = Alignment(horizontal="left")
        sheet.append([text_cell(sheet, f"Строк на листе «{table.sheet.title}»"), count])
    line()
    line("Лист", "Столбец", "Вид", "Что в нём", font=BOLD)
    for table in (rows, pairs):
        for column in table.columns:
            line(table.sheet.title, column.name, column.kind, column.meaning)
    line()
    line("Рекомендации, у которых адресат не указан, стоят только на листе «Рекомендации».")


def fit_to_paper(sheet: WriteOnlyWorksheet) -> None:
    """All columns on one page across, as many pages as it takes down, numbered."""
    sheet.HeaderFooter.oddFooter.center.text = "&P из &N"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.8)  # inches
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def text_cell(sheet: WriteOnlyWorksheet, text: str, font: Font | None = None, fill: PatternFill | None = None) -> Cell:
    cell = WriteOnlyCell(sheet)
    set_text(cell, plain(text))
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


def set_text(cell: Cell, text: str) -> None:
    """Text whatever it looks like: openpyxl would take «=…» for a formula and «#N/A» for an error."""
    cell.value = text
    cell.data_type = "s"


def letters(count: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]
