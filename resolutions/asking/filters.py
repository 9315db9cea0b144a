"""The only reading of the list's query parameters; it fails closed.

Values of one parameter are OR, parameters are AND. Empty values and unknown parameters are ignored. An
unknown or malformed value never means "everything": the filter finds nothing and names the parameter.
"""

import copy
from functools import cached_property, partial
from typing import Any, Self

from django.db.models import Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict

from resolutions.asking.closed import ClosedFilterSet, ValuesFilter
from resolutions.asking.meanings import (
    NONE,
    OF_NAMED_FORUM,
    Known,
    addressee_keys,
    held_in,
    kind_numbers,
    known_addressees,
    known_choices,
    known_sections,
    known_slugs,
    known_themes,
    known_words,
    known_years,
    of_kind,
    on_theme,
    primary_keys,
    year_numbers,
)
from resolutions.asking.meant import NAMED, meant_in
from resolutions.models import Addressee, Addressing, Forum, Recommendation, Section
from resolutions.models.contents import RecommendationQuerySet
from resolutions.search import index
from resolutions.search.asked import cut
from resolutions.search.criteria import NAMES_A_FORUM, Criteria, Order
from resolutions.search.found import Found, found_in
from resolutions.search.schema import ACTS
from resolutions.search.snapshot import Snapshot
from resolutions.search.unindexed import Unindexed
from resolutions.vocabulary import Act, AddresseeKind

PAGE_SIZE = 25
MAXIMUM_PAGE_SIZE = 100
PAGE_SIZES = {str(size): size for size in range(1, MAXIMUM_PAGE_SIZE + 1)}
SORTS: dict[str, str] = {
    Order.RELEVANCE: "по соответствию запросу",
    Order.NEWEST: "сначала новые форумы",
    Order.DOCUMENT: "в порядке резолюций",
}


class ListFilter(ClosedFilterSet):
    """What every list may be asked: how many rows on a page."""

    SINGLE: tuple[str, ...] = ("page_size",)

    page_size = ValuesFilter(label="Сколько на странице", known=known_choices(PAGE_SIZES))

    @property
    def rows_on_a_page(self) -> int:
        return PAGE_SIZES[next(iter(self.chosen("page_size")), str(PAGE_SIZE))]


class ForumFilter(ClosedFilterSet):
    """Forums by place and year."""

    place = ValuesFilter(label="Место", known=known_slugs("place"), apply=lambda found: Q(locality__in=found.values()))
    year = ValuesFilter(label="Год", known=known_years, apply=held_in(""))

    class Meta:
        model = Forum
        fields: list[str] = []


class RecommendationFilter(ListFilter):
    """The list's parameters. `.found` answers them from the index, `.qs` from the database, all but the words."""

    SINGLE = (*ListFilter.SINGLE, "q", "departments", "sort")

    q = ValuesFilter(label="Слова", known=known_words)
    to = ValuesFilter(label="Кому", known=known_addressees, keys=addressee_keys)
    departments = ValuesFilter(label="Включая подразделения", known=known_choices({"1": True}))
    kind = ValuesFilter(
        label="Вид адресата", known=known_choices(dict(AddresseeKind.choices)), apply=of_kind, keys=kind_numbers
    )
    forum = ValuesFilter(
        label="Форум",
        known=known_slugs("forum"),
        apply=lambda found: Q(section__forum__in=found.values()),
        keys=primary_keys,
    )
    section = ValuesFilter(
        label="Секция",
        known=known_sections,
        apply=lambda found: Q(section__in=found.values()),
        keys=primary_keys,
    )
    theme = ValuesFilter(label="Тема", known=known_themes(), apply=on_theme, keys=primary_keys)
    place = ValuesFilter(
        label="Место",
        known=known_slugs("place"),
        apply=lambda found: Q(section__forum__locality__in=found.values()),
        keys=primary_keys,
    )
    region = ValuesFilter(
        label="Регион",
        known=known_slugs("region"),
        apply=lambda found: Q(section__forum__locality__region__in=found.values()),
        keys=primary_keys,
    )
    year = ValuesFilter(label="Год", known=known_years, apply=held_in("section__forum__"), keys=year_numbers)
    act = ValuesFilter(
        label="Что делает",
        known=known_choices(dict(Act.choices)),
        apply=lambda found: Q(act__in=found),
        keys=lambda found: [ACTS[act] for act in found],
    )
    sort = ValuesFilter(label="Порядок", known=known_choices(SORTS))

    class Meta:
        model = Recommendation
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, str], queryset: QuerySet[Model]) -> None:
        super().__init__(data, queryset)
        names_a_forum = any(any(self.data.getlist(name)) for name in NAMES_A_FORUM)
        for name, known in (OF_NAMED_FORUM if names_a_forum else self.of_register).items():
            self.filters[name].extra["known"] = known

    @property
    def of_register(self) -> dict[str, Known[Any]]:
        return {name: partial(meant_in, lambda: self.snapshot, name) for name in NAMED}

    @cached_property
    def snapshot(self) -> Snapshot | None:
        """The state of the index that answers everything about this filter."""
        return index.up_to_date()

    def filter_queryset(self, queryset: Any) -> Any:
        """The demonstration is found by whoever names it."""
        return super().filter_queryset(Recommendation.objects.readable() if self.names_demonstration else queryset)

    @property
    def names_demonstration(self) -> bool:
        forums = [*self.rows("forum", Forum), *(section.forum for section in self.rows("section", Section))]
        return any(forum.is_demonstration for forum in forums)

    @cached_property
    def qs(self) -> RecommendationQuerySet:
        found: RecommendationQuerySet = super().qs
        if self.chosen("to"):
            found = found.filter(self.addressed())
        return found.in_document_order() if self.order is Order.DOCUMENT else found.newest_first()

    @cached_property
    def found(self) -> Found:
        """What was found, counted and in order; nothing if a value is wrong. Raises WordsUnavailable."""
        if not self.is_valid():
            return Unindexed(self.queryset.none())
        return found_in(self.snapshot, self.criteria, lambda: self.qs)

    def finding(self, found: Found) -> Self:
        """The same, shown with what was found otherwise."""
        other = copy.copy(self)
        other.__dict__["found"] = found
        return other

    @cached_property
    def criteria(self) -> Criteria:
        chosen = {
            name: frozenset(parameter.keys(self.chosen(name)))
            for name, parameter in self.filters.items()
            if parameter.keys and self.chosen(name)
        }
        if self.chosen("departments") and "to" in chosen:
            chosen["to"] |= self.bodies
        return Criteria(self.words, chosen, self.order, with_demonstration=self.names_demonstration)

    @property
    def words(self) -> str:
        return cut(next(iter(self.chosen("q")), ""))

    @property
    def order(self) -> Order:
        """As asked for; by relevance only words can be."""
        asked = next(iter(self.chosen("sort")), Order.RELEVANCE)
        return Order.NEWEST if asked == Order.RELEVANCE and not self.words else Order(asked)

    @cached_property
    def bodies(self) -> set[int]:
        """The addressees asked for, with their departments if those are asked for."""
        bodies = Addressee.objects.filter(pk__in=[body.pk for body in self.rows("to", Addressee)])
        if self.chosen("departments"):
            bodies = Addressee.objects.departments_of(bodies).confirmed()
        return set(bodies.values_list("pk", flat=True))

    def addressed(self) -> Q:
        """To one of the bodies asked for, or to nobody."""
        # A subquery, not a join: a recommendation addressed to two of them is one recommendation.
        wanted = Q(pk__in=Addressing.objects.filter(addressee__in=self.bodies).values("recommendation"))
        if NONE in self.chosen("to"):
            wanted |= Q(pk__in=Recommendation.objects.without_addressee().values("pk"))
        return wanted
