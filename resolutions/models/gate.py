"""What everybody sees, and what somebody keeps: said once, whatever the path to the forum («section__forum__»)."""

from django.db.models import Q

from resolutions.permissions import Visitor, rows


def published(forum: str = "") -> Q:
    """Of the forum at this path, or of the row itself. A constraint: what is public is not withdrawn or deleted."""
    return Q(**{f"{forum}published_at__isnull": False})


def owned_by(user: Visitor, forum: str) -> Q:
    """What hangs on a forum that this person keeps; on a deleted one nothing is anybody's."""
    return rows(user, "view_forum", f"{forum}organizer") & Q(**{f"{forum}deleted_at__isnull": True})
