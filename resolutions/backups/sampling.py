"""What the living register and a scratch one must have alike: some recommendations with all that they have, some files.

Of a recommendation that has changed since the backup nothing can be said; the notes of tracking.py tell which has not.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from resolutions.backups.files import is_still
from resolutions.backups.making import FILES
from resolutions.backups.manifest import Manifest
from resolutions.backups.scratch import ALIAS
from resolutions.models import (
    Addressing,
    Forum,
    ForumChange,
    Line,
    Part,
    Recommendation,
    RecommendationChange,
    Section,
    SourceDocument,
)

SAMPLED = 20
LIVING = "default"


class Record(NamedTuple):
    code: str
    key: int
    section: int
    forum: int


def unchanged_since(version: int) -> QuerySet[Recommendation]:
    """Of the living register; published or not."""
    newer = Q(number__gt=version)
    forums = ForumChange.objects.filter(newer, forum_id=OuterRef("section__forum_id"))
    alone = RecommendationChange.objects.filter(newer, recommendation_id=OuterRef("pk"))
    return QuerySet(Recommendation, using=LIVING).filter(~Exists(forums), ~Exists(alone))


def sampled_records(version: int) -> list[Record]:
    """Others every time."""
    rows = unchanged_since(version).order_by("?").values_list("code", "pk", "section_id", "section__forum_id")
    return [Record(*row) for row in rows[:SAMPLED]]


def otherwise(record: Record) -> bool:
    """Whether the scratch register has it otherwise, or not at all."""
    return everything_of(record, LIVING) != everything_of(record, ALIAS)


def everything_of(record: Record, register: str) -> list[list[dict[str, Any]]]:
    """Its own row, those above it and those that hang on it, whole."""
    asked: list[tuple[type[Model], dict[str, int]]] = [
        (Forum, {"pk": record.forum}),
        (Section, {"pk": record.section}),
        (Section.themes.through, {"section": record.section}),
        (Line, {"section": record.section}),
        (Recommendation, {"pk": record.key}),
        (Part, {"recommendation": record.key}),
        (Addressing, {"recommendation": record.key}),
    ]
    return [list(QuerySet(model, using=register).filter(**which).order_by("pk").values()) for model, which in asked]


def sampled_files(manifest: Manifest) -> list[str]:
    """Names of documents that came before the backup was made."""
    rows = SourceDocument.objects.filter(received_at__lt=manifest.made_at).order_by("?")
    return list(rows.values_list("file", flat=True)[:SAMPLED])


def files_otherwise(names: list[str], manifest: Manifest) -> Iterator[str]:
    """Those that the disk has otherwise than the backup."""
    for name in names:
        told = manifest.files.get(f"{FILES}/{name}")
        if told is None or not is_still(Path(settings.MEDIA_ROOT) / name, told):
            yield name
