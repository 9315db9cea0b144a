"""What somebody who may can do to a forum from its pages; for everybody else there is nothing."""

from typing import NamedTuple

from django.urls import reverse

from resolutions.models import Forum, Recommendation
from resolutions.permissions import Visitor, may


class Ways(NamedTuple):
    """Addresses, empty where she may not, or where there is nothing to be done."""

    mend: str
    file: str
    take_back: str
    publish: str
    hide: str
    history: str
    themes: bool  # whether she may say what its sections are about


def ways_of(user: Visitor, forum: Forum, item: Recommendation | None = None) -> Ways | None:
    """None for who may do nothing here; `item`: on its own page."""
    if item is not None:
        mend = f"{reverse('mend-recommendation', args=[item.code])}?back=item"
        history = reverse("admin:resolutions_recommendation_history", args=[item.pk])
        may_mend = may(user, "change_recommendation", item)
    else:
        mend = reverse("mend-forum", args=[forum.slug])
        history = reverse("admin:resolutions_forum_history", args=[forum.pk]) if forum.pk else ""
        may_mend = may(user, "change_forum", forum)
    is_public, may_publish = forum.published_at is not None, may(user, "publish", forum)
    ways = Ways(
        mend if may_mend else "",
        reverse("draft-correct", args=[forum.slug]) if may(user, "correct", forum) else "",
        reverse("forum-take-back", args=[forum.slug]) if is_public and may(user, "unpublish", forum) else "",
        reverse("forum-publish-again", args=[forum.slug]) if forum.withdrawn_at and may_publish else "",
        reverse("forum-hide", args=[forum.slug]) if may(user, "hide", forum) else "",
        history if may_mend else "",
        may(user, "assign_themes", forum),
    )
    return ways if any(ways) else None
