"""A forum of an archive as rows that are not saved: what pages show, and what an import writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from resolutions.archive.checking import DAMAGED, NoArchive
from resolutions.archive.kept import EARLIER, row_of
from resolutions.archive.layout import forum_file
from resolutions.archive.reading import FAULTS, Told
from resolutions.errata import NOW, State, said_of
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Line,
    Locality,
    Organizer,
    Part,
    Recommendation,
    Section,
    Theme,
)
from resolutions.vocabulary import AddressingRole


class Directory(Protocol):
    """The rows around a forum, by their slugs. Raises KeyError for one that an archive does not have."""

    def organizer(self, slug: str) -> Organizer: ...

    def locality(self, slug: str) -> Locality: ...

    def theme(self, slug: str) -> Theme: ...

    def addressee(self, slug: str) -> Addressee: ...

    def unconfirmed(self, told: Told) -> Addressee:
        """Of a body that a forum alone names."""


@dataclass
class Resolution:
    """`sections` have all that read() gives; the lists hold all rows of a kind, in the order in which they are read."""

    forum: Forum
    sections: list[Section] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    addressings: list[Addressing] = field(default_factory=list)
    parts_of: dict[str, list[Part]] = field(default_factory=dict)  # by the code of their recommendation
    states_of: dict[str, list[State]] = field(default_factory=dict)  # of what has said something else: see errata.py
    source: Told | None = None


def resolution_of(told: Told, directory: Directory, key: Callable[[], int | None]) -> Resolution:
    """`key` gives each row its own; nothing for rows that a database is to number. Raises NoArchive."""
    try:
        return Building(told, directory, key).resolution
    except FAULTS as error:
        raise NoArchive(DAMAGED.format(forum_file(str(told.get("slug", ""))), error)) from error


class Building:
    def __init__(self, told: Told, directory: Directory, key: Callable[[], int | None]) -> None:
        self.directory = directory
        self.key = key
        self.bodies = [directory.unconfirmed(body) for body in told.get("bodies", ())]
        forum = row_of(
            Forum,
            told,
            pk=key(),
            organizer=directory.organizer(told["organizer"]),
            locality=directory.locality(told["locality"]) if "locality" in told else None,
        )
        self.resolution = Resolution(forum, source=told.get("source"))
        for section in told["sections"]:
            self.add_section(section)
        forum.recommendation_count = len(self.resolution.recommendations)

    def add_section(self, told: Told) -> None:
        section = row_of(Section, told, pk=self.key(), forum=self.resolution.forum)
        section.themes_shown = [self.directory.theme(slug) for slug in told.get("themes", ())]
        section.lines_shown = [row_of(Line, line, pk=self.key(), section=section) for line in told.get("lines", ())]
        for line, said in zip(section.lines_shown, told.get("lines", ()), strict=True):
            line.above = at(section.lines_shown, said.get("above"))
        section.recommendations_shown = [self.recommendation(row, section) for row in told.get("recommendations", ())]
        for rank, row in enumerate(section.recommendations_shown, 1):
            row.rank = rank
        self.resolution.sections.append(section)
        self.resolution.lines += section.lines_shown
        self.resolution.recommendations += section.recommendations_shown

    def recommendation(self, told: Told, section: Section) -> Recommendation:
        group = at(section.lines_shown, told.get("group"))
        row = row_of(Recommendation, told, pk=self.key(), section=section, group=group)
        parts = [row_of(Part, part, pk=self.key(), recommendation=row) for part in told.get("parts", ())]
        asked = [self.addressing(one, row, parts) for one in told.get("addressings", ())]
        row.addressings_shown = sorted(asked, key=lambda one: one.role != AddressingRole.LEAD)
        self.resolution.parts += parts
        self.resolution.parts_of[row.code] = parts
        self.resolution.addressings += asked
        if "earlier" in told:
            self.resolution.states_of[row.code] = states_of(row, told["earlier"])
        return row

    def addressing(self, told: Told, row: Recommendation, parts: list[Part]) -> Addressing:
        to = told["to"]
        body = self.bodies[to] if isinstance(to, int) else self.directory.addressee(to)
        part = at(parts, told.get("part"))
        return row_of(Addressing, told, pk=self.key(), recommendation=row, addressee=body, part=part)


def states_of(row: Recommendation, earlier: list[Told]) -> list[State]:
    said = [
        State(date.fromisoformat(one["until"]), {label: str(one.get(name, "")) for name, label in EARLIER.items()})
        for one in earlier
    ]
    names = dict.fromkeys(asked.addressee.name for asked in row.addressings_shown)
    return [*said, State(NOW, said_of(row, names))]


def at(rows: list[Any], place: int | None) -> Any:
    return None if place is None else rows[place]
