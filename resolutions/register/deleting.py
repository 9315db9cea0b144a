"""Deleting a forum only marks it: for 90 days it can be brought back as it was, then it goes for good.

Whatever hangs on it stays where it is meanwhile, so that a merge of addressees reaches it like everything else.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resolutions.models import Addressee, Addressing, Draft, Forum, Recommendation, SourceDocument, User
from resolutions.querysets.forum import KEPT_DELETED
from resolutions.register.authorship import delete_as, save_version
from resolutions.register.one_at_a_time import hold
from resolutions.register.publish import SWITCH, NotPublishable, publish
from resolutions.vocabulary import DraftState

TOO_LATE = f"С удаления прошло больше {KEPT_DELETED.days} дней: резолюцию уже не восстановить."


class CannotRestore(Exception):
    """The message is a Russian sentence for the editor."""


@dataclass(frozen=True)
class Restored:
    """The forum as it stands again; `merged`: addressees of it that others became one with while it was away."""

    forum: Forum
    merged: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """What to tell whoever asked for it."""
        if self.forum.published_at:
            state = "Резолюция восстановлена и опубликована."
        else:
            state = "Резолюция восстановлена. Она не опубликована: её видят только её редакторы."
        bodies = ", ".join(f"«{name}»" for name in self.merged)
        return f"{state} Адресатов тем временем объединили, теперь она обращена к: {bodies}." if bodies else state


@transaction.atomic
def delete_forum(forum: Forum, by: User | None) -> Forum:
    """Hides the forum from everyone, its editors too; one that is deleted already stays as it is."""
    forum = locked(forum)
    if forum.deleted_at:
        return forum
    forum.deleted_at = timezone.now()
    if forum.published_at:
        forum.published_at, forum.withdrawn_at = None, forum.deleted_at
    return marked(forum, by)


@transaction.atomic
def restore_forum(forum: Forum, by: User | None) -> Restored:
    """Brings it back as it was, public again if it was public until it was deleted; one that is there stays as it is.

    Raises CannotRestore: too late, or its document has come in anew.
    """
    hold(forum.organizer)  # where the same document comes in
    forum = locked(forum)
    if forum.deleted_at is None:
        return Restored(forum)
    if forum.deleted_at <= timezone.now() - KEPT_DELETED:
        raise CannotRestore(TOO_LATE)
    refuse_if_entered_anew(forum)
    merged = merged_since(forum, forum.deleted_at)
    was_public = forum.withdrawn_at == forum.deleted_at
    forum.deleted_at = None
    forum = marked(forum, by)
    if was_public:
        with suppress(NotPublishable):  # without a recommendation it stays withdrawn
            forum = publish(forum, by)
    return Restored(forum, merged)


def remove_for_good(at: datetime) -> int:
    """Deletes the rows of forums that cannot be brought back any more; how many. The history still knows them."""
    keys = list(Forum.everything.past_return(at).order_by("pk").values_list("pk", flat=True))
    return sum(removed(key, at) for key in keys)


@transaction.atomic
def removed(key: int, at: datetime) -> bool:
    forum = Forum.everything.select_for_update(no_key=True).past_return(at).filter(pk=key).first()
    if forum is None:
        return False
    contents = Recommendation.objects.filter(section__forum=forum).order_by("pk").only("pk")
    list(contents.select_for_update(of=("self",), no_key=True))  # in the order in which a merge locks them
    delete_as(None, forum)
    return True


def locked(forum: Forum) -> Forum:
    return Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)


def marked(forum: Forum, by: User | None) -> Forum:
    return save_version(by, forum, [*SWITCH, "deleted_at"])


def refuse_if_entered_anew(forum: Forum) -> None:
    """One of its documents, the first or a correction, is on its way again or has become another forum."""
    own = SourceDocument.objects.filter(Q(drafts__forum=forum) | Q(drafts__revises=forum))
    others = Draft.objects.standing().filter(source__in=own).exclude(Q(forum=forum) | Q(revises=forum))
    anew = others.exclude(state=DraftState.DISCARDED).select_related("forum", "revises").first()
    if anew is None:
        return
    became = anew.forum or anew.revises
    if became:
        raise CannotRestore(f"Этот документ тем временем внесён заново: {became.get_absolute_url()}")
    raise CannotRestore("Этот документ тем временем загружен заново: сначала отклоните его новый черновик.")


def merged_since(forum: Forum, moment: datetime) -> list[str]:
    """Names of those that its recommendations are addressed to now instead: only a merge reaches what is deleted.

    Not of one that has become another meanwhile, and so stands there no more.
    """
    changed = Addressing.history.filter(
        recommendation__section__forum=forum, history_type="~", history_date__gt=moment
    ).values("id")
    standing = Addressing.objects.filter(recommendation__section__forum=forum, pk__in=changed)
    return [str(body) for body in Addressee.objects.filter(pk__in=standing.values("addressee"))]
