"""Many documents at once, as an operator brings them in: each on its own, one bad file stops nothing."""

import logging
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from resolution_reader import UnreadableDocument
from resolution_reader.language import plural
from resolutions.models import Draft, Organizer
from resolutions.register.publish import publish
from resolutions.review.doubts import errors_of
from resolutions.review.editing import DraftClosed
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.review.like_published import as_known, look_again
from resolutions.review.queue import read_at_once
from resolutions.review.receive import AlreadyReceived, NoRoom, receive
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


def import_document(path: Path, organizer: Organizer, *, publish_it: bool) -> Imported:
    """What became of one document. Whatever happens to it, the next ones are read."""
    try:
        return import_file(path, organizer, publish_it=publish_it)
    except DatabaseError:
        logger.exception("%s could not be brought in", path.name)
        return Imported(path.name, Outcome.REFUSED, "база данных не приняла его: повторите команду.")


def import_file(path: Path, organizer: Organizer, *, publish_it: bool) -> Imported:
    try:
        data = path.read_bytes()
    except OSError:
        return Imported(path.name, Outcome.REFUSED, "файл не открывается: проверьте имя и права на чтение.")
    try:
        draft = receive(data, path.name, organizer)
    except (UnreadableDocument, NoRoom) as refusal:
        return Imported(path.name, Outcome.REFUSED, str(refusal))
    except AlreadyReceived as known:
        draft = read_at_once(known.draft) if known.draft.is_unread else known.draft
        if draft.state == DraftState.REFUSED:
            return Imported(path.name, Outcome.REFUSED, draft.refusal)
        if draft.state == DraftState.WAITING:
            return Imported(path.name, Outcome.DRAFT, "как раз читается: повторите команду позже.")
        if draft.state != DraftState.OPEN or draft.revises or not publish_it:
            return Imported(path.name, Outcome.IN, "уже внесён.", draft)
    outcome, sentence = accept(draft) if publish_it else (Outcome.IN, "черновик ждёт проверки.")
    return Imported(path.name, outcome, sentence, draft)


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
