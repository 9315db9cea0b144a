"""Small spreadsheets as programs write them: .xlsx by openpyxl, .ods part by part, .csv as text."""

import io
from xml.sax.saxutils import escape

from openpyxl import Workbook

from resolution_reader import draft_outline, general_directory
from resolution_reader.outline import Outline
from tests.resolution_reader.readers.office_files import zipped

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def xlsx(*sheets, change=None) -> bytes:
    """Sheets as (name, rows of values); `change` gets the book before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def ods(*tables: str, styles: str = "") -> bytes:
    """Tables as inner XML of office:spreadsheet."""
    content = (
        f"<office:document-content{NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
    })  # fmt: skip


def ods_table(name: str, rows, style: str = "") -> str:
    """Rows of texts; None is a covered cell, a text that begins with `<` is a cell already, so is a row."""
    told = "".join(row if isinstance(row, str) else f"<table:table-row>{_cells(row)}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" table:style-name="{style}">{told}</table:table>'


def ods_cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{escape(text)}</text:p></table:table-cell>"


def _cells(row) -> str:
    return "".join(
        "<table:covered-table-cell/>" if cell is None else cell if cell.startswith("<") else ods_cell(cell)
        for cell in row
    )


def outline(data: bytes, format: str) -> Outline:
    return draft_outline(data, format, general_directory())


def rows_of(found: Outline):
    """(number, text, names of bodies, deadline) of each recommendation."""
    return [
        (entry.number, entry.text, [body.name for body in entry.addressees], entry.deadline)
        for section in found.sections
        for entry in section.recommendations
    ]


def hints(found: Outline, code: str) -> list[str]:
    return [problem.hint for problem in found.problems if problem.code == code]
