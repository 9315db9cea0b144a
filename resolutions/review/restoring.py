"""Bringing back what was deleted, as it was, for 90 days; then it goes for good.

Whatever hangs on it stays where it is meanwhile, so that a merge of addressees reaches it like everything else.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resolutions.models import Addressee, Addressing, Draft, Forum, SourceDocument, User
from resolutions.models.forum import KEPT_DELETED
from resolutions.permissions import require
from resolutions.register.authorship import delete_as, save_version
from resolutions.register.deleting import lock
from resolutions.register.locking import lock_with_contents
from resolutions.register.one_at_a_time import hold
from resolutions.register.publish import SWITCH, NotPublishable, publish
from resolutions.review.like_published import public_like
from resolutions.review.revise import let_go
from resolutions.vocabulary import DraftState

TOO_LATE = f"С удаления прошло больше {KEPT_DELETED.days} дней: резолюцию уже не восстановить."


class CannotRestore(Exception):
    """The message is a Russian sentence for the editor."""


@dataclass(frozen=True)
class Restored:
    """The forum as it stands again; `merged`: addressees of it that others became one with while it was away;
    `like`: a public one that says the same, beside which it is not made public again; `was_there`: not deleted at all.
    """

    forum: Forum
    merged: list[str] = field(default_factory=list)
    like: Forum | None = None
    was_there: bool = False

    @property
    def sentence(self) -> str:
        """What to tell whoever asked for it."""
        if self.was_there:
            return "Резолюция не удалена: восстанавливать нечего."
        if self.forum.published_at:
            state = "Резолюция восстановлена и опубликована."
        elif self.like:
            state = (
                "Резолюция восстановлена, но не опубликована: она похожа на опубликованную "
                f"«{self.like.heading}», {self.like.get_absolute_url()}. "
                "Если это разные резолюции, опубликуйте её снова."
            )
        else:
            state = "Резолюция восстановлена. Она не опубликована: её видят только её редакторы."
        bodies = ", ".join(f"«{name}»" for name in self.merged)
        return f"{state} Адресатов тем временем объединили, теперь она обращена к: {bodies}." if bodies else state


def restore_forum(forum: Forum, by: User | None) -> Restored:
    """Brings it back as it was, public again if it was public until it was deleted; one that is there stays as it is.

    Beside a public one that says the same it comes back unpublished. Raises CannotRestore: too late, or its document
    has come in anew.
    """
    require(by, "restore_forum", forum)
    # As it is now; and before anything is locked, as the index may have to catch up.
    forum = Forum.everything.select_related("organizer", "locality").get(pk=forum.pk)
    like = public_like(forum) if was_public_until_deleted(forum) else None
    return brought_back(forum, like, by)


@transaction.atomic
def brought_back(forum: Forum, like: Forum | None, by: User | None) -> Restored:
    hold(forum.organizer)  # where the same document comes in
    forum = lock(forum)
    if forum.deleted_at is None:
        return Restored(forum, was_there=True)
    if forum.deleted_at <= timezone.now() - KEPT_DELETED:
        raise CannotRestore(TOO_LATE)
    refuse_if_entered_anew(forum)
    merged = merged_since(forum, forum.deleted_at)
    is_to_be_public = was_public_until_deleted(forum) and like is None
    forum.deleted_at = None
    forum = save_version(by, forum, [*SWITCH, "deleted_at"])
    if is_to_be_public:
        with suppress(NotPublishable):  # without a recommendation it stays withdrawn
            forum = publish(forum, by)
    return Restored(forum, merged, like)


def was_public_until_deleted(forum: Forum) -> bool:
    return forum.deleted_at is not None and forum.withdrawn_at == forum.deleted_at


def remove_for_good(at: datetime) -> int:
    """Deletes the rows of forums that cannot be brought back any more; how many. The history still knows them, and
    drafts and files stay."""
    keys = list(Forum.everything.past_return(at).order_by("pk").values_list("pk", flat=True))
    return sum(remove(key, at) for key in keys)


@transaction.atomic
def remove(key: int, at: datetime) -> bool:
    gone = Forum.everything.past_return(at).filter(pk=key)
    forum = gone.select_related("organizer").first()
    if forum:
        hold(forum.organizer)  # where a forum comes back, and documents come in
        let_go(forum)
        forum = gone.select_for_update(no_key=True).first()
    if forum is None:
        return False
    lock_with_contents(forum.sections.all())
    delete_as(None, forum)
    return True


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
