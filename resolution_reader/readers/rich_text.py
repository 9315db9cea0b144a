"""Reader of .rtf by striprtf, which keeps the labels as printed (pandoc turns Russian bytes there into mojibake).

Runs in the cage: `python -m resolution_reader.readers.rich_text`.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.completeness import said_by
from resolution_reader.readers.grid import Slot
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.rich_text_source import printed_source
from resolution_reader.readers.rich_text_tables import cells_in, is_row, marked
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of

# Hex digits of pictures: megabytes that would be walked through one by one.
PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")
RAW_BYTE = re.compile(rb"[\x80-\xff]")
SOFT_BREAK = re.compile(r"\\line(?![a-z])[ ]?")
LINE_SEPARATOR = r"\u8232?"  # read as U+2028, which stays inside a paragraph
CODE_PAGE = re.compile(r"\\ansicpg\d+")
UNREADABLE = "Буквы в файле RTF не читаются: сохраните документ как .docx и загрузите снова."


def read_rich_text(data: bytes) -> Reading:
    try:
        source, unprinted = _prepared(data)
        source, rows = marked(source)
        text = _text_of(source)
        hidden = _text_of(f"{{\\rtf1{''.join(CODE_PAGE.findall(source)[:1])} {unprinted}}}")
    except UnicodeDecodeError as reason:
        raise UnreadableDocument(UNREADABLE) from reason
    blocks: list[Block] = []
    row = table = 1
    for in_table, lines in groupby(text.split("\n"), key=is_row):
        told = list(lines)
        if in_table:
            blocks += _cells(told, rows, row, table)
            table += 1
        else:
            blocks += [block for at, line in enumerate(told, start=row) for block in blocks_of(Paragraph(line, at))]
        row += len(told)
    return Reading(blocks, unprinted=said_by(hidden.split("\n")))


def _cells(lines: list[str], rows: list[list[Slot]], first: int, table: int) -> Iterator[Block]:
    for row, cells in enumerate(cells_in(lines, rows), start=first):
        for paragraphs, place in cells:
            for text in paragraphs:
                yield from blocks_of(Paragraph(text, row, kind="cell", table=table, place=place))


def _text_of(source: str) -> str:
    text: str = rtf_to_text(source, encoding="cp1251")  # type: ignore[no-untyped-call]  # striprtf has no types
    return text


def _prepared(data: bytes) -> tuple[str, str]:
    """The source in ASCII, as RTF should be, without pictures, and the source of what is not printed."""
    lean = PICTURE.sub(b"", data)
    source = RAW_BYTE.sub(lambda found: b"\\'%02x" % found[0][0], lean).decode("ascii")
    return printed_source(SOFT_BREAK.sub(lambda _: LINE_SEPARATOR, source))


if __name__ == "__main__":
    serve(read_rich_text)
