"""Reader of .rtf by striprtf, which keeps the labels as printed (pandoc turns Russian bytes there into mojibake).

Runs in the cage: `python -m resolution_reader.readers.rich_text`.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.grid import Slot
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.rich_text_tables import cells_in, is_row, marked
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of

# Hex digits of pictures: megabytes that would be walked through one by one.
PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")
RAW_BYTE = re.compile(rb"[\x80-\xff]")
SOFT_BREAK = re.compile(r"\\line(?![a-z])[ ]?")
LINE_SEPARATOR = r"\u8232?"  # read as U+2028, which stays inside a paragraph
DELETED = re.compile(r"\\deleted(?![a-z0-9])")
UNREADABLE = "Буквы в файле RTF не читаются: сохраните документ как .docx и загрузите снова."


def read_rich_text(data: bytes) -> Reading:
    try:
        source, rows = marked(_prepared(data))
        text: str = rtf_to_text(source, encoding="cp1251")  # type: ignore[no-untyped-call]  # striprtf has no types
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
    return Reading(blocks)


def _cells(lines: list[str], rows: list[list[Slot]], first: int, table: int) -> Iterator[Block]:
    for row, cells in enumerate(cells_in(lines, rows), start=first):
        for paragraphs, place in cells:
            for text in paragraphs:
                yield from blocks_of(
                    Paragraph(
                        text,
                        row,
                        kind="cell",
                        table=table,
                        line=place.row,
                        column=place.column,
                        rows=place.rows,
                        columns=place.columns,
                    )
                )


def _prepared(data: bytes) -> str:
    """The source in ASCII, as RTF should be, without pictures and deleted text."""
    lean = PICTURE.sub(b"", data)
    source = RAW_BYTE.sub(lambda found: b"\\'%02x" % found[0][0], lean).decode("ascii")
    return _without_deleted(SOFT_BREAK.sub(lambda _: LINE_SEPARATOR, source))


def _without_deleted(source: str) -> str:
    """Tracked deletions are marked \\deleted at the beginning of a group of their own: the group goes."""
    kept: list[str] = []
    end = 0
    for found in DELETED.finditer(source):
        if found.start() < end:
            continue
        opening = source.rfind("{", end, found.start())
        if opening < 0:
            continue
        kept.append(source[end:opening])
        end = _closing(source, opening)
    return "".join([*kept, source[end:]])


def _closing(source: str, opening: int) -> int:
    """The place after the brace that closes a group; the end of the file when none does."""
    depth = 0
    for found in re.compile(r"\\.|[{}]", re.S).finditer(source, opening):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0:
            return found.end()
    return len(source)


if __name__ == "__main__":
    serve(read_rich_text)
