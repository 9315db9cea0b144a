"""Rows of the register as an archive says them: a forum with all that it holds, and the directories around it.

A row leads to another by its slug; within a forum, by the place of the other in its list. A body whose name is not
confirmed has no address for everybody, and so no slug: the forum that names it says it. `shown` is what pages call a
row: for who reads the data, and for the search; an import makes it anew.
"""

from collections.abc import Callable, Container, Iterable, Iterator
from itertools import count
from typing import Any

from django.db.models import Count, Max, Prefetch

from resolutions.archive.kept import EARLIER, told
from resolutions.archive.sources import Source
from resolutions.errata import State, errata_in, states_of
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Line,
    Locality,
    Part,
    Recommendation,
    Region,
    Section,
)
from resolutions.wording import dates

Told = dict[str, Any]
ASKED = Prefetch(
    "addressings", Addressing.objects.select_related("addressee__locality").order_by("order", "pk"), to_attr="asked"
)
CHUNK = 500


class Bodies:
    """Whom one forum names; those whose name is not confirmed it tells itself, each once."""

    def __init__(self, confirmed: set[int]) -> None:
        self.confirmed = confirmed
        self.places: dict[int, int] = {}
        self.told: list[Told] = []

    def reference(self, body: Addressee) -> str | int:
        """Its slug, or its place in `told`."""
        if body.pk in self.confirmed:
            return body.slug
        if body.pk not in self.places:
            self.places[body.pk] = len(self.told)
            self.told.append({"name": body.name, "kind": body.kind} | to("locality", body.locality))
        return self.places[body.pk]


def forum_told(forum: Forum, source: Source | None, confirmed: Callable[[Iterable[int]], set[int]]) -> Told:
    """Of a row of for_page(); `confirmed` says which of these bodies stand in the directory."""
    rows = Recommendation.objects.in_section_order().prefetch_related("parts", ASKED)
    sections = forum.sections.read(rows)
    bodies = Bodies(confirmed({asked.addressee_id for section in sections for asked in every_asked(section)}))
    changed = changed_since(forum)
    return (
        told(forum)
        | {"shown": {"heading": forum.heading, "dates": dates(forum), "place": name_of(forum.locality)}}
        | {"organizer": forum.organizer.slug}
        | to("locality", forum.locality)
        | {"sections": [section_told(section, bodies, changed) for section in sections]}
        | ({"bodies": bodies.told} if bodies.told else {})
        | ({"source": source_told(source)} if source else {})
    )


def every_asked(section: Section) -> Iterator[Addressing]:
    for row in section.recommendations_shown:
        yield from row.asked  # type: ignore[attr-defined]  # by ASKED


def to(name: str, row: Locality | Region | Addressee | None) -> Told:
    return {name: row.slug} if row else {}


def name_of(row: Locality | None) -> str:
    return row.name if row else ""


def section_told(section: Section, bodies: Bodies, changed: Container[int]) -> Told:
    places = {line.pk: place for place, line in enumerate(section.lines_shown)}
    for rank, row in enumerate(section.recommendations_shown, 1):
        row.rank = rank
    return (
        told(section)
        | {"shown": section.heading}
        | some(
            themes=sorted(theme.slug for theme in section.themes_shown),
            lines=[line_told(line, places) for line in section.lines_shown],
            recommendations=[
                recommendation_told(row, places, bodies) | (earlier_told(row) if row.pk in changed else {})
                for row in section.recommendations_shown
            ],
        )
    )


def some(**lists: list[Any]) -> Told:
    """What is empty is left out."""
    return {name: value for name, value in lists.items() if value}


def line_told(line: Line, places: dict[int, int]) -> Told:
    return told(line) | place_of("above", line.above_id, places)


def place_of(name: str, key: int | None, places: dict[int, int]) -> Told:
    return {name: places[key]} if key in places else {}


def recommendation_told(row: Recommendation, lines: dict[int, int], bodies: Bodies) -> Told:
    parts: list[Part] = list(row.parts.all())
    of_parts = dict(zip((part.pk for part in parts), count()))
    asked: list[Addressing] = row.asked  # type: ignore[attr-defined]  # by ASKED
    return (
        told(row)
        | {"shown": row.place}
        | place_of("group", row.group_id, lines)
        | some(
            parts=[told(part) for part in parts],
            addressings=[
                told(one) | {"to": bodies.reference(one.addressee)} | place_of("part", one.part_id, of_parts)
                for one in asked
            ],
        )
    )


def changed_since(forum: Forum) -> set[int]:
    """The recommendations that may have said something else since it was published; the others are not asked."""
    sections = list(forum.sections.values_list("pk", flat=True))
    records = Recommendation.history.filter(section_id__in=sections).order_by().values("id")
    counted = records.annotate(records=Count("history_id"), last=Max("history_date"))
    return set(counted.filter(records__gt=1, last__gt=forum.published_at).values_list("id", flat=True))


def earlier_told(row: Recommendation) -> Told:
    """What it has said since it was published, the oldest first, each with the day on which that was corrected."""
    states = states_of(row)
    if not errata_in(states):
        return {}
    return {"earlier": [{"until": state.until.isoformat()} | state_told(state) for state in states[:-1]]}


def state_told(state: State) -> Told:
    return {name: state.said[label] for name, label in EARLIER.items() if state.said[label]}


def source_told(source: Source) -> Told:
    return {
        "name": source.name,
        "media_type": source.media_type,
        "file": source.file,
        "paragraphs": source.paragraphs,
    }
