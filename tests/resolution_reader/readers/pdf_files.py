"""Files of .pdf made of typst, and changed as programs, scanners and secretaries do it."""

import ctypes
import io
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium
import typst
from PIL import Image

from resolution_reader import draft_outline, general_directory
from resolution_reader.outline import Outline
from tests.hostile.files import written_pdf

PLAIN = '#set text(lang: "ru", size: 12pt)\n#set par(justify: true)\n'


def typeset(text: str, page: str = "margin: 2cm") -> bytes:
    return typst.compile(f"#set page({page})\n{PLAIN}{text}".encode())


def outline_of(data: bytes) -> Outline:
    return draft_outline(data, "pdf", general_directory())


def rows_of(data: bytes) -> list[tuple]:
    """(number, text, names of addressees) of each recommendation."""
    return [
        (entry.number, entry.text, [body.name for body in entry.addressees])
        for section in outline_of(data).sections
        for entry in section.recommendations
    ]


def changed(data: bytes, act: Callable[[pypdfium2.PdfPage], object]) -> bytes:
    """The file after `act` on each page."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        act(page)
        pdfium.FPDFPage_GenerateContent(page)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def texts_of(page: pypdfium2.PdfPage, holding: str = "") -> list[pypdfium2.PdfObject]:
    """The objects of text of a page on lines that hold these words."""
    layer = page.get_textpage()
    found = [each for each in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]) if _text(each, layer).strip()]
    return [each for each in found if holding in _text(each, layer)]


def _text(each: pypdfium2.PdfObject, layer: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(each, layer, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(each, layer, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def unseen(page: pypdfium2.PdfPage, holding: str = "") -> None:
    for each in texts_of(page, holding):
        pdfium.FPDFTextObj_SetTextRenderMode(each, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def turned(data: bytes, quarters: int) -> bytes:
    """Each page drawn turned against the clock and shown upright by /Rotate, as scanners and printers write it."""

    def act(page: pypdfium2.PdfPage) -> None:
        width, height = page.get_size()
        moves = {0: (1, 0, 0, 1, 0, 0), 1: (0, 1, -1, 0, height, 0), 2: (-1, 0, 0, -1, width, height),
                 3: (0, -1, 1, 0, 0, width)}  # fmt: skip
        for each in page.get_objects(max_depth=1):
            pdfium.FPDFPageObj_Transform(each, *moves[quarters])
        page.set_mediabox(0, 0, *((height, width) if quarters % 2 else (width, height)))
        page.set_cropbox(*page.get_mediabox())
        page.set_rotation(90 * quarters)

    return changed(data, act)


def pictures(data: bytes, dots: int = 200) -> bytes:
    """The same pages as pictures, as a scanner gives them."""
    document = pypdfium2.PdfDocument(data)
    made = [page.render(scale=dots / 72, grayscale=True).to_pil().convert("L") for page in document]
    packed = io.BytesIO()
    made[0].save(packed, "PDF", save_all=True, append_images=made[1:], resolution=dots)
    return packed.getvalue()


def together(*files: bytes) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for data in files:
        document.import_pages(pypdfium2.PdfDocument(data))
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def grey_paper(size: tuple[int, int] = (595, 842)) -> bytes:
    packed = io.BytesIO()
    Image.new("L", size, 230).save(packed, "PNG")
    return packed.getvalue()


def in_western_letters(*lines: str) -> bytes:
    """Russian letters of Windows that the file says to be Western ones."""
    text = ") Tj 0 -16 Td (".join(line.encode("cp1251").decode("latin-1") for line in lines)
    return written_pdf(text=text).replace(b"/Helvetica", b"/Helvetica /Encoding /WinAnsiEncoding")
