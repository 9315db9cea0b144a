"""The queue of documents that wait to be read: an errand for each, which workers claim one after the other.

What was read too late is dropped, because the claim is not the worker's any more (resolutions/models/errand.py).
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone

from resolution_reader import REFUSALS, NoPlaceFree, UnreadableDocument, read_outline
from resolutions.models import Draft, Errand, User
from resolutions.models.errand import process_name
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.review.editing import DraftClosed
from resolutions.review.receive import TO_BE_READ, as_read, format_of, register_directory
from resolutions.vocabulary import DraftState, ErrandKind

# Half a minute for a place in the cage, 15 seconds in it, and a generous minute to understand what was read.
LEASE = timedelta(seconds=105)
ATTEMPTS = 3  # a document that has killed this many workers is not given to another
LOST = "Файл пропал с сервера: загрузите его ещё раз."
NOT_UNDERSTOOD = (
    "Портал споткнулся на этом документе, ошибка записана: сохраните его заново как .docx или напишите администратору."
)

logger = logging.getLogger(__name__)


def read_waiting(worker: str) -> Iterator[Draft]:
    """Reads what waits until nothing does; gives each draft as it is afterwards. Ends early when the cage is full."""
    while errand := claim_next(worker):
        draft = read_claimed(errand)
        if draft:
            yield draft
        if draft and draft.state == DraftState.WAITING:
            return


def read_at_once(draft: Draft) -> Draft:
    """One waiting or refused draft, read here and now; as it is when somebody else is at it."""
    if draft.state == DraftState.REFUSED:
        draft = try_again(draft, by=None)
    errand = Errand.objects.about([ErrandKind.READ], draft.pk).first()
    if errand and Errand.objects.claim(errand, process_name(), lease):
        draft = read_claimed(errand) or draft
    draft.refresh_from_db()
    return draft


def lease(attempt: int) -> timedelta:
    return LEASE


def claim_next(worker: str) -> Errand | None:
    """The errand of the draft that has waited longest, held for `worker`; None when nothing waits."""
    errand: Errand | None = Errand.objects.claim_next(ErrandKind.READ, worker, lease)
    return errand


def read_claimed(errand: Errand) -> Draft | None:
    """Reads the document of a claimed draft and writes down what became of it; None if the draft is gone."""
    draft = Draft.objects.waiting().filter(pk=errand.key).select_related("source", "organizer").first()
    if draft is None:
        Errand.objects.done(errand)
        return None
    if errand.attempts > ATTEMPTS:
        return finish(draft, errand, refused(REFUSALS["killed"]))
    assert draft.source is not None  # a constraint of the database
    directory = register_directory()
    try:
        with draft.source.file.open() as file:
            data = file.read()
        blocks, outline = read_outline(data, format_of(draft.source.original_name), directory)
        values = as_read(blocks, outline, None if draft.revises_id else draft.organizer)
    except DatabaseError:
        raise  # nobody's mistake but the database's: whoever reads next tries again
    except NoPlaceFree:
        Errand.objects.put_off(errand, errand.due, attempts=errand.attempts - 1)
        return as_it_is(draft)
    except UnreadableDocument as refusal:
        return finish(draft, errand, refused(str(refusal)))
    except FileNotFoundError:
        return finish(draft, errand, refused(LOST))
    except Exception:
        # A mistake of ours: this document must not stop those behind it.
        logger.exception("Draft %s could not be read", draft.pk)
        return finish(draft, errand, refused(NOT_UNDERSTOOD))
    return finish(draft, errand, values | {"waiting_since": None})


def as_it_is(draft: Draft) -> Draft:
    now: Draft = Draft.objects.select_related("source").get(pk=draft.pk)
    return now


def refused(sentence: str) -> dict[str, object]:
    return {"state": DraftState.REFUSED, "refusal": sentence, "waiting_since": None}


@transaction.atomic
def finish(draft: Draft, errand: Errand, values: dict[str, object]) -> Draft:
    """The draft with these values, its errand done; as it is when the claim has passed to somebody else."""
    now: Draft = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("source").get(pk=draft.pk)
    if not Errand.objects.done(errand):
        return now
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
    Errand.objects.post(ErrandKind.READ, draft.pk)
    return save_as(by, draft, update_fields=[*values, "changed_at"])
