"""A document comes in: kept as it came, it becomes a draft, read at once or waiting to be. Nothing public yet."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from resolution_reader import (
    FORMATS,
    Block,
    Directory,
    KnownBody,
    Outline,
    Reading,
    check_outside,
    general_directory,
    read,
    read_outline,
    read_whole,
)
from resolutions.models import Addressee, Draft, Errand, Forum, Organizer, SourceDocument, User
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.register.one_at_a_time import hold
from resolutions.review.doubts import left_to_check
from resolutions.review.like_published import with_likeness
from resolutions.review.sheet import blocks_json, sheet_json, sheet_of
from resolutions.vocabulary import DraftState, ErrandKind

Read = Callable[[bytes, str], Reading]  # bytes and format, as read_whole() takes them
READ_AT_ONCE = 5 * 1024**2  # bytes of text; the most that can be pasted into a form
DISK_IS_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
TO_BE_READ = {"state": DraftState.WAITING, "refusal": ""}


class AlreadyReceived(Exception):
    """The same bytes were received before; `draft` is what became of them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("Этот файл уже загружен.")
        self.draft = draft


class NoRoom(Exception):
    """The disk is full: nothing of the document was kept."""

    def __init__(self) -> None:
        super().__init__("На сервере кончилось место, файл не сохранён. Сообщите администратору и загрузите его позже.")


def take_in(data: bytes, name: str, organizer: Organizer, by: User | None, revises: Forum | None = None) -> Draft:
    """A draft that waits in the queue for its document to be read; it corrects the forum `revises`, if one is given.

    A document that could not be read before waits once more, under its new name. Raises AlreadyReceived for any
    other one that this organizer has sent before, UnreadableDocument for what needs no reader to be refused, NoRoom.
    """
    refuse_strangers(by, organizer, revises)
    sha256 = hashlib.sha256(data).hexdigest()
    format = check_outside(data, format_of(name))
    if format == "txt" and len(data) <= READ_AT_ONCE:
        read(data, format)  # no child process is needed; who pasted the text still has it in the form
    with transaction.atomic():
        organizer = hold(organizer)
        known = known_drafts(sha256, organizer).select_for_update(of=("self",), no_key=True).first()
        if known and known.state != DraftState.REFUSED:
            raise AlreadyReceived(known)
        draft = known or Draft(organizer=organizer, created_by=by)
        waits = TO_BE_READ | {"waiting_since": timezone.now(), "revises": revises}
        draft = keep(data, name, sha256, draft, by, waits)
        Errand.objects.post(ErrandKind.READ, draft.pk)
        return draft


def receive(
    data: bytes,
    name: str,
    organizer: Organizer,
    by: User | None = None,
    revises: Forum | None = None,
    read: Read = read_whole,
) -> Draft:
    """The same, read here and now or ahead: a draft for review. What cannot be read is refused, nothing is stored."""
    refuse_strangers(by, organizer, revises)
    sha256 = hashlib.sha256(data).hexdigest()
    refuse_known(sha256, organizer)
    blocks, outline = read_outline(data, format_of(name), register_directory(), read)
    values = as_read(blocks, outline, None if revises else organizer)
    with transaction.atomic():
        organizer = hold(organizer)
        refuse_known(sha256, organizer)
        draft = Draft(organizer=organizer, created_by=by, revises=revises)
        return keep(data, name, sha256, draft, by, values)


def refuse_strangers(by: User | None, organizer: Organizer, revises: Forum | None) -> None:
    require(by, "receive", organizer)
    if revises:
        require(by, "correct", revises)


def keep(data: bytes, name: str, sha256: str, draft: Draft, by: User | None, values: dict[str, Any]) -> Draft:
    """The draft with these values, saved together with its file, or neither."""
    own = {"organizer": draft.organizer, "sha256": sha256}
    # A document may be there with the draft of a forum that was deleted.
    source = draft.source or SourceDocument.objects.filter(**own).first() or SourceDocument(**own)
    source.media_type, source.original_name = FORMATS[format_of(name)].media_type, name[-255:]
    was_there = bool(source.pk)
    try:
        source.file.save(name, ContentFile(data), save=False)
    except OSError as reason:
        if reason.errno in DISK_IS_FULL:
            raise NoRoom from reason
        raise
    try:
        source.save()
        draft.source = source
        for field, value in values.items():
            setattr(draft, field, value)
        return save_as(by, draft)
    except BaseException:
        if not was_there:
            source.file.delete(save=False)
        raise


def as_read(blocks: list[Block], outline: Outline, organizer: Organizer | None) -> dict[str, Any]:
    """What a draft holds once its document has been read; a correction, which has no organizer, is meant to be like."""
    sheet = sheet_of(outline)
    if organizer:
        sheet = with_likeness(sheet, organizer)
    return {
        "blocks": blocks_json(blocks),
        "outline": sheet_json(sheet),
        "doubts_left": left_to_check(sheet),
        "state": DraftState.OPEN,
    }


def format_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def known_drafts(sha256: str, organizer: Organizer) -> Any:
    """The newest first; of a document whose forum was deleted there is none."""
    drafts = Draft.objects.standing().filter(source__sha256=sha256, source__organizer=organizer)
    return drafts.select_related("source").order_by("-created_at", "-pk")


def is_known(data: bytes, organizer: Organizer) -> bool:
    """Whether receive() would raise AlreadyReceived instead of reading it."""
    known: bool = known_drafts(hashlib.sha256(data).hexdigest(), organizer).exists()
    return known


def refuse_known(sha256: str, organizer: Organizer) -> None:
    draft = known_drafts(sha256, organizer).first()
    if draft:
        raise AlreadyReceived(draft)


def register_directory() -> Directory:
    """The general directory and every body of the register, by all its names."""
    bodies = Addressee.objects.current().prefetch_related("aliases")
    return general_directory().extended(
        KnownBody(
            name=body.name,
            kind=body.kind,
            aliases=tuple(filter(None, [body.short_name, *(alias.name for alias in body.aliases.all())])),
        )
        for body in bodies
    )
