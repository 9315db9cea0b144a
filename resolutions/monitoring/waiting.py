"""What waits to be done without a visitor, since when, and what nobody will try again by himself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from resolutions.models import Errand, Mail
from resolutions.vocabulary import ErrandKind

KINDS = [kind for kind in ErrandKind if kind is not ErrandKind.HERE]  # which is held and never done


@dataclass(frozen=True)
class Waiting:
    """Of one kind: how many are due, how many were given up, and for how many seconds the oldest has been due."""

    kind: str
    label: str
    due: int = 0
    given_up: int = 0
    oldest: float = 0.0

    @property
    def minutes(self) -> int:
        return round(self.oldest / 60)


def errands(now: datetime) -> list[Waiting]:
    """Every kind, in the order of the vocabulary; what is to be done at a later hour does not wait."""
    is_due = Q(due__lte=now)
    rows = (
        Errand.objects.exclude(kind=ErrandKind.HERE)
        .order_by()
        .values("kind")
        .annotate(
            waits=Count("pk", filter=is_due),
            oldest=Min("due", filter=is_due),
            given_up=Count("pk", filter=Q(due__isnull=True)),
        )
    )
    found = {row["kind"]: row for row in rows}
    return [waiting(kind, found.get(kind), now) for kind in KINDS]


def waiting(kind: ErrandKind, row: Mapping[str, Any] | None, now: datetime) -> Waiting:
    if row is None:
        return Waiting(kind.value, kind.label)
    return Waiting(kind.value, kind.label, row["waits"], row["given_up"], seconds_since(row["oldest"], now))


def mails(now: datetime) -> Waiting:
    """All that have not gone, those as well that are tried again later; the oldest by when it was posted."""
    waits = Q(given_up=False)
    row = Mail.objects.aggregate(
        waits=Count("pk", filter=waits),
        oldest=Min("posted_at", filter=waits),
        given_up=Count("pk", filter=~waits),
    )
    return Waiting("mail", "письма", row["waits"], row["given_up"], seconds_since(row["oldest"], now))


def present_works() -> list[str]:
    """The works that somebody is there to do, on any machine."""
    present = Errand.objects.filter(kind=ErrandKind.HERE, claimed_until__gt=timezone.now())
    return sorted(set(present.values_list("key", flat=True)))


def seconds_since(moment: datetime | None, now: datetime) -> float:
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0
