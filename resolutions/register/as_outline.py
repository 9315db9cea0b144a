"""What the register holds of a resolution, as the outline that it would be read from: to print, compare and hand on.

Sources are those of recommendations and lines; the register keeps no others. Whom a group asks stands with its items.
"""

from dataclasses import replace

from resolution_reader import Adopted, Group, Mention, Other, Outline, Part, Remark, Span, parse_label
from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolutions.models import Addressing, Forum, Line, Recommendation, Section
from resolutions.models import Part as PartRow
from resolutions.models.others import OtherBody
from resolutions.vocabulary import LineKind

BY_HAND: Span = (-1, -1)


def outline_of(forum: Forum) -> Outline:
    """In a few questions to the database, however long it is."""
    return Outline(
        title=forum.title or None,
        ordinal=forum.ordinal or None,
        date=forum.starts_on.isoformat() if forum.starts_on else None,
        date_end=forum.ends_on.isoformat() if forum.ends_on else None,
        place=forum.locality.name if forum.locality else None,
        preamble=forum.preamble or None,
        sections=sections_of(sections_to_outline(forum)),
        head=forum.head or None,
        adopted=adopted_of(forum),
    )


def sections_to_outline(forum: Forum) -> list[Section]:
    """With all that section_of() looks at."""
    rows = Recommendation.objects.with_addressings().prefetch_related("parts").in_section_order()
    return forum.sections.read(rows)


def adopted_of(forum: Forum) -> Adopted | None:
    day = forum.adopted_on.isoformat() if forum.adopted_on else None
    found = Adopted(day, forum.adopted_number or None, forum.votes or None)
    return None if found == Adopted() else found


def sections_of(rows: list[Section]) -> tuple[DraftSection, ...]:
    """A document says how a title is printed; what was typed by hand is printed by its title."""
    is_typed = all(source_of(one) is None for row in rows for one in row.body_shown)
    found = tuple(map(section_of, rows))
    return tuple(replace(section, title_as_written=section.title) for section in found) if is_typed else found


def section_of(row: Section) -> DraftSection:
    groups: list[Group] = []
    remarks: list[Remark] = []
    index: dict[int, int] = {}
    for place, one in enumerate(row.body_shown):
        if not isinstance(one, Line):
            continue
        if one.kind == LineKind.GROUP:
            index[one.pk] = len(groups)
            groups.append(group_of(one, place))
        else:
            remarks.append(Remark(one.text, place, source_of(one)))
    return DraftSection(
        title=row.title or None,
        preamble=row.preamble or None,
        lead_in=groups[0].printed if groups else None,
        recommendations=tuple(
            item_of(one, index.get(one.group_id) if one.group_id else None) for one in row.recommendations_shown
        ),
        title_as_written=row.title_as_written or None,
        groups=tuple(groups),
        remarks=tuple(remarks),
        annex=row.annex or None,
    )


def group_of(row: Line, place: int) -> Group:
    return Group(row.text, place, number_of(row.label), row.label or None, row.level, source=source_of(row))


def number_of(label: str) -> str | None:
    """Without its mark; none of a dash."""
    found = parse_label(label)
    return found.number if found else None


def item_of(row: Recommendation, group: int | None = None) -> Item:
    """`row` with its addressings, its parts and its way; `group`: which of its section's it stands under."""
    return Item(
        number=row.number or None,
        text=row.text,
        deadline=row.deadline,
        implicit=False,
        source=source_of(row) or BY_HAND,
        parts=tuple(part_of(part, row.addressings_shown) for part in row.parts.all()),
        addressees=tuple(mention_of(asked) for asked in row.addressings_shown),
        lead_in=row.group.printed if row.group else None,
        group=group,
        label=row.label or (f"{row.number}." if row.number else None),
        act=row.act,  # type: ignore[arg-type]  # a constraint of the database
        repeats=row.repeats or None,
        others=others_of(row.others),
    )


def part_of(row: PartRow, addressings: list[Addressing]) -> Part:
    return Part(
        number=number_of(row.label),
        text=row.text,
        label=row.label or None,
        addressees=tuple(mention_of(asked) for asked in addressings if asked.part_id == row.pk),
        others=others_of(row.others),
        deadline=row.deadline,
    )


def mention_of(row: Addressing) -> Mention:
    body = row.addressee
    return Mention(body.name, row.as_written, row.role, "known", body.kind)  # type: ignore[arg-type]  # a value of its list


def others_of(rows: list[OtherBody]) -> tuple[Other, ...]:
    return tuple(Other(row["name"], row["as_written"], row["role"]) for row in rows)  # type: ignore[arg-type]  # checked


def source_of(row: Recommendation | Line) -> Span | None:
    if row.source_first is None or row.source_last is None:
        return None
    return row.source_first, row.source_last
