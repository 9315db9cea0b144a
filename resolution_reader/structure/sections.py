"""Whether a block opens a section: by the agenda, by its words or by its looks; unless it says who is asked."""

from resolution_reader.structure.demands import opens_requests
from resolution_reader.structure.headings import explicit_title, heading_title
from resolution_reader.structure.lead_ins import announces, names_event, naming_line
from resolution_reader.structure.list_levels import is_part, is_sibling
from resolution_reader.structure.numbering import Label, label_continues, parse_label
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
    return bool(spoken or not _says_who_is_asked(walk, text)) and _opens_by_heading(walk, index, label)


def _opens_in_passing(walk: Walk, title: str) -> bool:
    if title != walk.chapter.title:
        walk.new_chapter(title)
    return False


def _opens_by_heading(walk: Walk, index: int, label: Label | None) -> bool:
    title = heading_title(walk.blocks, index)
    if title is None or (label is not None and _continues_list(walk, label)):
        return False
    walk.new_chapter(title, index)
    walk.headed(index, label)
    return True


def _says_who_is_asked(walk: Walk, text: str) -> bool:
    """A heading that names who is asked is a lead-in; so is «Решения съезда», but a section among sections."""
    if walk.names.whole(text, walk.verb) or _turns_to_somebody(walk, text) or naming_line(text, walk.names):
        return True
    return announces(text) and not (any(chapter.title for chapter in walk.chapters) and names_event(text))


def _turns_to_somebody(walk: Walk, text: str) -> bool:
    """«Обращаемся к учителям» over a list."""
    return len(text) <= LONGEST_TURN and opens_requests(text) is True and bool(walk.names.asked(text))


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
