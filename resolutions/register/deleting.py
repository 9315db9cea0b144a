"""Deleting a forum only marks it; for 90 days review/restoring.py brings it back, then it goes for good."""

from django.db import transaction
from django.utils import timezone

from resolutions.models import Forum, User
from resolutions.permissions import require
from resolutions.register.authorship import save_version
from resolutions.register.publish import SWITCH
from resolutions.register.seconding import hold_unchecked, second


@transaction.atomic
def delete_forum(forum: Forum, by: User | None) -> Forum:
    """Hides the forum from everyone, its editors too; one that is deleted already stays as it is."""
    require(by, "delete_forum", forum)
    bodies = hold_unchecked(forum)
    forum = lock(forum)
    if forum.deleted_at:
        return forum
    forum.deleted_at = timezone.now()
    if forum.published_at:
        forum.published_at, forum.withdrawn_at = None, forum.deleted_at
    forum = save_version(by, forum, [*SWITCH, "deleted_at"])
    second(bodies)
    return forum


def lock(forum: Forum) -> Forum:
    return Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)
