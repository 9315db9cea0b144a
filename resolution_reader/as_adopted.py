"""The text of a resolution as it was adopted, a paragraph a line, put together again from its outline.

What belongs to no part of it (signatures, annexes) is marked with `~`. Tables are not paragraphs: of a row the
recommendation's own cell is printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resolution_reader.outline import Group, Outline, Recommendation, Remark, Section, Span
from resolution_reader.readers.blocks import Block

SKIPPED = "~ "


@dataclass(frozen=True)
class Printed:
    """One paragraph or a piece of one; `block` is where it stood, None for what was typed."""

    text: str
    block: int | None


def adopted_text(outline: Outline, blocks: Sequence[Block] = ()) -> list[str]:
    """Its lines, and among them those of `blocks` that the outline skips, each at its place."""
    skipped = [index for first, last in outline.skipped for index in range(first, last + 1) if index < len(blocks)]
    lines: list[str] = []
    before: int | None = None
    for piece in _pieces(outline):
        while skipped and piece.block is not None and skipped[0] < piece.block:
            lines += _left_out(blocks[skipped.pop(0)])
        if piece.block is not None and piece.block == before:
            lines[-1] += f" {piece.text}"
        else:
            lines.append(piece.text)
        before = piece.block
    return lines + [line for index in skipped for line in _left_out(blocks[index])]


def _left_out(block: Block) -> list[str]:
    return [SKIPPED + line for line in block.printed.split("\n")]


def _pieces(outline: Outline) -> Iterator[Printed]:
    own = iter(_indexes(outline.source))
    yield from _paragraphs([outline.head or (None if outline.source else outline.title), outline.preamble], own)
    for section in outline.sections:
        yield from _of_section(section)


def _of_section(section: Section) -> Iterator[Printed]:
    placed = {index for line in section.lines for index in _indexes([line.source])}
    own = iter(index for index in _indexes(section.source) if index not in placed)
    yield from _paragraphs([section.title_as_written, section.preamble], own)
    for row in section.body:
        yield from _lines(row)


def _lines(row: Recommendation | Group | Remark) -> Iterator[Printed]:
    text = f"{row.label or ''} {row.text}".strip() if not isinstance(row, Remark) else row.text
    yield from _paragraphs([text], iter(_indexes([row.source])))


def _paragraphs(texts: Iterable[str | None], blocks: Iterator[int]) -> Iterator[Printed]:
    """Lines of these texts, each in the next of its blocks."""
    for text in texts:
        for line in text.split("\n") if text else ():
            yield Printed(line, next(blocks, None))


def _indexes(found: Iterable[Span | None]) -> list[int]:
    return [index for span in found if span for index in range(span[0], span[1] + 1) if index >= 0]
