"""The filter panel: which values a visitor can choose, how many have each, which she has chosen, and the way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from resolutions.asking.choice import SAID_IN_WORDS, Chosen, canonical, choice_of, label_of, note_of
from resolutions.asking.closed import ClosedFilterSet
from resolutions.asking.elsewhere import with_other
from resolutions.asking.filters import SORTS, ForumFilter, RecommendationFilter
from resolutions.asking.meanings import NONE
from resolutions.models import Forum, Locality
from resolutions.search.counting import TOGETHER
from resolutions.search.criteria import NOT_KNOWN, Order
from resolutions.search.values import NAMELESS, Value, labelled

SHOWN = 7
PANEL = TOGETHER
OPEN = ("to", "theme", "place", "year")  # the others are folded until something of them is chosen
MAXIMUM_OPTIONS = 60


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Facet:
    """One parameter: a few values and whatever is chosen; `more_url` leads to all of them, `more` says how many."""

    name: str
    label: str
    options: list[Option]
    more: int = 0
    more_url: str = ""

    @property
    def is_open(self) -> bool:
        return self.name in OPEN or self.has_choice

    @property
    def has_choice(self) -> bool:
        return any(option.chosen for option in self.options)

    def has_effect(self, total: int) -> bool:
        """Whether a tick may change anything: that of a value which all of what is found has would not."""
        return self.has_choice or not self.options or any(option.count != total for option in self.options)


def recommendation_facets(filtered: RecommendationFilter, query: QueryDict) -> list[Facet]:
    panel = [counted_facet(filtered, name, query) for name in PANEL]
    # Sections are counted within the forums chosen; a register has too many of them otherwise.
    counted = bool(filtered.chosen("forum"))
    sections = counted_facet(filtered, "section", query) if counted else facet(filtered, "section", [])
    total = filtered.found.count()
    facets = with_options(panel[0], departments(filtered), *panel[1:], forum_facet(filtered, query), sections)
    return [facet for facet in facets if facet.has_effect(total)]


def counted_facet(filtered: RecommendationFilter, name: str, query: QueryDict) -> Facet:
    """The values that most of what is found has, and the chosen ones; one that would find nothing is not offered."""
    chosen = chosen_keys(filtered, name)
    counts = filtered.found.counts(name)
    if counts is None:
        return facet(filtered, name, [])
    first = newest_years_first(counts)[:SHOWN] if name == "year" else counts.most(SHOWN)
    shown = list(dict.fromkeys([*(key for key, _ in first), *sorted(chosen)]))
    values = labelled(name, [(key, counts.get(key)) for key in shown], filtered.found.names)
    return Facet(
        name=name,
        label=str(filtered.filters[name].label),
        options=[Option(value.value, value.label, value.key in chosen, value.count, value.note) for value in values],
        more=max(0, len(counts) - sum(1 for value in values if value.count)),
        more_url=values_url(name, query),
    )


def newest_years_first(counts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted(counts, key=lambda pair: (pair[0] != NOT_KNOWN, pair[0]), reverse=True)


def all_values(filtered: RecommendationFilter, name: str) -> list[Value]:
    """Of one parameter, with their counts, most first; the chosen ones also where they find nothing."""
    counts = list(filtered.found.counts(name) or [])
    found = {key for key, _ in counts}
    missing = ((key, 0) for key in chosen_keys(filtered, name) if key not in found)
    return labelled(name, [*counts, *missing], filtered.found.names)


def chosen_keys(filtered: RecommendationFilter, name: str) -> set[int]:
    """As the index has them; departments that come along with a body are not chosen themselves."""
    chosen = filtered.chosen(name)
    return set(filtered.filters[name].keys(chosen)) if chosen else set()


def forum_facet(filtered: RecommendationFilter, query: QueryDict) -> Facet:
    """There are too many forums for a panel: those chosen, and the way to all."""
    chosen = facet(filtered, "forum", [])
    return Facet(chosen.name, chosen.label, chosen.options, more_url=values_url("forum", query))


def values_url(name: str, query: QueryDict) -> str:
    return reverse("recommendation-values", args=[name]) + with_other(query)


def forum_facets(found: ForumFilter) -> list[Facet]:
    forums = Forum.objects.public()
    return with_options(facet(found, "place", places(forums)), facet(found, "year", years(forums), NONE))


def with_options(*facets: Facet) -> list[Facet]:
    return [facet for facet in facets if facet.options or (facet.name == "forum" and facet.more_url)]


def departments(found: RecommendationFilter) -> Facet:
    """A tick of its own, offered once a body is chosen."""
    chosen = bool(found.chosen("departments"))
    offered = chosen or any(found.chosen("to").values())
    options = [Option("1", SAID_IN_WORDS["departments"], chosen)] if offered else []
    return Facet("departments", "Выбранные адресаты", options)


def places(forums: QuerySet[Forum]) -> Sequence[tuple[str, str]]:
    found = Locality.objects.filter(forums__in=forums).distinct().values_list("slug", "name")
    return list(found[:MAXIMUM_OPTIONS])


def years(forums: QuerySet[Forum]) -> list[tuple[str, str]]:
    days = forums.filter(known_day__isnull=False).order_by().values_list("known_day", flat=True).distinct()
    found = sorted({str(day.year) for day in days}, reverse=True)  # here: a database would call Python for each forum
    return [(year, year) for year in found]


def facet(found: ClosedFilterSet, name: str, choices: Sequence[tuple[str, str]], unknown: str = "") -> Facet:
    """Without counts; `choices` are (value, label) with the most useful first, and the chosen ones are always there."""
    chosen = canonical(name, found.chosen(name))
    pairs = list(choices[:MAXIMUM_OPTIONS])
    if unknown and pairs:
        pairs.append((unknown, NAMELESS[name]))
    listed = {value for value, _ in pairs}
    pairs += [(value, label_of(name, meaning)) for value, meaning in chosen.items() if value not in listed]
    notes = {value: note_of(meaning) for value, meaning in chosen.items()}
    options = [Option(value, label, value in chosen, note=notes.get(value, "")) for value, label in pairs]
    return Facet(name, str(found.filters[name].label), options)


def chosen_filters(found: ClosedFilterSet, query: QueryDict) -> list[dict[str, str]]:
    """Every value chosen, with the address of the same list without it; words stand in their own field."""
    return [
        {
            "parameter": one.parameter,
            "label": one.label,
            "note": note_of(one.meaning),
            "remove_url": with_other(query, **{one.name: others(query, one.name, given_for(found, one))}),
        }
        for one in choice_of(found)
        if one.name != "q"
    ]


def given_for(found: ClosedFilterSet, one: Chosen) -> set[str]:
    """The values of the address that mean the same; a merged addressee has two."""
    return {value for value, meaning in found.chosen(one.name).items() if meaning == one.meaning}


def others(query: QueryDict, name: str, values: set[str]) -> list[str]:
    """What is asked for of a parameter beside these values."""
    return [other for other in query.getlist(name) if other and other not in values]


def kept_parameters(filtered: ClosedFilterSet, *without: str) -> list[tuple[str, str]]:
    """What a form must send along of what is asked for, apart from what it has controls for."""
    return [(name, value) for name in filtered.filters if name not in without for value in filtered.chosen(name)]


class SortOption(TypedDict):
    value: str
    label: str
    url: str
    current: bool


class WayOut(TypedDict):
    label: str
    count: int
    url: str


def sort_options(filtered: RecommendationFilter, query: QueryDict) -> list[SortOption]:
    options: list[SortOption] = []
    for value, label in SORTS.items():
        if value == Order.RELEVANCE and not filtered.words:
            continue
        options.append(
            {"value": value, "label": label, "url": with_other(query, sort=value), "current": value == filtered.order}
        )
    return options


def ways_out(filtered: RecommendationFilter) -> list[WayOut]:
    """When nothing was found: what to take off, and how many there would be; most first."""
    chosen = tuple(filtered.criteria.chosen)
    less: dict[str, tuple[str, ...]] = {f"Без фильтра «{filtered.filters[name].label}»": (name,) for name in chosen}
    if filtered.words and chosen:
        less["Без слов"] = ("q",)
    if filtered.words and len(chosen) > 1:
        less["По одним словам, без фильтров,"] = chosen
    ways: list[WayOut] = [
        {"label": label, "count": count, "url": f"?{urlencode(kept_parameters(filtered, *names, *along))}"}
        for label, names in less.items()
        if (count := filtered.found.count_without(*names))
        for along in [("departments",) if "to" in names else ()]
    ]
    return sorted(ways, key=lambda way: -way["count"])
