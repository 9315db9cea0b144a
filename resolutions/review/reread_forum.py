"""The kept document of a forum is read anew by today's reader; what it says otherwise waits as a correction."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from resolution_reader.language import plural
from resolutions.models import Draft, Errand, Forum, User
from resolutions.permissions import require
from resolutions.register.authorship import delete_as, save_as
from resolutions.register.one_at_a_time import hold
from resolutions.review.queue import read_at_once
from resolutions.review.revise import comparison
from resolutions.vocabulary import DraftState, ErrandKind

NO_DOCUMENT = "У этой резолюции нет исходного документа: перечитывать нечего."
UNDER_WAY = "Исправление этой резолюции уже ждёт решения: сначала примите или отложите его, {address}"
THE_SAME = "Сегодня документ читается так же: в реестре менять нечего."
LATER = "Документ ждёт очереди на чтение: исправление появится, когда он будет прочитан, {address}"


class CannotReread(Exception):
    """The message is a Russian sentence; nothing was written."""


@dataclass(frozen=True)
class Reread:
    """What became of it, in a sentence; `draft` is None where nothing differs."""

    sentence: str
    draft: Draft | None


@transaction.atomic
def reread_forum(forum: Forum, by: User | None) -> Draft:
    """A correction of the forum that waits for the forum's own document to be read. Raises CannotReread."""
    require(by, "correct", forum)
    organizer = hold(forum.organizer)
    source = Draft.objects.source_of(forum)
    if source is None or source.source is None:
        raise CannotReread(NO_DOCUMENT)
    unsettled = [DraftState.WAITING, DraftState.OPEN]
    under_way = Draft.objects.filter(revises=forum, state__in=unsettled).order_by("pk").first()
    if under_way:
        raise CannotReread(UNDER_WAY.format(address=under_way.get_absolute_url()))
    draft = Draft(
        organizer=organizer,
        source=source.source,
        revises=forum,
        state=DraftState.WAITING,
        waiting_since=timezone.now(),
        created_by=by,
    )
    draft = save_as(by, draft)
    Errand.objects.post(ErrandKind.READ, draft.pk)
    return draft


def reread_at_once(forum: Forum) -> Reread:
    """The same for an operator, who waits for it: no draft is left where nothing differs or nothing could be read."""
    draft = read_at_once(reread_forum(forum, by=None))
    if draft.state == DraftState.REFUSED:
        sentence = draft.refusal
        delete_as(None, draft)
        raise CannotReread(sentence)
    if draft.state == DraftState.WAITING:
        return Reread(LATER.format(address=draft.get_absolute_url()), draft)
    count = len(comparison(draft).differences())
    if not count:
        delete_as(None, draft)
        return Reread(THE_SAME, None)
    words = f"{count} {plural(count, 'отличие ждёт', 'отличия ждут', 'отличий ждут')}"
    return Reread(f"{words} решения: {draft.get_absolute_url()}", draft)
