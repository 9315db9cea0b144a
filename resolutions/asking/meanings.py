"""What the values of each parameter mean, what that asks of the index and what of the database.

`known_*` turn {values of an address} into {value: meaning}; what is not among them is no value.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import Q

from resolutions.models import Addressee, Addressing, Section, Theme
from resolutions.models.gate import listed, published
from resolutions.search.asked import cut
from resolutions.search.criteria import NOBODY, NOT_KNOWN
from resolutions.search.schema import KINDS
from resolutions.search.values import Row, public

NONE = "none"
YEARS = range(1900, 2200)

# What a value can mean: a row, a number, text; some of the names of facets; None of `none`.
Meaning = Row | int | str | tuple[str, ...] | None
M = TypeVar("M", bound=Meaning)
Known = Callable[[list[str]], Mapping[str, M]]


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
