"""Headings over nothing that is to be done: «Что нас беспокоит», the name of a table. They are talk, and no sections.

Neither is the only one over all that is to be done: a motto, a slogan. It divides nothing.

What opens a section by its words, by the agenda or as an annex, stays one, and an editor is told that it is empty.
"""

from collections.abc import Sequence
from itertools import zip_longest

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs, needs
from resolution_reader.structure.headings import is_explicit_heading
from resolution_reader.structure.lead_ins import holds_task
from resolution_reader.structure.minutes import decides
from resolution_reader.structure.skeleton import Chapter, Over
from resolution_reader.structure.walk import Walk


def fold_idle_headings(walk: Walk) -> None:
    """Their lines go to the section above."""
    kept = walk.chapters[:1]
    for chapter, following in zip_longest(walk.chapters[1:], walk.chapters[2:]):
        if _is_idle(walk, chapter, following):
            _append(kept[-1], chapter, walk.blocks)
        else:
            kept.append(chapter)
    walk.chapters = kept
    if _divides_nothing(walk.chapters):
        walk.chapters = [_one_of(*walk.chapters)]


def _divides_nothing(chapters: Sequence[Chapter]) -> bool:
    """A single heading by its looks, with all that is to be done below it: «Наш девиз – вместе»."""
    if len(chapters) != 2:
        return False
    opening, only = chapters
    heading = only.title_as_written
    return not (opening.body or opening.title or only.annex or heading is None or is_explicit_heading(heading))


def _one_of(opening: Chapter, only: Chapter) -> Chapter:
    only.preamble[:0] = [*opening.preamble, only.title_as_written or ""]
    only.own_blocks[:0] = opening.own_blocks
    only.title = only.title_as_written = None
    return only


def _is_idle(walk: Walk, chapter: Chapter, following: Chapter | None) -> bool:
    title = chapter.title_as_written
    if chapter.items or title is None or is_explicit_heading(title):
        return False
    if chapter.annex and not (following and following.annex == chapter.annex):
        return False
    if chapter.title in walk.agenda.questions or not chapter.own_blocks:
        return False
    talk = [text for text in chapter.preamble for text in sentences(text)]
    if any(asks(text) or needs(text) or instructs(text) or (decides(text) and holds_task(text)) for text in talk):
        return False
    over_next = following is not None and chapter.body[-1:] == chapter.overs[-1:]  # the line above the next heading
    return not chapter.body or (over_next and len(chapter.body) == 1)


def _append(above: Chapter, idle: Chapter, blocks: Sequence[Block]) -> None:
    lines = {line.source[0]: line for line in idle.body if isinstance(line, Over)}
    for index in sorted(idle.own_blocks):
        if index in lines:
            above.body.append(lines[index])
            above.overs.append(lines[index])
        else:
            above.talk(blocks[index].printed, index)
        above.own_blocks.append(index)
