"""Whether a block opens a section: by the agenda, by its words or by its looks; unless it says who is asked."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.headings import explicit_title, heading_title, is_number, opens_list
from resolution_reader.structure.lead_ins import announces, names_event, naming_line
from resolution_reader.structure.list_levels import is_part, is_sibling
from resolution_reader.structure.numbering import Label, label_continues, parse_label
from resolution_reader.structure.openings import opens_requests
from resolution_reader.structure.title_lines import asks_what
from resolution_reader.structure.walk import Walk

LONGEST_TURN = 120  # characters


def opens_section(walk: Walk, index: int, label: Label | None) -> bool:
    """Whether this block is the heading of a section, which is open then.

    A sentence that names a section opens it too, but is read as a sentence.
    """
    text = walk.blocks[index].text
    if is_part(label, walk.item):
        return False
    if opened := walk.agenda.opened(text, labelled=label is not None):
        return _opens_question(walk, index, *opened)
    spoken = explicit_title(text) if label is None else None
    if spoken and spoken[1]:
        return _opens_in_passing(walk, spoken[0])
    title = heading_title(walk.blocks, index)
    if title is None or (label is not None and _continues_list(walk, label)):
        return False  # before its words are looked through for who is asked, which takes longest
    if not spoken and _says_who_is_asked(walk, index):
        return False
    _open_by_heading(walk, index, title, label)
    return True


def _opens_in_passing(walk: Walk, title: str) -> bool:
    if title != walk.chapter.title:
        walk.new_chapter(title)
    return False


def _open_by_heading(walk: Walk, index: int, title: str, label: Label | None) -> None:
    if label is None and _names_number_above(walk, index):
        walk.named(index, title)
    else:
        walk.new_chapter(title, index)
        walk.headed(index, label)


def _names_number_above(walk: Walk, index: int) -> bool:
    """«Секция 1» and, on the next line, «ДВОРЫ И УЛИЦЫ»: one heading."""
    above = walk.blocks[index - 1].text if index else ""
    return walk.chapter.own_blocks[-1:] == [index - 1] and walk.chapter.title_as_written == above and is_number(above)


def _says_who_is_asked(walk: Walk, index: int) -> bool:
    """A heading that names who is asked is a lead-in; so is «Решения», but a section among sections."""
    text = walk.blocks[index].text
    if walk.names.whole(text, walk.verb) or _turns_to_somebody(walk, text) or naming_line(text, walk.names):
        return True
    if not announces(text):
        return False
    among_sections = any(chapter.title for chapter in walk.chapters)
    return not (among_sections and (names_event(text) or _over_lead_in(walk.blocks, index)))


def _over_lead_in(blocks: Sequence[Block], index: int) -> bool:
    """«Решения» in bold, over «Конференция решила:», which is the lead-in."""
    block, below = blocks[index], blocks[index + 1 : index + 2]
    stands_out = block.kind == "heading" or bool(block.emphasis)
    return stands_out and bool(below) and not block.text.endswith(":") and opens_list(below[0].text)


def _turns_to_somebody(walk: Walk, text: str) -> bool:
    """«Обращаемся к учителям» over a list."""
    return (
        len(text) <= LONGEST_TURN
        and not asks_what(text)
        and opens_requests(text) is True
        and bool(walk.names.asked(text))
    )


def _opens_question(walk: Walk, index: int, question: str, says_more: bool) -> bool:
    """A section of minutes; the line that opens it may go on to say who was heard or what was decided."""
    if question != walk.chapter.title:
        walk.new_chapter(question, index)
    if not says_more:
        walk.headed(index, parse_label(walk.blocks[index].label))
    return not says_more


def _continues_list(walk: Walk, label: Label) -> bool:
    """An item of the open list is no heading; «2. По вопросам …» after «1. По вопросам …» is one."""
    if walk.heading_label and is_sibling(label, walk.heading_label):
        return False
    open_label = walk.item.label if walk.item and walk.inner is None else None
    return open_label is not None and label_continues(label, open_label)
