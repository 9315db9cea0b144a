"""The filter panel: which values a visitor can choose, which ones she has chosen, and the way back."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from resolutions.filters import NONE, SORTS, ClosedFilterSet, ForumFilter, RecommendationFilter
from resolutions.models import Addressee, Forum, Locality, Region, Theme
from resolutions.vocabulary import AddresseeKind

SHOWN = 7
MAXIMUM_OPTIONS = 60
UNKNOWN = {"to": "Адресат не указан", "year": "Дата не указана"}
SAID_IN_WORDS = {"departments": "включая подразделения"}
UNSAID = ("sort", "page_size")
CUT = {
    "to": "Показаны те, к кому обращаются чаще; остальные на странице «Адресаты».",
    "forum": "Показаны последние; остальные на странице «Форумы».",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One parameter: the first few values and whatever is chosen, the rest behind «ещё»."""

    name: str
    label: str
    options: list[Option]
    more_options: list[Option] = field(default_factory=list)
    note: str = ""


def recommendation_facets(found: RecommendationFilter) -> list[Facet]:
    """A fixed number of queries, whatever is in the register."""
    forums = Forum.objects.public()
    bodies = list(Addressee.objects.named_most())
    in_use = {body.kind for body in bodies}
    kinds = [(kind.value, kind.label) for kind in AddresseeKind if kind in in_use]
    regions = Region.objects.filter(localities__forums__in=forums).distinct()
    themes = Theme.objects.filter(sections__forum__in=forums).distinct()
    newest = forums.newest_first().only("slug", "title")[: MAXIMUM_OPTIONS + 1]
    return with_options(
        facet(found, "to", [(body.slug, body.name) for body in bodies], NONE),
        departments(found),
        facet(found, "kind", kinds),
        facet(found, "place", places(forums)),
        facet(found, "region", regions.values_list("slug", "name")),
        facet(found, "year", years(forums), NONE),
        facet(found, "theme", themes.values_list("slug", "name")),
        facet(found, "forum", [(forum.slug, forum.heading) for forum in newest]),
    )


def forum_facets(found: ForumFilter) -> list[Facet]:
    forums = Forum.objects.public()
    return with_options(facet(found, "place", places(forums)), facet(found, "year", years(forums), NONE))


def with_options(*facets: Facet) -> list[Facet]:
    return [facet for facet in facets if facet.options]


def departments(found: RecommendationFilter) -> Facet:
    """A tick of its own, offered once a body is chosen."""
    chosen = bool(found.chosen("departments"))
    offered = chosen or any(found.chosen("to").values())
    options = [Option("1", SAID_IN_WORDS["departments"], chosen)] if offered else []
    return Facet("departments", "Подразделения", options)


def places(forums: Any) -> Any:
    return Locality.objects.filter(forums__in=forums).distinct().values_list("slug", "name")


def years(forums: Any) -> list[tuple[str, str]]:
    dates = forums.filter(known_day__isnull=False).dates("known_day", "year", order="DESC")
    return [(str(day.year), str(day.year)) for day in dates]


def facet(found: ClosedFilterSet, name: str, choices: Any, unknown: str = "") -> Facet:
    """The facet of one parameter; `choices` are (value, label) with the most useful first."""
    chosen = canonical(name, found.chosen(name))
    pairs = list(choices[: MAXIMUM_OPTIONS + 1])
    is_cut = len(pairs) > MAXIMUM_OPTIONS
    pairs = pairs[:MAXIMUM_OPTIONS]
    if unknown and pairs:
        pairs.append((unknown, UNKNOWN[name]))
    listed = {value for value, _ in pairs}
    pairs += [(value, label_of(name, value, meaning)) for value, meaning in chosen.items() if value not in listed]
    options = [Option(value, label, value in chosen) for value, label in pairs]
    shown = [option for place, option in enumerate(options) if place < SHOWN or option.chosen]
    return Facet(
        name=name,
        label=str(found.filters[name].label),
        options=shown,
        more_options=[option for option in options if option not in shown],
        note=CUT.get(name, "") if is_cut else "",
    )


def canonical(name: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """By the value a meaning has today: a merged addressee is called by the slug of the one it was merged into."""
    if name != "to":
        return chosen
    return {body.slug if body else NONE: body for body in chosen.values()}


def label_of(name: str, value: str, meaning: Any) -> str:
    if value == NONE:
        return UNKNOWN[name]
    return getattr(meaning, "heading", None) or str(meaning)


def chosen_filters(found: ClosedFilterSet, query: QueryDict) -> list[dict[str, str]]:
    """Every value chosen, with the address of the same list without it."""
    return [
        {
            "parameter": str(found.filters[name].label),
            "label": SAID_IN_WORDS.get(name) or label_of(name, value, meaning),
            "remove_url": address_without(query, name, {other for other, also in given.items() if also == meaning}),
        }
        for name in found.filters
        if name not in UNSAID
        for given in [found.chosen(name)]
        for value, meaning in canonical(name, given).items()
    ]


def address_without(query: QueryDict, name: str, values: set[str]) -> str:
    rest = query.copy()
    rest.setlist(name, [other for other in rest.getlist(name) if other and other not in values])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


def kept_parameters(found: ClosedFilterSet) -> list[tuple[str, str]]:
    """What the panel's form must send along because it has no control for it."""
    return [(name, value) for name in ("section", *UNSAID) for value in found.chosen(name)]


def sort_options(found: ClosedFilterSet, query: QueryDict) -> list[dict[str, Any]]:
    current = next(iter(found.chosen("sort")), "newest")
    options = []
    for value, label in SORTS.items():
        address = query.copy()
        address.pop("page", None)
        address["sort"] = value
        options.append({"value": value, "label": label, "url": f"?{address.urlencode()}", "current": value == current})
    return options
