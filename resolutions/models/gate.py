"""What everybody sees: the one place that says what «published» is, whatever the path to the forum."""

from django.db.models import Q


def published(forum: str = "") -> Q:
    """Of the forum at this path («section__forum__»), or of the row itself. A constraint: what is public is neither
    withdrawn nor deleted."""
    return Q(**{f"{forum}published_at__isnull": False})
