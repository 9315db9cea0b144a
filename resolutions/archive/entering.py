"""One forum of an archive into the register, with its document."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db.models import Model
from simple_history.utils import bulk_create_with_history

from resolution_reader import Block
from resolutions.archive.checking import DAMAGED, NoArchive
from resolutions.archive.entering_earlier import enter_earlier
from resolutions.archive.layout import SOURCES, forum_file
from resolutions.archive.reading import FAULTS, Archive, Told
from resolutions.archive.rows import Resolution
from resolutions.models import Draft, Forum, Line, SourceDocument
from resolutions.models.line import DEEPEST
from resolutions.register.as_outline import outline_of
from resolutions.register.authorship import save_as
from resolutions.register.themes import tell
from resolutions.review.sheet import blocks_json, sheet_json, sheet_of
from resolutions.vocabulary import DraftState

Kept = list[tuple[Storage, str]]


def enter_resolution(archive: Archive, found: Resolution, kept: Kept) -> None:
    """`kept` is told of each file that was not there before. Raises NoArchive."""
    try:
        enter(archive, found, kept)
    except (*FAULTS, OSError) as error:
        raise NoArchive(DAMAGED.format(forum_file(found.forum.slug), error)) from error


def enter(archive: Archive, found: Resolution, kept: Kept) -> None:
    since = found.forum.published_at
    write([found.forum], since)
    write(found.sections, since)
    for level in by_level(found.lines):
        write(level, since)
    write(found.recommendations, since)
    write(found.parts, since)
    write(found.addressings, since)
    enter_earlier(found)
    for section in found.sections:
        if section.themes_shown:
            tell(section, {theme.pk for theme in section.themes_shown}, None)
    if found.source:
        keep_source(archive, found.forum, found.source, kept)


def write(rows: Sequence[Model], since: datetime | None) -> None:
    """Said since then: what is corrected from now on is told beside what this said (errata.py)."""
    if rows:
        bulk_create_with_history(rows, type(rows[0]), default_date=since)


def by_level(lines: list[Line]) -> Iterator[list[Line]]:
    """Those that others stand under come first."""
    depths = [(depth_of(line), line) for line in lines]
    for depth in range(DEEPEST):
        yield [line for own, line in depths if own == depth]


def depth_of(line: Line) -> int:
    depth, above = 0, line.above
    while above is not None:
        depth, above = depth + 1, above.above
        if depth >= DEEPEST:
            raise ValueError("lines too deep")
    return depth


def keep_source(archive: Archive, forum: Forum, told: Told, kept: Kept) -> None:
    name = PurePath(told["file"]).name  # whatever it says, of this folder alone
    content = (archive.folder / SOURCES / name).read_bytes()
    own = {"organizer": forum.organizer, "sha256": hashlib.sha256(content).hexdigest()}
    document = SourceDocument.objects.filter(**own).first()
    if document is None:
        document = SourceDocument(**own, media_type=told["media_type"], original_name=told["name"])
        document.file.save(name, ContentFile(content), save=False)
        kept.append((document.file.storage, document.file.name or ""))
        document.save()
    blocks = [Block("paragraph", 0, "", text, "", (at, at)) for at, text in enumerate(told["paragraphs"], 1)]
    draft = Draft(
        source=document,
        organizer=forum.organizer,
        blocks=blocks_json(blocks),
        outline=sheet_json(sheet_of(outline_of(forum))),
        state=DraftState.ENTERED,
        forum=forum,
    )
    save_as(None, draft)
