"""Blocks to the outline's skeleton: sections, lead-ins, items with their parts. Walks the document once, top to bottom.

The structure a file gives (heading levels, list labels, emphasis) is used first, the words of the text where it
gives none. Every block ends up in the front, a section, a recommendation or among the skipped ones.
"""

from collections.abc import Sequence

from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.annexes import skip_annex
from resolution_reader.structure.front.stamps import end_of_signature_stamp
from resolution_reader.structure.list_items import take_labelled
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.paragraphs import take_unlabelled
from resolution_reader.structure.sections import opens_section
from resolution_reader.structure.skeleton import Names, Skeleton
from resolution_reader.structure.table_rows import TableRows
from resolution_reader.structure.table_walk import take_table
from resolution_reader.structure.walk import Walk


def parse(blocks: Sequence[Block], start: int, names: Names, addressed: tuple[Mention, ...] = ()) -> Skeleton:
    """The skeleton of the body, which begins at the block `start`; `addressed`: whom the head of a letter names."""
    walk, tables, index = Walk(blocks, start, names, addressed), TableRows(names), start
    while index < len(blocks):
        end = skip_annex(walk, index) or _skip_stamp(walk, index)
        if not end and blocks[index].table:
            end = take_table(walk, tables, index)
        if not end:
            _take_block(walk, index)
        index = end or index + 1
    _drop_last_title(walk)
    return Skeleton(walk.chapters, walk.skipped, walk.refused, walk.passed_tables)


def _skip_stamp(walk: Walk, index: int) -> int | None:
    """It may stand in the midst of a list, which goes on below it."""
    end = end_of_signature_stamp(walk.blocks, index)
    walk.skipped += range(index, end)
    return end or None


def _take_block(walk: Walk, index: int) -> None:
    block = walk.blocks[index]
    label = parse_label(block.label)
    if index in walk.agenda.blocks:
        walk.preamble(index)
    elif walk.any_items() and closing.is_signature(block):
        walk.skip(index)
    elif opens_section(walk, index, label):
        pass
    elif label is None:
        take_unlabelled(walk, index)
    else:
        take_labelled(walk, index, label)


def _drop_last_title(walk: Walk) -> None:
    """A heading with nothing at all below it, at the very end, is a signature: «Рабочая группа конференции»."""
    last = walk.chapter
    if len(walk.chapters) > 1 and not (last.body or last.preamble):
        walk.skipped += last.own_blocks
        walk.chapters.pop()
