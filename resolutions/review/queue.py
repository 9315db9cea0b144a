"""The queue of documents that wait to be read. The database holds it; a reader claims one after the other.

A claim is one conditional UPDATE, which two readers can never both win, and ends by itself after LEASE: a reader that
was killed holds its draft no longer than that. What it read too late is dropped, because the claim is not its any more.
"""

import logging
import os
import socket
from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from resolution_reader import REFUSALS, ReadersBusy, UnreadableDocument, read_outline
from resolutions.models import Draft, User
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.review.editing import DraftClosed
from resolutions.review.receive import TO_BE_READ, as_read, format_of, register_directory
from resolutions.vocabulary import DraftState

# Half a minute for a place in the cage, 15 seconds in it, and a generous minute to understand what was read.
LEASE = timedelta(seconds=105)
ATTEMPTS = 3  # a document that has killed this many readers is not given to another
LOST = "Файл пропал с сервера: загрузите его ещё раз."
NOT_UNDERSTOOD = (
    "Портал споткнулся на этом документе, ошибка записана: сохраните его заново как .docx или напишите администратору."
)
NOTHING_CLAIMED = {"claimed_by": "", "claimed_until": None}

logger = logging.getLogger(__name__)


def read_waiting(reader: str) -> Iterator[Draft]:
    """Reads what waits until nothing does; gives each draft as it is afterwards. Ends early when the cage is full."""
    while draft := claim_next(reader):
        draft = read_claimed(draft)
        yield draft
        if draft.state == DraftState.WAITING:
            return


def read_at_once(draft: Draft) -> Draft:
    """One waiting or refused draft, read here and now; as it is when somebody else is at it."""
    if draft.state == DraftState.REFUSED:
        draft = try_again(draft, by=None)
    if claim(draft, f"{socket.gethostname()[:60]}-{os.getpid()}"):
        return read_claimed(draft)
    draft.refresh_from_db()
    return draft


def claim_next(reader: str) -> Draft | None:
    """The draft that has waited longest, held for `reader`; None when nothing waits."""
    while True:
        waiting = Draft.objects.unclaimed(timezone.now()).in_queue_order().select_related("source")
        draft: Draft | None = waiting.first()
        if draft is None or claim(draft, reader):
            return draft


def claim(draft: Draft, reader: str) -> bool:
    """Whether the draft is `reader`'s to read now."""
    now = timezone.now()
    until = now + LEASE
    mine = Draft.objects.unclaimed(now).filter(pk=draft.pk)
    if not mine.update(claimed_by=reader, claimed_until=until, attempts=F("attempts") + 1):
        return False
    draft.claimed_by, draft.claimed_until, draft.attempts = reader, until, draft.attempts + 1
    return True


def take_over(reader: str) -> None:
    """What a dead reader of this name held waits for the next one; to be called by who knows that it is dead."""
    Draft.objects.waiting().filter(claimed_by=reader).update(**NOTHING_CLAIMED)


def read_claimed(draft: Draft) -> Draft:
    """Reads the document of a claimed draft and writes down what became of it."""
    if draft.attempts > ATTEMPTS:
        return finish(draft, refused(REFUSALS["killed"]))
    assert draft.source is not None  # a constraint of the database
    directory = register_directory()
    try:
        with draft.source.file.open() as file:
            data = file.read()
        blocks, outline = read_outline(data, format_of(draft.source.original_name), directory)
        values = as_read(blocks, outline, None if draft.revises_id else draft.organizer)
    except DatabaseError:
        raise  # nobody's mistake but the database's: whoever reads next tries again
    except ReadersBusy:
        return finish(draft, {"attempts": draft.attempts - 1})
    except UnreadableDocument as refusal:
        return finish(draft, refused(str(refusal)))
    except FileNotFoundError:
        return finish(draft, refused(LOST))
    except Exception:
        # A mistake of ours: this document must not stop those behind it.
        logger.exception("Draft %s could not be read", draft.pk)
        return finish(draft, refused(NOT_UNDERSTOOD))
    return finish(draft, values | {"waiting_since": None})


def refused(sentence: str) -> dict[str, object]:
    return {"state": DraftState.REFUSED, "refusal": sentence, "waiting_since": None}


@transaction.atomic
def finish(draft: Draft, values: dict[str, object]) -> Draft:
    """The draft with these values and free again; as it is when the claim has passed to somebody else."""
    now: Draft = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("source").get(pk=draft.pk)
    if (now.claimed_by, now.claimed_until) != (draft.claimed_by, draft.claimed_until):
        return now
    values = values | NOTHING_CLAIMED
    for field, value in values.items():
        setattr(now, field, value)
    return save_as(None, now, update_fields=[*values, "changed_at"])


@transaction.atomic
def try_again(draft: Draft, by: User | None) -> Draft:
    """A refused draft waits once more, at the end of the queue; one that waits already stays as it is."""
    require(by, "edit", draft)
    draft = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("source").get(pk=draft.pk)
    if draft.state == DraftState.WAITING:
        return draft
    if draft.state != DraftState.REFUSED:
        raise DraftClosed(draft)
    values = TO_BE_READ | {"waiting_since": timezone.now(), "changed_by": by}
    for field, value in values.items():
        setattr(draft, field, value)
    return save_as(by, draft, update_fields=[*values, "changed_at"])
