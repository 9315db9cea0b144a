"""Reader of .pdf by pypdfium2: lines with their places on the page, joined to paragraphs (pdf_lines.py).

Runs in the cage: `python -m resolution_reader.readers.pdf`.
"""

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.completeness import lost_pieces
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf_lines import HYPHEN, Line, paragraphs, without_running_lines
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of

MAX_PAGES = 200
MIN_CHARACTERS_A_PAGE = 20
PASSWORD, SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY of <fpdfview.h>

LOCKED = "Файл PDF защищён паролем: снимите защиту или загрузите резолюцию как .docx."
DAMAGED = "Файл PDF повреждён: откройте его, сохраните заново и загрузите снова."
TOO_MANY_PAGES = f"В файле больше {MAX_PAGES} страниц: оставьте только страницы с резолюцией и загрузите снова."
SCAN = "Это скан: в файле картинки вместо текста. Распознайте текст или загрузите резолюцию как .docx."


def read_pdf(data: bytes) -> Reading:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as reason:
        locked = getattr(reason, "err_code", None) in (PASSWORD, SECURITY)
        raise UnreadableDocument(LOCKED if locked else DAMAGED) from reason
    if len(document) > MAX_PAGES:
        raise UnreadableDocument(TOO_MANY_PAGES)
    pages = [list(_lines(document[index], index)) for index in range(len(document))]
    letters = sum(sign.isalnum() for page in pages for line in page for sign in line.text)
    if letters < MIN_CHARACTERS_A_PAGE * len(pages):
        raise UnreadableDocument(SCAN)
    lines = without_running_lines(pages)
    blocks = [block for text, row in paragraphs(lines) for block in blocks_of(Paragraph(text, row))]
    return Reading(blocks, lost_pieces((line.text.rstrip(HYPHEN) for line in lines), blocks))


def _lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """The printed lines of a page in the order of its text; a hyphen at a line's end is marked by pdfium."""
    try:
        layer = page.get_textpage()
    except pypdfium2.PdfiumError as reason:
        raise UnreadableDocument(DAMAGED) from reason
    text = layer.get_text_range()
    for found in re.finditer(rf"[^\r\n{HYPHEN}]+{HYPHEN}?", text):
        printed = found[0].strip(" \t\xa0")
        if printed.strip(HYPHEN):
            first = found.start() + len(found[0]) - len(found[0].lstrip(" \t\xa0"))
            last = first + len(printed.rstrip(HYPHEN)) - 1
            left, bottom, _, _ = layer.get_charbox(first, loose=True)
            _, low, right, _ = layer.get_charbox(last, loose=True)
            yield Line(printed, number, left, right, min(bottom, low))


if __name__ == "__main__":
    serve(read_pdf)
