"""Whose a row is: the organizer that it hangs on, however far away."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.db.models import Model

# By the name of the model, as none may be imported here.
ORGANIZER_OF: dict[str, Callable[[Any], int | None]] = {
    "organizer": attrgetter("pk"),
    "forum": attrgetter("organizer_id"),
    "draft": attrgetter("organizer_id"),
    "complaint": attrgetter("forum.organizer_id"),
    "section": attrgetter("forum.organizer_id"),
    "line": attrgetter("section.forum.organizer_id"),
    "recommendation": attrgetter("section.forum.organizer_id"),
    "part": attrgetter("recommendation.section.forum.organizer_id"),
    "addressing": attrgetter("recommendation.section.forum.organizer_id"),
}


def organizer_of(row: Model) -> int | None:
    """The organizer's key; None while the row has none. KeyError for a row that no organizer keeps."""
    return ORGANIZER_OF[str(row._meta.model_name)](row)
