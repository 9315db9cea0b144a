"""Reader of .rtf by striprtf, which keeps the labels as printed (pandoc turns Russian bytes there into mojibake).

Runs in the cage: `python -m resolution_reader.readers.rich_text`.
"""

import re

from striprtf.striprtf import rtf_to_text

from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.completeness import said_by
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.rich_text_source import printed_source
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of

# Hex digits of pictures: megabytes that would be walked through one by one.
PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")
RAW_BYTE = re.compile(rb"[\x80-\xff]")
SOFT_BREAK = re.compile(r"\\line(?![a-z])[ ]?")
LINE_SEPARATOR = r"\u8232?"  # read as U+2028, which stays inside a paragraph
CELL = "|"  # what striprtf puts after each cell
CODE_PAGE = re.compile(r"\\ansicpg\d+")
UNREADABLE = "Буквы в файле RTF не читаются: сохраните документ как .docx и загрузите снова."


def read_rich_text(data: bytes) -> Reading:
    try:
        source, unprinted = _prepared(data)
        text = _text_of(source)
        hidden = _text_of(f"{{\\rtf1{''.join(CODE_PAGE.findall(source)[:1])} {unprinted}}}")
    except UnicodeDecodeError as reason:
        raise UnreadableDocument(UNREADABLE) from reason
    blocks: list[Block] = []
    table = line = 0
    for row, paragraph in enumerate(text.split("\n"), start=1):
        cells = _cells(paragraph)
        if not cells:
            line = 0
            blocks += blocks_of(Paragraph(paragraph, row))
            continue
        table, line = table + (line == 0), line + 1
        for column, cell in enumerate(cells, start=1):
            blocks += blocks_of(Paragraph(cell, row, kind="cell", table=table, line=line, column=column))
    return Reading(blocks, unprinted=said_by(hidden.split("\n")))


def _text_of(source: str) -> str:
    text: str = rtf_to_text(source, encoding="cp1251")  # type: ignore[no-untyped-call]  # striprtf has no types
    return text


def _prepared(data: bytes) -> tuple[str, str]:
    """The source in ASCII, as RTF should be, without pictures, and the source of what is not printed."""
    lean = PICTURE.sub(b"", data)
    source = RAW_BYTE.sub(lambda found: b"\\'%02x" % found[0][0], lean).decode("ascii")
    return printed_source(SOFT_BREAK.sub(lambda _: LINE_SEPARATOR, source))


def _cells(paragraph: str) -> list[str]:
    """Cells of a table's row, which ends with the mark of a cell; nothing for other paragraphs."""
    return paragraph.rstrip().removesuffix(CELL).split(CELL) if paragraph.rstrip().endswith(CELL) else []


if __name__ == "__main__":
    serve(read_rich_text)
