"""Showing a forum to everyone, and taking it back: beside deleting, the only place that sets `Forum.published_at`."""

from django.db import transaction
from django.utils import timezone

from resolutions.models import Forum, Recommendation, User
from resolutions.permissions import require
from resolutions.register.authorship import save_version
from resolutions.register.seconding import hold_unchecked, second

SWITCH = ("published_at", "withdrawn_at")


class NotPublishable(Exception):
    """The message is a Russian sentence for the editor."""


@transaction.atomic
def publish(forum: Forum, by: User | None) -> Forum:
    """Makes the forum public; one that is public already stays as it is.

    Raises NotPublishable for a forum without a recommendation, and for one that has been deleted meanwhile.
    """
    require(by, "publish", forum)
    bodies = hold_unchecked(forum)
    forum = Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)
    if forum.published_at:
        return forum
    if forum.deleted_at:
        raise NotPublishable("Резолюцию тем временем удалили: сначала восстановите её.")
    if not Recommendation.objects.filter(section__forum=forum).exists():
        raise NotPublishable("В резолюции нет ни одной рекомендации: добавьте хотя бы одну и опубликуйте снова.")
    forum.published_at, forum.withdrawn_at = timezone.now(), None
    forum = save_version(by, forum, SWITCH)
    second(bodies)
    return forum


@transaction.atomic
def withdraw(forum: Forum, by: User | None) -> Forum:
    """Hides the forum from everyone but its editors; its addresses are kept, and say since when."""
    require(by, "unpublish", forum)
    bodies = hold_unchecked(forum)
    forum = Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)
    if forum.published_at is None:
        return forum
    forum.published_at, forum.withdrawn_at = None, timezone.now()
    forum = save_version(by, forum, SWITCH)
    second(bodies)
    return forum
