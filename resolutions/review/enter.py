"""A draft becomes rows: forum, sections, recommendations, and whom they are addressed to."""

import re
from datetime import date

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from resolution_reader import Mention, Outline, from_json
from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolution_reader.language import fold
from resolutions.models import Addressing, Draft, Forum, Locality, Recommendation, Section, User
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.addressing import Asked
from resolutions.register.authorship import save_as
from resolutions.register.directory import AddresseeFinder
from resolutions.vocabulary import DraftState


class AlreadyEntered(Exception):
    """This draft is not open: it has become a forum, was discarded, or corrects a forum that is there."""


@transaction.atomic
def enter(draft: Draft, by: User | None) -> Forum:
    """The forum of an open draft, not public yet. Bodies the directory lacks enter it as not reviewed.

    Raises AlreadyEntered, and OutlineFormatError for an outline of another version.
    """
    require(by, "accept", draft)
    draft = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("organizer").get(pk=draft.pk)
    if draft.state != DraftState.OPEN or draft.revises_id:
        raise AlreadyEntered
    outline = from_json(draft.outline)
    forum = new_forum(outline, draft, by)
    addressees = AddresseeFinder(forum.locality, by)
    addressees.bring_in(mentions_in(outline))
    addressees.hold(mentions_in(outline))
    for order, section in enumerate(outline.sections, 1):
        enter_section(section, order, forum, addressees, by)
    draft.forum = forum
    draft.state = DraftState.ENTERED
    save_as(by, draft)
    return forum


def mentions_in(outline: Outline) -> list[Mention]:
    return [mention for section in outline.sections for item in section.recommendations for mention in item.addressees]


def new_forum(outline: Outline, draft: Draft, by: User | None) -> Forum:
    return save_as(
        by,
        Forum(
            organizer=draft.organizer,
            locality=locality_called(outline.place, by) if outline.place else None,
            title=outline.title or "",
            ordinal=outline.ordinal or "",
            starts_on=date.fromisoformat(outline.date) if outline.date else None,
            ends_on=date.fromisoformat(outline.date_end) if outline.date_end else None,
            preamble=outline.preamble or "",
        ),
    )


def enter_section(
    outline: DraftSection, order: int, forum: Forum, addressees: AddresseeFinder, by: User | None
) -> None:
    section = save_as(
        by,
        Section(
            forum=forum,
            order=order,
            title=outline.title or "",
            preamble=outline.preamble or "",
            lead_in=outline.lead_in or "",
        ),
    )
    recommendations = []
    for place, item in enumerate(outline.recommendations, 1):
        first, last = source_of(item)
        recommendations.append(
            Recommendation(
                section=section,
                order=place,
                number=item.number or "",
                text=item.text,
                source_first=first,
                source_last=last,
            )
        )
    bulk_create_with_history(recommendations, Recommendation, default_user=by)
    addressings = [
        asked.of(recommendation)
        for recommendation, item in zip(recommendations, outline.recommendations, strict=True)
        for asked in asked_by(item, addressees)
    ]
    bulk_create_with_history(addressings, Addressing, default_user=by)


def source_of(item: Item) -> tuple[int | None, int | None]:
    """First and last block of the document; nothing for what was typed by hand."""
    first, last = item.source
    return (first, last) if first >= 0 else (None, None)


def asked_by(item: Item, addressees: AddresseeFinder) -> list[Asked]:
    """One body named twice in one item is asked once, in the words that come first."""
    found: dict[int, Asked] = {}
    for place, mention in enumerate(item.addressees, 1):
        addressee = addressees.find(mention)
        found.setdefault(addressee.pk, Asked(addressee, place, mention.role, mention.as_written))
    return list(found.values())


def place_name(place: str) -> str:
    """«город Томск» as the register calls it."""
    return re.sub(r"^(город|г\.)\s*", "", place, flags=re.IGNORECASE)


def locality_called(place: str, by: User | None) -> Locality:
    """The locality of that name, with or without «город»; a new one if the register has none."""
    name = place_name(place)
    known = Locality.objects.filter(name_key=fold(name)).order_by("pk")
    return found_or_made(known.first, lambda: save_as(by, Locality(name=name)))
