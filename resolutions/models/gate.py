"""What everybody sees, and what somebody keeps: said once, whatever the path to the forum («section__forum__»)."""

from django.db.models import Q

from resolutions.permissions import Visitor, rows


def published(forum: str = "") -> Q:
    """Of the forum at this path, or of the row itself: everybody may read it at its address. A constraint: what is
    published is not withdrawn or deleted."""
    return Q(**{f"{forum}published_at__isnull": False})


def listed(forum: str = "") -> Q:
    """Published, and of the register: the demonstration is shown at its own addresses and counted nowhere."""
    return published(forum) & Q(**{f"{forum}is_demonstration": False})


def owned_by(user: Visitor, forum: str) -> Q:
    """What hangs on a forum that this person keeps; on a deleted one nothing is anybody's."""
    return rows(user, "view_forum", f"{forum}organizer") & Q(**{f"{forum}deleted_at__isnull": True})
