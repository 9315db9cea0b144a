"""A filter as something to keep: one query string for one choice, its words, and what is left of it later."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from resolutions.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.search.values import NAMELESS

HOW_IT_LOOKS = ("sort", "page_size")  # as against what it holds
TYPED = "q"  # a visitor's own words, not a value of the register


def canonical_query(found: RecommendationFilter) -> str:
    """The same for the same choice, whatever the order it was made in; of a valid filter, «» if nothing is chosen."""
    pairs = []
    for name in sorted(set(found.filters) - set(HOW_IT_LOOKS)):
        values = {kept_value(name, value, meaning) for value, meaning in found.chosen(name).items()}
        pairs += [(name, value) for value in sorted(values) if value]
    return urlencode(pairs)


def kept_value(name: str, value: str, meaning: Any) -> str:
    """A merged addressee is called by the slug of the one it was merged into; words have one space between them."""
    if name == "to" and meaning is not None:
        return str(meaning.slug)
    return " ".join(meaning.split()) if name == TYPED else value


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
    rows = []
    for name in found.filters:
        chosen = found.chosen(name)
        if name in (*HOW_IT_LOOKS, "departments") or not chosen:
            continue
        said = [value_in_words(name, meaning) for meaning in chosen.values()]
        if name == "to" and found.chosen("departments"):
            said = [f"{body}, включая подразделения" if body != NAMELESS["to"].lower() else body for body in said]
        if name == TYPED and not with_typed:
            said = ["как вы набрали на сайте"]
        rows.append({"label": str(found.filters[name].label), "values": " или ".join(dict.fromkeys(said))})
    return rows


def value_in_words(name: str, meaning: Any) -> str:
    match name:
        case "q":
            return f"«{meaning}»"
        case "section":
            return f"{meaning.heading} ({meaning.forum.heading})"
    return NAMELESS[name].lower() if meaning is None else getattr(meaning, "heading", None) or str(meaning)


def in_one_line(found: RecommendationFilter) -> str:
    return "; ".join(f"{row['label']}: {row['values']}" for row in in_words(found)) or "все рекомендации"
