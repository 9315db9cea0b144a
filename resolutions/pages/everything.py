"""Of everything public, as the index counts it: how many there are, and how many are addressed to whom.

What is counted as recommendations are requests; how many other acts there are is said beside.
"""

from collections.abc import Iterable
from itertools import islice

from django.db.models import F
from django.http import QueryDict
from django.utils.http import urlencode

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Addressee, Recommendation
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.search.criteria import NOBODY, Criteria
from resolutions.search.found import Found, find
from resolutions.search.values import ACTS_BY_NUMBER, Value, labelled
from resolutions.vocabulary import REQUESTS, Act

MOST, VALUES = 8, 12
# As in an address: for the lists that stand behind what is counted here.
REQUESTS_ALONE = urlencode([("act", act.value) for act in REQUESTS])
OTHER_ACTS = urlencode([("act", act.value) for act in Act if act not in REQUESTS])


def everything() -> Found:
    return find(Criteria(), lambda: Recommendation.objects.public().newest_first())


def requests() -> RecommendationFilter:
    """Of that what somebody is asked to do, whatever it is called: no decisions of the forum itself, no thanks."""
    return RecommendationFilter(QueryDict(REQUESTS_ALONE), Recommendation.objects.public())


def other_acts(found: Found) -> int:
    """How many of everything public ask nobody; `found` is any that has counted."""
    counts = found.counts("act")
    if counts is None:
        return Recommendation.objects.public().exclude(act__in=REQUESTS).count()
    return sum(number for key, number in counts if ACTS_BY_NUMBER[key] not in REQUESTS)


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


def most_of(found: Found, addressees: AddresseeQuerySet) -> list[Addressee]:
    """Those of the addressees given that most of what was found addresses, with `.recommendation_count`; nobody while
    there is no index to ask."""
    keys = [key for key, _ in found.counts("to") or () if key != NOBODY]
    rows = with_counts(addressees.filter(pk__in=keys[:MOST]), found) if keys else []
    return sorted(rows, key=lambda row: (-row.recommendation_count, row.name_key))


def named_most(found: Found) -> tuple[list[Addressee], int]:
    """Those addressed most often, with `.recommendation_count`, and how many addressees there are."""
    counts = found.counts("to")
    if counts is None:
        named = Addressee.objects.named_most().select_related("locality")
        return list(named[:MOST]), named.count()
    bodies = Addressee.objects.public().select_related("locality")
    return most_of(found, bodies), sum(1 for key, _ in counts if key != NOBODY)


def narrower(found: Found, parameter: str, list_url: str) -> Iterable[tuple[Value, str]]:
    """The values that most of it has, each with the list of those alone; years newest first."""
    counts: Iterable[tuple[int, int]] = found.counts(parameter) or ()
    ordered = sorted(counts, key=lambda pair: -pair[0]) if parameter == "year" else counts
    values = labelled(parameter, islice(ordered, VALUES), found.names)
    return [(value, f"{list_url}&{urlencode({parameter: value.value})}") for value in values]
