"""What stood under an address for everyone and does not any more: whose it was and since when, never what it said.

A forum that is withdrawn or deleted is there to be asked; of what is gone for good, and of a recommendation that a
correction has removed, the history tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q

from resolutions.models.gate import published

HAD_BEEN_PUBLIC = published() | Q(withdrawn_at__isnull=False)
OF_FORUM = ("withdrawn_at", "deleted_at", "organizer__name")


@dataclass(frozen=True)
class TakenBack:
    """`at` is when it was seen last; `organizer` is empty where nobody knows any more.

    `is_deleted`: it was public until it was deleted. `public_forum` is the slug of the forum that a recommendation
    was removed from, if everybody may still read that one.
    """

    at: datetime
    organizer: str
    is_deleted: bool = False
    public_forum: str = ""


def taken_back(forums: Any, **which: Any) -> TakenBack | None:
    """The forum with these values, which had been public; None for one that never was or that is public.

    Its key is `id`: `pk` of the history is the number of a record.
    """
    standing = forums.everything.filter(withdrawn_at__isnull=False, **which).values_list(*OF_FORUM).first()
    if standing:
        return of_forum(*standing)
    gone = forums.history.filter(HAD_BEEN_PUBLIC, history_type="-", **which)
    record = gone.values_list(*OF_FORUM, "history_date").first()
    return of_forum(*record) if record else None


def of_forum(
    withdrawn_at: datetime | None, deleted_at: datetime | None, organizer: str | None, gone_at: datetime | None = None
) -> TakenBack:
    """`gone_at`: for good, and without a mark if that was in the days before there were any."""
    at = withdrawn_at or gone_at
    assert at is not None
    return TakenBack(at, organizer or "", is_deleted=withdrawn_at in (None, deleted_at))


def recommendation_taken_back(recommendations: Any, code: str) -> TakenBack | None:
    """A recommendation that everybody could read under this code, with its forum or alone."""
    standing = recommendations.objects.filter(code=code).values_list("pk", "section__forum_id").first()
    if standing:
        pk, forum = standing
        found = taken_back(apps.get_model("resolutions", "Forum"), id=forum)
        return found if found and was_there(recommendations, pk, found.at) else None
    removed = recommendations.history.filter(code=code, history_type="-").first()
    return removed_from_forum(recommendations, removed) if removed else None


def removed_from_forum(recommendations: Any, removed: Any) -> TakenBack | None:
    """By a correction, or together with its forum: what that was then decides, as it may be another way since."""
    section = apps.get_model("resolutions", "Section").history.filter(id=removed.section_id).first()
    if section is None:
        return None
    forums = apps.get_model("resolutions", "Forum")
    records = forums.history.filter(id=section.forum_id, history_date__lte=removed.history_date)
    then = records.exclude(history_type="-").first()
    if then is None or not (then.published_at or then.withdrawn_at):
        return None
    if then.withdrawn_at and not was_there(recommendations, removed.id, then.withdrawn_at):
        return None
    now = forums.objects.public().filter(pk=then.id).values_list("slug", "organizer__name").first()
    if now is None:
        return taken_back(forums, id=then.id)
    slug, organizer = now
    return TakenBack(removed.history_date, organizer, is_deleted=True, public_forum=slug)


def was_there(recommendations: Any, key: int, moment: datetime) -> bool:
    """Written before that; what was written into a forum after it had been withdrawn, nobody has seen."""
    seen: bool = recommendations.history.filter(id=key, history_date__lte=moment).exists()
    return seen
