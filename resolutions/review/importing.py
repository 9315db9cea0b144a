"""Many documents at once, as an operator brings them in: each on its own, one bad file stops nothing."""

import logging
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from resolution_reader import Reading, UnreadableDocument, read_whole, work_ahead
from resolution_reader.language import plural
from resolutions.models import Draft, Organizer
from resolutions.register.publish import publish
from resolutions.review.doubts import errors_of
from resolutions.review.editing import DraftClosed
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.review.like_published import as_known, look_again
from resolutions.review.queue import read_at_once
from resolutions.review.receive import AlreadyReceived, NoRoom, Read, format_of, is_known, receive
from resolutions.vocabulary import DraftState

logger = logging.getLogger(__name__)


class Outcome(IntEnum):
    """What became of a document; the worst of all is the exit status."""

    IN = 0
    DRAFT = 1
    REFUSED = 2


@dataclass(frozen=True)
class Imported:
    """What became of a document, in a sentence; `draft` is None for one that was refused."""

    name: str
    outcome: Outcome
    sentence: str
    draft: Draft | None = None

    @property
    def read_sections(self) -> list[dict[str, Any]]:
        return self.draft.outline.get("sections", []) if self.draft else []

    @property
    def sections(self) -> int:
        return len(self.read_sections)

    @property
    def recommendations(self) -> int:
        return sum(len(row["recommendations"]) for row in self.read_sections)

    @property
    def doubts(self) -> int:
        return self.draft.doubts_left if self.draft else 0


def import_documents(paths: Iterable[Path], organizer: Organizer, *, publish_it: bool) -> Generator[Imported]:
    """What became of each, in their order; while one is entered, the next ones are in the cage."""
    with work_ahead(_with_reading(path, organizer) for path in paths) as documents:
        for (path, data), reading in documents:
            yield _brought_in(path.name, data, organizer, partial(_as_read, reading), publish_it=publish_it)


def import_document(path: Path, organizer: Organizer, *, publish_it: bool) -> Imported:
    """What became of one."""
    return _brought_in(path.name, _content(path), organizer, read_whole, publish_it=publish_it)


def _with_reading(path: Path, organizer: Organizer) -> tuple[tuple[Path, bytes | None], Callable[[], Reading | None]]:
    """A document, and what is to be done about it ahead: nothing, where it will hardly be read."""
    data = _content(path)
    try:
        is_read = data is not None and not is_known(data, organizer)
    except DatabaseError:  # that is told in its turn
        is_read = False
    return (path, data), partial(read_whole, data or b"", format_of(path.name)) if is_read else lambda: None


def _as_read(reading: Future[Reading | None], data: bytes, format: str) -> Reading:
    return reading.result() or read_whole(data, format)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _brought_in(name: str, data: bytes | None, organizer: Organizer, read: Read, *, publish_it: bool) -> Imported:
    """Whatever happens to it, the next ones are read."""
    if data is None:
        return Imported(name, Outcome.REFUSED, "файл не открывается: проверьте имя и права на чтение.")
    try:
        return _received(name, data, organizer, read, publish_it=publish_it)
    except DatabaseError:
        logger.exception("%s could not be brought in", name)
        return Imported(name, Outcome.REFUSED, "база данных не приняла его: повторите команду.")


def _received(name: str, data: bytes, organizer: Organizer, read: Read, *, publish_it: bool) -> Imported:
    try:
        draft = receive(data, name, organizer, read=read)
    except (UnreadableDocument, NoRoom) as refusal:
        return Imported(name, Outcome.REFUSED, str(refusal))
    except AlreadyReceived as known:
        draft = read_at_once(known.draft) if known.draft.is_unread else known.draft
        if draft.state == DraftState.REFUSED:
            return Imported(name, Outcome.REFUSED, draft.refusal)
        if draft.state == DraftState.WAITING:
            return Imported(name, Outcome.DRAFT, "как раз читается: повторите команду позже.")
        if draft.state != DraftState.OPEN or draft.revises or not publish_it:
            return Imported(name, Outcome.IN, "уже внесён.", draft)
    outcome, sentence = accept(draft) if publish_it else (Outcome.IN, "черновик ждёт проверки.")
    return Imported(name, outcome, sentence, draft)


def accept(draft: Draft) -> tuple[Outcome, str]:
    """The operator's acceptance: doubts are kept, errors still block."""
    try:
        draft = look_again(draft)
        outline = as_known(draft)
        errors = errors_of(outline)
        if errors:
            return Outcome.DRAFT, f"черновик: {errors[0].hint}"
        with transaction.atomic():
            forum = publish(enter(draft, by=None), by=None)
    except (AlreadyEntered, DraftClosed):  # by somebody else in the same moment
        return Outcome.IN, "уже внесён."
    count = sum(len(section.recommendations) for section in outline.sections)
    words = f"{count} {plural(count, 'рекомендация', 'рекомендации', 'рекомендаций')}"
    return Outcome.IN, f"опубликован, {words}: {forum.get_absolute_url()}"
