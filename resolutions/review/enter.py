"""A draft becomes rows: forum, sections, recommendations, and whom they are addressed to."""

import re
from datetime import date

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from resolutions.intake.outline import Outline, from_json
from resolutions.intake.outline import Section as DraftSection
from resolutions.language.folding import fold
from resolutions.models import Addressing, Draft, Forum, Locality, Recommendation, Section, User
from resolutions.review.authorship import save_as
from resolutions.review.directory import AddresseeFinder
from resolutions.vocabulary import DraftState


class AlreadyEntered(Exception):
    """This draft is not open: it has become a forum, or was discarded."""


@transaction.atomic
def enter(draft: Draft, by: User | None) -> Forum:
    """The forum of an open draft, not public yet. Bodies the directory lacks enter it as not reviewed.

    Raises AlreadyEntered, and OutlineFormatError for an outline of another version.
    """
    draft = Draft.objects.select_for_update().select_related("organizer").get(pk=draft.pk)
    if draft.state != DraftState.OPEN:
        raise AlreadyEntered
    outline = from_json(draft.outline)
    forum = new_forum(outline, draft, by)
    addressees = AddresseeFinder(forum.locality, by)
    for order, section in enumerate(outline.sections, 1):
        enter_section(section, order, forum, addressees, by)
    draft.forum = forum
    draft.state = DraftState.ENTERED
    save_as(by, draft)
    return forum


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
    recommendations = [
        Recommendation(
            section=section,
            order=place,
            number=item.number or "",
            text=item.text,
            source_first=item.source[0] if item.source[0] >= 0 else None,  # typed by hand: in no block
            source_last=item.source[1] if item.source[1] >= 0 else None,
        )
        for place, item in enumerate(outline.recommendations, 1)
    ]
    bulk_create_with_history(recommendations, Recommendation, default_user=by)
    addressings: dict[tuple[int, int], Addressing] = {}
    for recommendation, item in zip(recommendations, outline.recommendations, strict=True):
        for place, mention in enumerate(item.addressees, 1):
            addressee = addressees.find(mention)
            # One body named twice in one item is asked once, in the words that come first.
            addressings.setdefault(
                (recommendation.pk, addressee.pk),
                Addressing(
                    recommendation=recommendation,
                    addressee=addressee,
                    order=place,
                    role=mention.role,
                    as_written=mention.as_written,
                ),
            )
    bulk_create_with_history(list(addressings.values()), Addressing, default_user=by)


def locality_called(place: str, by: User | None) -> Locality:
    """The locality of that name, with or without «город»; a new one if the register has none."""
    name = re.sub(r"^(город|г\.)\s*", "", place, flags=re.IGNORECASE)
    locality = Locality.objects.filter(name_key=fold(name)).order_by("pk").first()
    return locality or save_as(by, Locality(name=name))
