"""What is published: each table, its rows and where the value of each column comes from.

`structures/<table>.csv` says what the columns mean, in the shape in which the convention wants it published;
docs/open_data.md says the same to people. A new column makes a new version of the table's structure with the next
dump; a column once published is neither renamed nor given another meaning.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from resolutions.models import Addressee, Addressing, Forum, Line, Locality, Recommendation, Section, Theme
from resolutions.models.contents import LINES_ABOVE
from resolutions.records import absolute
from resolutions.vocabulary import OtherRole

STRUCTURES = Path(__file__).parent / "structures"
SEPARATOR = "|"  # between several values of one cell
Cell = str | int | date | None


class Column(NamedTuple):
    """A line of a structure, in the convention's order."""

    name: str
    english: str
    russian: str
    format: str


@dataclass(frozen=True)
class Table:
    name: str  # stands in addresses, for good
    title: str
    description: str
    keywords: tuple[str, ...]
    rows: Callable[[], QuerySet[Model]]  # in an order in which a change of one row does not move the others
    values: dict[str, Callable[[Model], Cell]]

    @property
    def structure_file(self) -> Path:
        return STRUCTURES / f"{self.name}.csv"

    @cached_property
    def columns(self) -> list[Column]:
        with self.structure_file.open(encoding="utf-8", newline="") as file:
            return [Column(*line) for line in list(csv.reader(file))[1:]]


def at(path: str) -> Callable[[Model], Cell]:
    """`at("locality.slug")(row)` is `row.locality.slug`, or None where there is no locality."""
    *way, last = path.split(".")

    def value(row: Model) -> Cell:
        owner: Model | None = row
        for name in way:
            owner = None if owner is None else getattr(owner, name)
        found: Cell = None if owner is None else getattr(owner, last)
        return found

    return value


def address(row: Model) -> str:
    assert isinstance(row, Forum | Section | Recommendation | Addressee)
    return absolute(row.get_absolute_url())


def published_on(row: Model) -> date:
    assert isinstance(row, Forum)
    return timezone.localdate(row.published_at)


def themes_of(row: Model) -> str:
    assert isinstance(row, Section)
    return several(sorted(theme.slug for theme in row.themes_shown))


def other_names(row: Model) -> str:
    assert isinstance(row, Addressee)
    return several([alias.name for alias in row.aliases.all()])


def addressee_confirmed(row: Model) -> str | None:
    """What stands in the table of addressees."""
    assert isinstance(row, Addressing)
    return row.addressee.slug if row.addressee.is_confirmed else None


def path(row: Model) -> str:
    assert isinstance(row, Recommendation)
    return several([line.printed for line in row.way])


def others(role: OtherRole) -> Callable[[Model], Cell]:
    def named(row: Model) -> str:
        assert isinstance(row, Recommendation)
        return several([other["name"] for other in row.others if other["role"] == role])

    return named


def several(values: list[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR, "/") for value in values)


# Rows: each question starts at a gate


def forums() -> QuerySet[Forum]:
    return Forum.objects.public().for_listing().order_by("slug")


def sections() -> QuerySet[Section]:
    rows = Section.objects.public().select_related("forum").with_lines().with_themes()
    return rows.defer("forum__preamble").order_by("forum__slug", "order", "pk")


def recommendations() -> QuerySet[Recommendation]:
    rows = Recommendation.objects.public().in_document_order().select_related("section__forum").with_way()
    own = ("code", "number", "label", "order", "text", "act", "repeats", "others")
    due = ("due_on", "due_in_days", "due_as_written")
    above = [f"{group}__{name}" for group in LINES_ABOVE for name in ("label", "text", "above")]
    return rows.only(*own, *due, "section__slug", "section__forum__slug", "group", *above)


def lines() -> QuerySet[Line]:
    rows = Line.objects.public().select_related("section__forum")
    rows = rows.order_by("section__forum_id", "section__order", "section_id", "order", "pk")
    return rows.only("order", "kind", "label", "text", "level", "section__slug", "section__forum__slug")


def addressees() -> QuerySet[Addressee]:
    public = Addressee.objects.public()
    return public.with_relatives(public).select_related("locality").prefetch_related("aliases").order_by("slug")


def addressings() -> QuerySet[Addressing]:
    rows = Addressing.objects.filter(recommendation__in=Recommendation.objects.public())
    # By the order in which recommendations were entered: an index gives it, so that a million need no sorting.
    rows = rows.select_related("recommendation", "addressee", "part").order_by("recommendation_id", "order", "pk")
    body = [f"addressee__{name}" for name in ("slug", "is_reviewed", "is_seconded")]
    return rows.only("code", "order", "role", "as_written", "recommendation__code", *body, "part__label")


def places() -> QuerySet[Locality]:
    """Where published forums were held and public addressees are; a draft's place is nobody's business yet."""
    used = Q(forums__in=Forum.objects.public()) | Q(addressees__in=Addressee.objects.public())
    used_places = Locality.objects.filter(used).values("pk")
    return Locality.objects.filter(pk__in=used_places).select_related("region").order_by("slug")


def themes() -> QuerySet[Theme]:
    used_themes = Theme.objects.filter(sections__in=Section.objects.public()).values("pk")
    return Theme.objects.filter(pk__in=used_themes).order_by("slug")


ALL = (
    Table(
        name="forums",
        title="Форумы",
        description="Общественные форумы, резолюции которых опубликованы: название, даты, место, организатор.",
        keywords=("форум", "резолюция", "организатор"),
        rows=forums,
        values={
            "forum": at("slug"),
            "address": address,
            "title": at("title"),
            "ordinal": at("ordinal"),
            "motto": at("motto"),
            "starts_on": at("starts_on"),
            "ends_on": at("ends_on"),
            "place": at("locality.slug"),
            "venue": at("place"),
            "organizer": at("organizer.name"),
            "preamble": at("preamble"),
            "published_on": published_on,
            "recommendations": at("recommendation_count"),
            "shown_title": at("shown_title"),
        },
    ),
    Table(
        name="sections",
        title="Секции",
        description="Секции и направления форумов: части резолюций, в которых стоят рекомендации.",
        keywords=("секция", "направление", "тема"),
        rows=sections,
        values={
            "forum": at("forum.slug"),
            "section": at("slug"),
            "address": address,
            "order": at("order"),
            "title": at("title"),
            "preamble": at("preamble"),
            "lead_in": at("lead_in"),
            "themes": themes_of,
            "shown_title": at("shown_title"),
        },
    ),
    Table(
        name="recommendations",
        title="Рекомендации",
        description="Рекомендации резолюций дословно, с номером, как он напечатан, и постоянным кодом.",
        keywords=("рекомендация", "предложение", "резолюция"),
        rows=recommendations,
        values={
            "recommendation": at("code"),
            "address": address,
            "forum": at("section.forum.slug"),
            "section": at("section.slug"),
            "order": at("order"),
            "number": at("number"),
            "text": at("text"),
            "label": at("label"),
            "path": path,
            "act": at("act"),
            "due_on": at("due_on"),
            "due_in_days": at("due_in_days"),
            "due_as_written": at("due_as_written"),
            "repeats": at("repeats"),
            "recipients": others(OtherRole.RECIPIENT),
            "controllers": others(OtherRole.CONTROLLER),
        },
    ),
    Table(
        name="lines",
        title="Строки между рекомендациями",
        description="Вводные строки и обсуждение, которые стоят в секциях между рекомендациями, дословно.",
        keywords=("вводная строка", "секция", "резолюция"),
        rows=lines,
        values={
            "forum": at("section.forum.slug"),
            "section": at("section.slug"),
            "order": at("order"),
            "kind": at("kind"),
            "label": at("label"),
            "text": at("text"),
            "level": at("level"),
        },
    ),
    Table(
        name="addressees",
        title="Адресаты",
        description="Органы власти, организации и группы людей, к которым обращаются форумы.",
        keywords=("адресат", "орган власти", "организация"),
        rows=addressees,
        values={
            "addressee": at("slug"),
            "address": address,
            "name": at("name"),
            "short_name": at("short_name"),
            "other_names": other_names,
            "kind": at("kind"),
            "place": at("locality.slug"),
            "parent": at("parent.slug"),
            "exists_from": at("exists_from"),
            "exists_until": at("exists_until"),
            "successor": at("successor.slug"),
            "is_reviewed": at("is_reviewed"),
        },
    ),
    Table(
        name="addressings",
        title="Адресаты рекомендаций",
        description="Кому адресована каждая рекомендация: строка на пару «рекомендация и адресат».",
        keywords=("рекомендация", "адресат", "исполнитель"),
        rows=addressings,
        values={
            "recommendation": at("recommendation.code"),
            "addressee": addressee_confirmed,
            "order": at("order"),
            "role": at("role"),
            "as_written": at("as_written"),
            "addressing": at("code"),
            "part": at("part.label"),
        },
    ),
    Table(
        name="places",
        title="Места",
        description="Города и районы, где проходили форумы и где находятся адресаты.",
        keywords=("город", "район", "регион"),
        rows=places,
        values={
            "place": at("slug"),
            "name": at("name"),
            "region": at("region.slug"),
            "region_name": at("region.name"),
            "oktmo": at("oktmo"),
        },
    ),
    Table(
        name="themes",
        title="Темы",
        description="Темы, которыми отмечены секции форумов.",
        keywords=("тема", "секция"),
        rows=themes,
        values={"theme": at("slug"), "name": at("name")},
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in ALL}
