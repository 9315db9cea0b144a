"""A filter as something to keep: one query string for one choice, its words, and what is left of it later."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict

from resolutions.asking.choice import SAID_IN_WORDS, Chosen, choice_of
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Recommendation, Section

TYPED = "q"  # a visitor's own words, not a value of the register


def canonical_query(found: RecommendationFilter) -> str:
    """The same for the same choice, whatever the order it was made in; of a valid filter, «» if nothing is chosen.

    Words have one space between them.
    """
    pairs = {
        (one.name, " ".join(str(one.meaning).split()) if one.name == TYPED else one.value) for one in choice_of(found)
    }
    return urlencode([pair for pair in sorted(pairs) if pair[1]])


def kept_filter(query: str) -> RecommendationFilter | None:
    """What the register makes of a canonical query string today; None if it can find nothing any more."""
    return what_is_left_of(QueryDict(query, mutable=True))


def within_forums(query: str, slugs: Iterable[str]) -> RecommendationFilter | None:
    """The same in these forums only, as printed; None if it has nothing to do with any of them."""
    data = QueryDict(query, mutable=True)
    own = data.getlist("forum")
    wanted = [slug for slug in slugs if not own or slug in own]
    if not wanted:
        return None
    data.setlist("forum", wanted)
    data["sort"] = "document"
    return what_is_left_of(data)


def what_is_left_of(data: QueryDict) -> RecommendationFilter | None:
    """A value that means nothing any more (deleted, or the only forum behind it unpublished) drops out as long as its
    parameter keeps another one, as they are alternatives. A parameter that has lost them all leaves nothing to be
    found, so there is no filter: never does one without it stand in.
    """
    found = filter_by(data)
    if found.is_valid():
        return found
    for name, values in list(data.lists()):
        data.setlist(name, [value for value in values if means_something(name, value)])
        if not data.getlist(name):
            return None
    found = filter_by(data)
    return found if found.is_valid() else None


def filter_by(data: QueryDict) -> RecommendationFilter:
    return RecommendationFilter(data, Recommendation.objects.public())


def means_something(name: str, value: str) -> bool:
    alone = QueryDict(mutable=True)
    alone[name] = value
    return filter_by(alone).is_valid()


def in_words(found: RecommendationFilter, *, with_typed: bool = True) -> list[dict[str, str]]:
    """[{label, values}] of what is chosen, to be read by people; empty if nothing is."""
    said: dict[str, list[str]] = {}
    departments = bool(found.chosen("departments"))
    for one in choice_of(found):
        if one.name == TYPED and not with_typed:
            said[one.parameter] = ["как вы набрали на сайте"]
        elif one.name != "departments":
            said.setdefault(one.parameter, []).append(value_in_words(one, with_departments=departments))
    return [{"label": label, "values": " или ".join(dict.fromkeys(values))} for label, values in said.items()]


def value_in_words(one: Chosen, *, with_departments: bool) -> str:
    match one.name:
        case "q":
            return f"«{one.label}»"
        case _ if one.meaning is None:
            return one.label.lower()
        case "section" if isinstance(one.meaning, Section):
            return f"{one.label} ({one.meaning.forum.heading})"
        case "to" if with_departments:
            return f"{one.label}, {SAID_IN_WORDS['departments']}"
    return one.label


def in_one_line(found: RecommendationFilter) -> str:
    return "; ".join(f"{row['label']}: {row['values']}" for row in in_words(found)) or "все рекомендации"
