"""The whole of intake: a document and a directory of known bodies to an outline with its doubts.

bytes -> blocks, joined ones cut apart -> front (title, date, place) -> skeleton (sections, items) -> outline -> doubts
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.shorthand import shorthand
from resolution_reader.doubts.of_reading import problems
from resolution_reader.outline import Group, Outline, Remark, Section, spans
from resolution_reader.problems import problem
from resolution_reader.readers import Reading, read_whole
from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import is_guessed
from resolution_reader.readers.limits import MAX_RECOMMENDATIONS, TOO_MANY_RECOMMENDATIONS, UnreadableDocument
from resolution_reader.structure.adopted import read_adopted
from resolution_reader.structure.front import Front, read_front
from resolution_reader.structure.joined import apart
from resolution_reader.structure.names_of_document import Recogniser
from resolution_reader.structure.parser import parse
from resolution_reader.structure.recommendations import deadline_over, recommendations
from resolution_reader.structure.skeleton import Chapter, Item, Over, Skeleton, Talk

MAX_QUOTED = 5  # pieces of a document in one sentence


def draft_outline(data: bytes, format: str, directory: Directory) -> Outline:
    """The outline of one document; UnreadableDocument, with a Russian sentence, when it must be refused.

    `format` is the file's extension. Pure: the same bytes and directory always give the same outline.
    """
    return read_outline(data, format, directory)[1]


def read_outline(
    data: bytes, format: str, directory: Directory, read: Callable[[bytes, str], Reading] = read_whole
) -> tuple[list[Block], Outline]:
    """(the blocks that spans of the outline count, the outline). Raises UnreadableDocument as draft_outline() does.

    `read`: gives what was read ahead, say.
    """
    reading = read(data, format)
    blocks = apart(reading.blocks)
    outline = outline_of(blocks, directory)
    if sum(len(section.recommendations) for section in outline.sections) > MAX_RECOMMENDATIONS:
        raise UnreadableDocument(TOO_MANY_RECOMMENDATIONS)
    if reading.lost:
        outline = _doubted(outline, "words-lost", f"Не прочитано: {_quoted(reading.lost)}.")
    if reading.unprinted:
        outline = _doubted(outline, "not-printed", f"Не печатается и не прочитано: {_quoted(reading.unprinted)}.")
    for code, sentence in reading.doubts:
        outline = _doubted(outline, code, sentence)
    outline = _with_recognised(outline, {number for number, block in enumerate(blocks) if block.picture})
    if format.lower().removeprefix(".") in ("txt", "csv") and is_guessed(data):
        outline = _doubted(outline, "encoding-guessed")
    return blocks, outline


def _doubted(outline: Outline, code: str, hint: str = "") -> Outline:
    return replace(outline, problems=(problem(code, None, hint), *outline.problems))


def _with_recognised(outline: Outline, blocks: set[int]) -> Outline:
    """Each recommendation that was made of a picture says so."""
    entries = [entry for section in outline.sections for entry in section.recommendations]
    made = [entry for entry in entries if not blocks.isdisjoint(range(entry.source[0], entry.source[1] + 1))]
    return replace(outline, problems=(*outline.problems, *(problem("recognised", entry.source) for entry in made)))


def _quoted(pieces: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown, more = ", ".join(f"«{piece}»" for piece in pieces[:MAX_QUOTED]), len(pieces) - MAX_QUOTED
    return f"{shown} и ещё {more}" if more > 0 else shown


def outline_of(blocks: Sequence[Block], directory: Directory) -> Outline:
    """The outline of blocks that a reader gave."""
    recogniser = Recogniser(directory, shorthand((block.text for block in blocks), directory))
    front = read_front(blocks)
    addressed = recogniser.whole(front.addressed) or recogniser.written_to(front.title or "")
    skeleton = parse(blocks, front.end, recogniser, addressed)
    outline = _assembled(front, skeleton, blocks, recogniser)
    return replace(outline, problems=problems(outline, skeleton, front, blocks, recogniser))


def _assembled(front: Front, skeleton: Skeleton, blocks: Sequence[Block], recogniser: Recogniser) -> Outline:
    opening, chapters = _opening(skeleton.chapters)
    lines = [line.printed for line in opening.body if not isinstance(line, Item)]
    first, last = front.dates or (None, None)
    return Outline(
        title=front.title,
        ordinal=front.ordinal,
        date=first.isoformat() if first else None,
        date_end=last.isoformat() if last else None,
        place=front.place,
        preamble=_paragraphs([*opening.preamble, *lines]),
        sections=tuple(_section(chapter, recogniser, [*opening.preamble, *lines]) for chapter in chapters),
        skipped=spans(skeleton.skipped),
        source=spans([*range(front.end), *opening.own_blocks]),
        adopted=read_adopted(blocks, front.end, skeleton.skipped),
        head=_paragraphs([block.printed for block in blocks[: front.end]]),
    )


def _opening(chapters: list[Chapter]) -> tuple[Chapter, list[Chapter]]:
    """The document's preamble, which stands before the first section, and the sections."""
    first = chapters[0]
    if first.title is None and not first.items:
        return first, chapters[1:]
    preamble, first.preamble = first.preamble, []
    return Chapter(None, preamble=preamble), chapters


def _section(chapter: Chapter, recogniser: Recogniser, preamble: list[str]) -> Section:
    """`preamble`: that of the document, whose end may say what all sections do."""
    said_before = [talk[-1] for talk in (chapter.preamble, preamble) if talk]
    return Section(
        title=chapter.title,
        preamble=_paragraphs(chapter.preamble),
        lead_in=next((line.printed for line in chapter.body if isinstance(line, Over)), None),
        recommendations=tuple(recommendations(chapter, recogniser, said_before)),
        source=spans(chapter.own_blocks),
        title_as_written=chapter.title_as_written,
        groups=tuple(_group(line, at) for at, line in enumerate(chapter.body) if isinstance(line, Over)),
        remarks=tuple(
            Remark(line.printed, at, line.source) for at, line in enumerate(chapter.body) if isinstance(line, Talk)
        ),
        annex=chapter.annex,
    )


def _group(line: Over, place: int) -> Group:
    return Group(
        text=line.text,
        place=place,
        number=line.label.number if line.label else None,
        label=line.label.printed if line.label else None,
        level=line.level,
        addressees=line.lead_in.mentions,
        deadline=deadline_over(line.text),
        source=line.source,
    )


def _paragraphs(texts: list[str]) -> str | None:
    return "\n".join(texts) or None
