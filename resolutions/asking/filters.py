"""The only reading of the list's query parameters; it fails closed.

Values of one parameter are OR, parameters are AND. Empty values and unknown parameters are ignored. An
unknown or malformed value never means "everything": the filter finds nothing and names the parameter.
"""

import copy
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Generic, Self, TypeVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict

from resolutions.models import Addressee, Addressing, Forum, Recommendation, Section, Theme
from resolutions.models.contents import RecommendationQuerySet
from resolutions.models.gate import listed, published
from resolutions.search.asked import cut
from resolutions.search.criteria import NAMES_A_FORUM, NOBODY, NOT_KNOWN, Criteria, Order
from resolutions.search.found import Found, find
from resolutions.search.schema import ACTS, KINDS
from resolutions.search.unindexed import Unindexed
from resolutions.search.values import Row, public
from resolutions.vocabulary import Act, AddresseeKind

NONE = "none"
PAGE_SIZE = 25
MAXIMUM_PAGE_SIZE = 100
YEARS = range(1900, 2200)
MAXIMUM_VALUES = 50
PAGE_SIZES = {str(size): size for size in range(1, MAXIMUM_PAGE_SIZE + 1)}
SORTS: dict[str, str] = {
    Order.RELEVANCE: "по соответствию запросу",
    Order.NEWEST: "сначала новые форумы",
    Order.DOCUMENT: "в порядке резолюций",
}

# What a value can mean: a row, a number, text; some of the names of facets; None of `none`.
Meaning = Row | int | str | tuple[str, ...] | None
M = TypeVar("M", bound=Meaning)
Own = TypeVar("Own", bound=Row)
Rows = TypeVar("Rows", bound=QuerySet[Model])
Known = Callable[[list[str]], Mapping[str, M]]


class ValuesField(forms.Field, Generic[M]):
    """All values of a repeatable parameter, each turned into what `known` gives for it.

    `known(values)` returns {value: meaning}; a value it does not return is an error.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, known: Known[M], label: str, required: bool) -> None:
        self.known = known
        super().__init__(label=label, required=required)

    def clean(self, value: Iterable[str] | None) -> Mapping[str, M]:
        values = list(dict.fromkeys(text for text in value or [] if text))
        if len(values) > MAXIMUM_VALUES:
            raise ValidationError(f"Слишком много значений: можно не больше {MAXIMUM_VALUES}.")
        meanings = self.known(values) if values else {}
        for text in values:
            if text not in meanings:
                raise ValidationError("Нет такого значения: «%(value)s».", params={"value": text[:100]})
        return meanings


class ValuesFilter(django_filters.Filter, Generic[M]):
    """`apply(meanings)` is what they ask of the database, `keys(meanings)` what they ask of the index."""

    field_class = ValuesField

    def __init__(
        self,
        *,
        label: str,
        known: Known[M],
        apply: Callable[[Mapping[str, M]], Q] | None = None,
        keys: Callable[[Mapping[str, M]], Collection[int]] | None = None,
    ) -> None:
        self.apply = apply
        self.keys = keys
        super().__init__(label=label, known=known)

    def filter(self, qs: Rows, value: Mapping[str, M]) -> Rows:
        if not value or self.apply is None:
            return qs
        return qs.filter(self.apply(value))


# What the values of each parameter mean


def known_addressees(values: list[str]) -> dict[str, Addressee | None]:
    """{slug: the addressee it means}; a merged one means the one it was merged into."""
    found = Addressee.objects.filter(slug__in=values).select_related("locality", "merged_into__locality")
    meant = {row.slug: row.merged_into or row for row in found}
    public = set(
        Addressee.objects.public().filter(pk__in=[row.pk for row in meant.values()]).values_list("pk", flat=True)
    )
    meanings: dict[str, Addressee | None] = {slug: row for slug, row in meant.items() if row.pk in public}
    return meanings | ({NONE: None} if NONE in values else {})


def known_slugs(parameter: str, gate: Callable[[str], Q] = listed) -> Known[Row]:
    """Of rows that visitors may see."""
    return lambda values: {row.slug: row for row in public(parameter, gate).filter(slug__in=values)}


def known_themes(gate: Callable[[str], Q] = listed) -> Known[Theme]:
    return lambda values: Theme.objects.public_by(values, gate)


# What a forum that is named may have alone, though it be the demonstration.
OF_NAMED_FORUM: dict[str, Known[Any]] = {
    "theme": known_themes(published),
    "place": known_slugs("place", published),
    "region": known_slugs("region", published),
}


def known_sections(values: list[str]) -> dict[str, Section]:
    pairs = [tuple(text.split("/")) for text in values if text.count("/") == 1]
    if not pairs:
        return {}
    wanted = Q(pk__in=[])
    for forum, section in pairs:
        wanted |= Q(forum__slug=forum, slug=section)
    rows = Section.objects.readable().filter(wanted).select_related("forum")
    return {f"{row.forum.slug}/{row.slug}": row for row in rows}


def known_years(values: list[str]) -> dict[str, int | None]:
    years: dict[str, int | None] = {
        text: int(text)
        for text in values
        if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS
    }
    return years | ({NONE: None} if NONE in values else {})


def known_choices(choices: Mapping[str, M]) -> Known[M]:
    return lambda values: {text: choices[text] for text in values if text in choices}


def known_words(values: list[str]) -> dict[str, str]:
    """Any text is a query; what is too long is cut."""
    return {text: cut(text) for text in values}


# What they ask of the index


def primary_keys(found: Mapping[str, Row]) -> list[int]:
    return [row.pk for row in found.values()]


def addressee_keys(found: Mapping[str, Addressee | None]) -> list[int]:
    return [NOBODY if body is None else body.pk for body in found.values()]


def kind_numbers(found: Mapping[str, str]) -> list[int]:
    return [KINDS[kind] for kind in found]


def year_numbers(found: Mapping[str, int | None]) -> list[int]:
    return [NOT_KNOWN if year is None else year for year in found.values()]


# What they ask of the database


def held_in(forum: str) -> Callable[[Mapping[str, int | None]], Q]:
    """Of a forum (at this path) held in one of the years; None is a forum whose date is not known."""

    def condition(years: Mapping[str, int | None]) -> Q:
        wanted = Q(pk__in=[])
        for year in years.values():
            known = {f"{forum}known_day__isnull": True} if year is None else {f"{forum}known_day__year": year}
            wanted |= Q(**known)
        return wanted

    return condition


def of_kind(kinds: Mapping[str, str]) -> Q:
    return Q(pk__in=Addressing.objects.filter(addressee__kind__in=kinds).values("recommendation"))


def on_theme(themes: Mapping[str, Row]) -> Q:
    return Q(section__in=Section.objects.filter(themes__in=[theme.pk for theme in themes.values()]).values("pk"))


class ClosedFilterSet(django_filters.FilterSet):
    """A FilterSet that finds nothing when a value is wrong, and says which parameter it was."""

    # The last value of a parameter that can have only one counts, as everywhere in Django.
    SINGLE: tuple[str, ...] = ()

    def __init__(self, data: MultiValueDict[str, str], queryset: QuerySet[Model]) -> None:
        data = MultiValueDict(dict(data.lists()))
        for name in self.SINGLE:
            if name in data:
                data.setlist(name, [text for text in data.getlist(name) if text][-1:])
        super().__init__(data, queryset)

    def filter_queryset(self, queryset: Rows) -> Rows:
        return super().filter_queryset(queryset) if self.is_valid() else queryset.none()

    def chosen(self, name: str) -> Mapping[str, Meaning]:
        """{value in the address: what it means} of one parameter; empty if not given or anything is wrong."""
        return self.cleaned.get(name) or {}

    def rows(self, name: str, model: type[Own]) -> list[Own]:
        """Those rows of a model that the values chosen of a parameter mean."""
        return [meaning for meaning in self.chosen(name).values() if isinstance(meaning, model)]

    @cached_property
    def cleaned(self) -> Mapping[str, Mapping[str, Meaning]]:
        return self.form.cleaned_data if self.is_valid() else {}

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong with the address: parameter, its label, a sentence."""
        return [
            {"parameter": name, "label": str(self.filters[name].label), "message": errors[0]}
            for name, errors in self.form.errors.items()
        ]


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
        if any(any(self.data.getlist(name)) for name in NAMES_A_FORUM):
            for name, known in OF_NAMED_FORUM.items():
                self.filters[name].extra["known"] = known

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
        return find(self.criteria, self.qs) if self.is_valid() else Unindexed(self.queryset.none())

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
