"""Reader of .txt files and pasted text: decode, rejoin hard-wrapped lines, split the labels off."""

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import decode
from resolution_reader.readers.wrapping import paragraphs
from resolution_reader.structure.numbering import split_label


def read_plain(data: bytes) -> list[Block]:
    """One block for each paragraph that is not blank; spans count lines from 1."""
    return [_block(text, span) for text, span in paragraphs(decode(data).split("\n"))]


def _block(text: str, span: tuple[int, int]) -> Block:
    label, rest = split_label(" ".join(text.split()))
    return Block("item" if label else "paragraph", 0, label, rest, "", span)
