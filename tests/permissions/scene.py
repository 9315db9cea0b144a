"""Everybody who may ask, and a row of each kind twice: of her own organizer and of another one."""

import csv
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from resolutions.models import Addressing, Complaint, Draft, Forum, Line, Organizer, Part, Recommendation, Section
from resolutions.vocabulary import ComplaintKind, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    LineFactory,
    OrganizerFactory,
    PartFactory,
    UserFactory,
)

MATRIX = Path(__file__).parent / "matrix.csv"
Answers = tuple[str, str, str]

# What a verb is done to; of the rest (directories, people, letters) no row is anybody's own.
DONE_TO: dict[str, type[Model]] = {
    "publish": Forum,
    "unpublish": Forum,
    "correct": Forum,
    "hide": Forum,
    "settle": Complaint,
    "assign_themes": Section,
    "receive": Organizer,
    **dict.fromkeys(("edit", "accept", "revise", "discard", "share"), Draft),
}
CONTENTS = (Forum, Section, Line, Recommendation, Part, Addressing)
KINDS = {kind._meta.model_name: kind for kind in (*CONTENTS, Draft)}
TO_ORGANIZER = {
    Organizer: "pk",
    Forum: "organizer",
    Draft: "organizer",
    Complaint: "forum__organizer",
    Section: "forum__organizer",
    Line: "section__forum__organizer",
    Recommendation: "section__forum__organizer",
    Part: "recommendation__section__forum__organizer",
    Addressing: "recommendation__section__forum__organizer",
}


def kind_of(verb: str) -> type[Model] | None:
    return DONE_TO.get(verb) or KINDS.get(verb.partition("_")[2])


def matrix() -> dict[tuple[str, str], Answers]:
    """{(verb, role): (own, others, none)}."""
    with MATRIX.open(newline="", encoding="utf-8") as file:
        return {(row["verb"], row["role"]): (row["own"], row["others"], row["none"]) for row in csv.DictReader(file)}


class Scene:
    """`people` by role. A moderator and an official have the organizer, too: it is the role that decides."""

    def __init__(self) -> None:
        self.own, self.others = self.rows(), self.rows()
        self.addressee = AddresseeFactory()
        organizer = self.own[Organizer]
        self.people = {"visitor": AnonymousUser()} | {
            role.value: UserFactory(role=role, organizer=organizer) for role in Role
        }

    def rows(self) -> dict[type[Model], Model]:
        organizer = OrganizerFactory()
        addressing = AddressingFactory(
            recommendation__section__forum__organizer=organizer, recommendation__section__forum__published_at=None
        )
        section = addressing.recommendation.section
        return {
            Organizer: organizer,
            Forum: section.forum,
            Section: section,
            Line: LineFactory(section=section),
            Recommendation: addressing.recommendation,
            Part: PartFactory(recommendation=addressing.recommendation),
            Addressing: addressing,
            Draft: DraftFactory(source__organizer=organizer),
            Complaint: Complaint.objects.create(forum=section.forum, kind=ComplaintKind.PRIVATE),
        }

    def pair(self, verb: str) -> tuple[Model, Model]:
        """One's own row and another's; of what is nobody's own, the same one twice."""
        kind = kind_of(verb)
        return (self.own[kind], self.others[kind]) if kind else (self.addressee, self.addressee)
