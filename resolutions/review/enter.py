"""A draft becomes rows: forum, sections, recommendations, and whom they are addressed to."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.db import transaction

from resolution_reader import Group, Mention, Outline
from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolution_reader.language import fold
from resolutions.models import Draft, Forum, Line, Locality, Part, Recommendation, Region, Section, Theme, User
from resolutions.models.line import DEEPEST
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.addressing import Asked
from resolutions.register.authorship import save_all_as, save_as
from resolutions.register.directory import AddresseeFinder
from resolutions.register.hiding import hide_as_before
from resolutions.register.localities import known_locality, place_name, region_meant
from resolutions.register.themes import hold_themes
from resolutions.review.blacked import as_published
from resolutions.review.proposed import themes_of
from resolutions.review.row_fields import (
    adopted_fields,
    line_fields,
    nested,
    part_fields,
    recommendation_fields,
    section_fields,
)
from resolutions.review.sheet import Sheet
from resolutions.vocabulary import DraftState, LineKind


class AlreadyEntered(Exception):
    """This draft is not open: it has become a forum, was discarded, or corrects a forum that is there."""


@transaction.atomic
def enter(draft: Draft, by: User | None) -> Forum:
    """The forum of an open draft, not public yet. Bodies the directory lacks enter it as not reviewed; names
    that cannot be any stay outside, until somebody keeps them.

    Raises AlreadyEntered, and OutlineFormatError for an outline of another version.
    """
    require(by, "accept", draft)
    draft = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("organizer").get(pk=draft.pk)
    if draft.state != DraftState.OPEN or draft.revises_id:
        raise AlreadyEntered
    outline = as_published(draft)
    forum = new_forum(outline, draft, by)
    hide_as_before(draft, forum)
    addressees = AddresseeFinder(forum.locality, by)
    addressees.bring_in(mentions_in(outline))
    addressees.hold(mentions_in(outline))
    themes = given_themes(outline)
    for order, section in enumerate(outline.sections, 1):
        row = enter_section(section, order, forum, addressees, by)
        if section.key in themes:
            row.themes.set(themes[section.key])
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
            locality=locality_called(outline, by) if outline.place else None,
            title=outline.title or "",
            ordinal=outline.ordinal or "",
            starts_on=date.fromisoformat(outline.date) if outline.date else None,
            ends_on=date.fromisoformat(outline.date_end) if outline.date_end else None,
            head=outline.head or "",
            preamble=outline.preamble or "",
            **adopted_fields(outline.adopted),
        ),
    )


def enter_section(
    said: DraftSection, order: int, forum: Forum, addressees: AddresseeFinder, by: User | None
) -> Section:
    section = save_as(by, Section(forum=forum, order=order, **section_fields(said)))
    groups = enter_lines(lines_of(said, section), by)
    recommendations = [
        Recommendation(
            section=section,
            order=place,
            group=groups[id(said.groups[row.group])] if row.group is not None else None,
            **recommendation_fields(row),
        )
        for place, row in enumerate(said.body, 1)
        if isinstance(row, Item)
    ]
    save_all_as(by, recommendations)
    pairs = list(zip(recommendations, said.recommendations, strict=True))
    parts = [part for row, item in pairs for part in parts_of(row, item)]
    save_all_as(by, parts)
    of_row: dict[int, list[Part]] = {}
    for part in parts:
        of_row.setdefault(part.recommendation_id, []).append(part)
    addressings = [asked.of(row) for row, item in pairs for asked in asked_by(item, addressees, of_row.get(row.pk, []))]
    save_all_as(by, addressings)
    return section


def given_themes(sheet: Sheet) -> dict[int, list[Theme]]:
    """{key of a section: its themes}, of those whose editor has said any; none is merged before they are set."""
    told = [section for section in sheet.sections if section.themes]
    if not told:
        return {}
    hold_themes()
    return {key: found.given for key, found in themes_of(told, Theme.objects.all_meant()).items()}


def lines_of(said: DraftSection, section: Section | None) -> list[tuple[int, Line]]:
    """(the identity of what the outline says, its row, not saved yet), as printed."""
    found = [
        (id(row), Line(section=section, order=place, **line_fields(row)))
        for place, row in enumerate(said.body, 1)
        if not isinstance(row, Item)
    ]
    groups = [line for _, line in found if line.kind == LineKind.GROUP]
    for line, (above, level) in zip(groups, nested([row for row in said.body if isinstance(row, Group)]), strict=True):
        line.above, line.level = None if above is None else groups[above], level
    return found


def enter_lines(lines: Sequence[tuple[int, Line]], by: User | None) -> dict[int, Line]:
    """They are saved, those that stand over others first; the same as a dictionary."""
    for level in range(1, DEEPEST + 1):
        save_all_as(by, [line for _, line in lines if line.level == level])
    return dict(lines)


def parts_of(row: Recommendation, item: Item) -> list[Part]:
    return [Part(recommendation=row, order=place, **part_fields(part)) for place, part in enumerate(item.parts, 1)]


def asked_by(item: Item, addressees: AddresseeFinder, parts: Sequence[Part]) -> list[Asked]:
    """One body named twice in one item is asked once, in the words that come first. `parts`: the rows of its parts."""
    found: dict[int, Asked] = {}
    for place, mention in enumerate(item.addressees, 1):
        addressee = addressees.find(mention)
        part = part_that_asks(item, mention, parts)
        found.setdefault(addressee.pk, Asked(addressee, place, mention.role, mention.as_written, part))
    return list(found.values())


def part_that_asks(item: Item, mention: Mention, parts: Sequence[Part]) -> Part | None:
    """The only one that names the body, if the words before the parts do not."""
    asking = [at for at, part in enumerate(item.parts) if any(same_words(mention, other) for other in part.addressees)]
    before_parts = item.text.split(item.parts[0].text, 1)[0] if item.parts else item.text
    if len(asking) != 1 or fold(mention.as_written) in fold(before_parts) or len(parts) != len(item.parts):
        return None
    return parts[asking[0]]


def same_words(one: Mention, other: Mention) -> bool:
    return (one.name, one.as_written) == (other.name, other.as_written)


def locality_called(outline: Outline, by: User | None) -> Locality:
    """The place as the register knows it; a new one, with its region where that can be but one, if it has none."""
    return found_or_made(partial(known_locality, outline), partial(new_locality, outline, by))


def new_locality(outline: Outline, by: User | None) -> Locality:
    region = region_meant(outline)
    in_region = region_called(region, by) if region else None
    return save_as(by, Locality(name=place_name(outline.place or ""), region=in_region))


def region_called(name: str, by: User | None) -> Region:
    return found_or_made(Region.objects.filter(name_key=fold(name)).first, lambda: save_as(by, Region(name=name)))
