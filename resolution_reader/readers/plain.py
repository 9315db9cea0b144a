"""Reader of .txt files and pasted text: decode, rejoin hard-wrapped lines, split the labels off, tell tables."""

from itertools import chain, islice

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import decode
from resolution_reader.readers.limits import MAX_LINES, MAX_PARAGRAPHS, TOO_MANY_LINES, UnreadableDocument
from resolution_reader.readers.markdown import MarkedLine, is_markdown, unmarked
from resolution_reader.readers.number_formats import as_bullet
from resolution_reader.readers.plain_tables import blocks_of_table, tables_in
from resolution_reader.readers.wrapping import paragraphs
from resolution_reader.structure.numbering import split_label


def read_plain(data: bytes) -> list[Block]:
    """One block for each paragraph that is not blank and each cell of a table; spans count lines from 1.

    UnreadableDocument for what is no text, has letters of no known code page, too many lines or an endless paragraph.
    """
    text = decode(data)
    if text.count("\n") >= MAX_LINES:
        raise UnreadableDocument(TOO_MANY_LINES)
    lines = text.split("\n")
    tables = list(tables_in(lines))
    for table in tables:
        lines[table.first - 1 : table.last] = [""] * (table.last - table.first + 1)
    marked = list(map(unmarked, lines)) if is_markdown(lines) else list(map(MarkedLine, lines))
    texts = (_block(text, span, marked[span[0] - 1]) for text, span in paragraphs([line.text for line in marked]))
    cells = (block for number, table in enumerate(tables, start=1) for block in blocks_of_table(table, number))
    return sorted(chain(texts, islice(cells, MAX_PARAGRAPHS + 1)), key=lambda block: block.span)


def _block(text: str, span: tuple[int, int], first: MarkedLine) -> Block:
    label, rest = split_label(as_bullet(" ".join(text.split())))
    if first.heading:
        return Block("heading", first.heading - 1, label, rest, "", span)
    return Block("item" if label else "paragraph", 0, label, rest, "bold" if first.bold else "", span)
