"""What every picture asks: values of a facet that are found, and the address of the list that a number stands for."""

from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from django.urls import reverse
from django.utils.text import capfirst

from resolutions.asking.choice import HOW_IT_LOOKS
from resolutions.asking.facets import kept_parameters
from resolutions.asking.filters import RecommendationFilter
from resolutions.search.counting import Counts
from resolutions.search.values import Value, labelled
from resolutions.wording import plural

RECOMMENDATIONS = "рекомендация,рекомендации,рекомендаций"


def chosen_among(filtered: RecommendationFilter, parameter: str, counts: Counts) -> Counts:
    """Counting ignores a facet's own choice: what is not chosen is left out here."""
    chosen = filtered.criteria.chosen.get(parameter)
    return counts if chosen is None else counts.only(chosen)


def counted(filtered: RecommendationFilter, parameter: str) -> list[tuple[int, int]]:
    """(key of a value, how many have it), most first."""
    counts = filtered.found.counts(parameter)
    assert counts is not None  # the picture has asked whether anybody has counted
    return list(chosen_among(filtered, parameter, counts))


def values(filtered: RecommendationFilter, parameter: str) -> list[Value]:
    return labelled(parameter, counted(filtered, parameter), filtered.found.names)


# Of one filter, by what is put instead: a picture has some two hundred addresses.
BEGINNINGS: WeakKeyDictionary[RecommendationFilter, dict[tuple[str, ...], str]] = WeakKeyDictionary()


def list_url(filtered: RecommendationFilter, **values: str) -> str:
    """The same list, with these values instead of what is chosen of their parameters."""
    known, names = BEGINNINGS.setdefault(filtered, {}), tuple(values)
    if names not in known:
        known[names] = beginning(filtered, *names)
    return known[names] + urlencode(values)


def beginning(filtered: RecommendationFilter, *names: str) -> str:
    kept = kept_parameters(filtered, *names, *HOW_IT_LOOKS, *(["departments"] if "to" in names else []))
    return f"{reverse('recommendation-list')}?" + "".join(f"{urlencode([pair])}&" for pair in kept)


def values_url(filtered: RecommendationFilter, parameter: str) -> str:
    """The page of all values of a parameter under the same filter."""
    pairs = kept_parameters(filtered, *HOW_IT_LOOKS)
    return reverse("recommendation-values", args=[parameter]) + (f"?{urlencode(pairs)}" if pairs else "")


def said(count: int) -> str:
    return plural(count, RECOMMENDATIONS)


def called(value: Value) -> str:
    """By its name and, where that does not say it, by its place."""
    return capfirst(value.label) + beside(value)


def beside(value: Value) -> str:
    return f" ({value.note})" if value.note else ""
