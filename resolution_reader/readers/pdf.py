"""Reader of .pdf by pypdfium2: words with their places on the page, then lines, columns and tables by geometry.

Runs in the cage: `python -m resolution_reader.readers.pdf`.

words, drawings -> views of pages, what is seen there -> pieces: lines in reading order and tables -> paragraphs
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.completeness import lost_pieces, said_by
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf_doubts import doubts_of
from resolution_reader.readers.pdf_letters import are_strange
from resolution_reader.readers.pdf_lines import Line
from resolution_reader.readers.pdf_pages import Piece, pieces_of, sheet_of
from resolution_reader.readers.pdf_paragraphs import emphasis_of, paragraphs, text_of, with_rows
from resolution_reader.readers.pdf_tables import Table
from resolution_reader.readers.pdf_views import view_of
from resolution_reader.readers.pdf_words import DAMAGED
from resolution_reader.readers.scan_labels import labels_right
from resolution_reader.readers.scans import recognised
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of

MAX_PAGES = 200
PASSWORD, SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY of <fpdfview.h>

LOCKED = "Файл PDF защищён паролем: снимите защиту или загрузите резолюцию как .docx."
TOO_MANY_PAGES = f"В файле больше {MAX_PAGES} страниц: оставьте только страницы с резолюцией и загрузите снова."


def read_pdf(data: bytes) -> Reading:
    document = opened(data)
    views = [view_of(document[index], index) for index in range(len(document))]
    unread = [view.number for view in views if view.is_picture or are_strange(view.words)]
    for number, words in recognised(document, unread).items():
        views[number] = replace(views[number], words=words, recognised=True)
    seen = {view.number for view in views if view.recognised}
    doubts = tuple(doubts_of(views))
    pieces = pieces_of([sheet_of(view.number, view.size, view.words, view.drawings) for view in views])
    pieces = _with_labels_right(pieces, seen)
    blocks = [replace(block, picture=page + 1) if page in seen else block for block, page in _blocks(pieces)]
    return Reading(
        blocks,
        lost_pieces((line.text for line in _lines(pieces)), blocks),
        said_by(line for view in views for line in view.unseen),
        doubts,
    )


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document; UnreadableDocument for one that is locked, damaged or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as reason:
        locked = getattr(reason, "err_code", None) in (PASSWORD, SECURITY)
        raise UnreadableDocument(LOCKED if locked else DAMAGED) from reason
    if len(document) > MAX_PAGES:
        raise UnreadableDocument(TOO_MANY_PAGES)
    return document


def _with_labels_right(pieces: Sequence[Piece], recognised_pages: Container[int]) -> list[Piece]:
    seen = [piece for piece in pieces if isinstance(piece, Line) and piece.page in recognised_pages]
    right = iter(labels_right(seen))
    return [next(right) if isinstance(piece, Line) and piece.page in recognised_pages else piece for piece in pieces]


def _lines(pieces: Sequence[Piece]) -> Iterator[Line]:
    for piece in pieces:
        if isinstance(piece, Line):
            yield piece
        else:
            yield from (line for cell in piece.cells for line in cell.lines)


def _blocks(pieces: Sequence[Piece]) -> Iterator[tuple[Block, int]]:
    """Each block and the number of the page that it begins on."""
    row, tables = 1, 0
    for is_line, group in groupby(pieces, key=lambda piece: isinstance(piece, Line)):
        if is_line:
            found = paragraphs([piece for piece in group if isinstance(piece, Line)])
            for lines, at in zip(found, with_rows(found, row), strict=True):
                for block in blocks_of(Paragraph(text_of(lines), at, emphasis=emphasis_of(lines))):
                    yield block, lines[0].page
                row = at + len(lines)
        else:
            for table in group:
                assert isinstance(table, Table)
                tables += 1
                for block, page in _of_table(table, tables, row):
                    row = block.span[1] + 1
                    yield block, page
        row += 1


def _of_table(table: Table, number: int, row: int) -> Iterator[tuple[Block, int]]:
    for cell in table.cells:
        for lines in paragraphs(cell.lines):
            emphasis = emphasis_of(lines)
            for block in blocks_of(Paragraph(text_of(lines), row, "cell", emphasis=emphasis, table=number, place=cell)):
                yield block, lines[0].page
            row += len(lines)


if __name__ == "__main__":
    serve(read_pdf)
