"""The index beside the register: how many recommendations each holds, and how many changes the index has not read."""

from dataclasses import dataclass

from django.core.cache import cache

from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.checking import held_by
from resolutions.tracking import content_version

GOOD_FOR = 300  # seconds: a million rows take long to be counted
KEY = "monitoring-counted"


@dataclass(frozen=True)
class Indexed:
    """`held` and `behind` are None where there is no index that can be read. `behind` is no fault by itself: the index
    reads what has changed when it is next asked."""

    recommendations: int
    held: int | None
    behind: int | None

    @property
    def is_right(self) -> bool:
        return self.held is not None and (bool(self.behind) or self.held == self.recommendations)


def indexed() -> Indexed:
    """As it is now."""
    current = store.read_pointer()
    try:
        held = held_by(current) if current else None
    except store.IndexBroken:
        held = None
    count = Recommendation.objects.readable().count()
    # Last: who changes something meanwhile makes the two differ, and the index be behind.
    behind = max(0, content_version() - current.version) if current and held is not None else None
    return Indexed(count, held, behind)


def lately_indexed() -> Indexed:
    """As it was at most five minutes ago, counted once by each process."""
    known: Indexed | None = cache.get(KEY)
    if known is None:
        known = indexed()
        cache.set(KEY, known, GOOD_FOR)
    return known
