"""Of everything public, as the index counts it: how many there are, and how many are addressed to whom."""

from collections.abc import Iterable

from django.db.models import F
from django.http import QueryDict

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Addressee, Recommendation
from resolutions.search.criteria import NOBODY
from resolutions.search.found import Found

MOST = 8


def everything() -> Found:
    return RecommendationFilter(QueryDict(), Recommendation.objects.public()).found


def with_counts(addressees: Iterable[Addressee], found: Found) -> list[Addressee]:
    """Each with `.recommendation_count`; from the database, for these alone, where there is no index to ask."""
    rows = list(addressees)
    counts = found.counts("to")
    if counts is None:
        keys = [row.pk for row in rows]
        counted = Addressee.objects.filter(pk__in=keys).with_counts().order_by()
        numbers = dict(counted.values_list("pk", F("recommendation_count")))
    else:
        numbers = dict(iter(counts))
    for row in rows:
        row.recommendation_count = numbers.get(row.pk, 0)
    return rows


def named_most(found: Found) -> tuple[list[Addressee], int]:
    """Those addressed most often, with `.recommendation_count`, and how many addressees there are."""
    counts = found.counts("to")
    if counts is None:
        named = Addressee.objects.named_most()
        return list(named[:MOST]), named.count()
    keys = [key for key, _ in counts if key != NOBODY]
    rows = with_counts(Addressee.objects.public().filter(pk__in=keys[:MOST]), found)
    return sorted(rows, key=lambda row: (-row.recommendation_count, row.name_key)), len(keys)
