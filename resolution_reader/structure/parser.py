"""Blocks to the outline's skeleton: sections, lead-ins, items with their parts. Walks the document once, top to bottom.

The structure a file gives (heading levels, list labels, emphasis) is used first, the words of the text where it
gives none. Every block ends up in the front, a section, a recommendation or among the skipped ones.
"""

import re
from collections.abc import Sequence

from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.annexes import skip_annex
from resolution_reader.structure.front.stamps import end_of_signature_stamp
from resolution_reader.structure.furniture import ends_page
from resolution_reader.structure.headings import is_explicit_heading
from resolution_reader.structure.idle_headings import fold_idle_headings
from resolution_reader.structure.list_items import take_labelled
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.paragraphs import take_unlabelled
from resolution_reader.structure.sections import opens_section
from resolution_reader.structure.skeleton import Names, Skeleton
from resolution_reader.structure.table_rows import TableRows
from resolution_reader.structure.table_walk import take_table
from resolution_reader.structure.walk import Walk

LETTERED = re.compile(r"^[А-ЯA-Z]\.\s+[А-ЯЁ][а-яё]+(?!.*[А-ЯЁ]\.)")


def parse(blocks: Sequence[Block], start: int, names: Names, addressed: tuple[Mention, ...] = ()) -> Skeleton:
    """The skeleton of the body, which begins at the block `start`; `addressed`: whom the head of a letter names."""
    walk, tables, index = Walk(blocks, start, names, addressed), TableRows(names), start
    while index < len(blocks):
        end = _skip_rest_of_page(walk, index) or skip_annex(walk, index) or _skip_stamp(walk, index)
        if not end and blocks[index].table:
            end = take_table(walk, tables, index)
        index = end or _take_block(walk, index) or index + 1
    _drop_last_title(walk)
    fold_idle_headings(walk)
    return Skeleton(walk.chapters, walk.skipped, walk.refused, walk.passed_tables)


def _skip_stamp(walk: Walk, index: int) -> int | None:
    """It may stand in the midst of a list, which goes on below it."""
    end = end_of_signature_stamp(walk.blocks, index)
    walk.skipped += range(index, end)
    return end or None


def _skip_rest_of_page(walk: Walk, index: int) -> int | None:
    """What a site prints below the text."""
    if not walk.any_items() or not ends_page(walk.blocks[index].text):
        return None
    walk.close(index)
    walk.skipped += range(index, len(walk.blocks))
    return len(walk.blocks)


def _take_block(walk: Walk, index: int) -> int | None:
    """The block to go on at, when this one has taken those below it."""
    block = walk.blocks[index]
    label = parse_label(block.label)
    if walk.takes_own_line(index):
        return None
    opened = walk.agenda.opened(block.text, labelled=label is not None)
    walk.hearing = not opened and walk.minutes.is_hearing(index, hearing=walk.hearing)
    if index in walk.agenda.blocks or walk.hearing:
        walk.close(index)
        walk.preamble(index)
    elif walk.any_items() and not block.label and closing.is_vote(block.text):
        walk.aside(index)
    elif walk.any_items() and _closes(walk, index):
        walk.skip(index)
    elif opens_section(walk, index, label):
        pass
    elif label is None:
        return take_unlabelled(walk, index)
    else:
        take_labelled(walk, index, label)
    return None


def _closes(walk: Walk, index: int) -> bool:
    """Signatures, place and date below a list; «Б. Дороги» and «Секция 2 (ведущий Б. Ким)» over one are headings."""
    block, below = walk.blocks[index], walk.blocks[index + 1 : index + 2]
    if closing.heads_signatures(block, below):
        return True
    if not (closing.is_signature(block) or closing.is_place_and_date(block)):
        return False
    is_heading = bool(LETTERED.match(block.text)) or is_explicit_heading(block.text)
    return not (is_heading and below and below[0].label)


def _drop_last_title(walk: Walk) -> None:
    """A heading with nothing at all below it, at the very end, is a signature: «Рабочая группа конференции»."""
    last = walk.chapter
    if len(walk.chapters) > 1 and not (last.body or last.preamble):
        walk.skipped += last.own_blocks
        walk.chapters.pop()
