"""What a section holds after a correction: accepted items and lines at the document's places, all others as they stood.

An accepted item takes the document's words and place, a refused one keeps its own, and its code, as it was.
"""

from collections.abc import Collection

from resolution_reader import Recommendation as Item
from resolutions.models import Line, Recommendation, Section, User
from resolutions.permissions import require
from resolutions.register.addressing import address
from resolutions.register.arranging import Row
from resolutions.register.authorship import delete_as, save_as, save_version
from resolutions.register.directory import AddresseeFinder
from resolutions.register.parts import delete_parts, write_parts
from resolutions.review.comparing import Comparison
from resolutions.review.enter import asked_by, parts_of
from resolutions.review.revised_body import Body, arrange, body_of, key_of, removed
from resolutions.review.row_fields import recommendation_fields, section_fields, source_of

AT_ONCE = 200  # rows; a statement about thousands takes minutes to be put together


def revise_bodies(
    found: Comparison, offered: Collection[str], accepted: Collection[str], addressees: AddresseeFinder, by: User | None
) -> None:
    require(by, "correct", found.forum)
    leaving = {row.pk for row in removed(found, accepted)}
    goes_to = {row.pk: at for place, (row, _, at) in enumerate(found.items) if row and key_of(row, place) in accepted}
    for index, (section, _) in enumerate(found.sections):
        own = section.recommendations_shown if section else []
        staying = [row for row in own if row.pk not in leaving and goes_to.get(row.pk, index) == index]
        body = body_of(found, index, accepted, staying)
        refused = {id(row) for place, row, _ in found.pairs_in(index) if key_of(row, place) in offered}
        body.movable = {*body.items, *(body.others.keys() - refused if body.takes_lines else ())}
        arrange(body)
        if body.items or body.takes_lines or len(staying) < len(own):
            write_body(body, section or new_section(found, index, accepted, by), addressees, by)
        point_to_source(found.pairs_in(index), body, refused)


def write_body(body: Body, section: Section, addressees: AddresseeFinder, by: User | None) -> None:
    moved = [row for place, row in enumerate(body.rows, 1) if row.order != place or isinstance(row, Line)]
    for place, row in enumerate(body.rows, 1):
        row.order, row.section = place, section
    for line in sorted(body.changed, key=lambda line: line.level):
        save_version(by, line)
    for row in body.rows:
        if isinstance(row, Line):
            continue
        if id(row) in body.items:
            write_item(row, body.items[id(row)], addressees, by)
        elif id(row) in body.regrouped:
            save_version(by, row, ["order", "group"])
    renumber(moved)
    for line in body.gone:
        delete_as(by, line)


def renumber(rows: list[Row]) -> None:
    """A place among others is no editorial change: without history and version."""
    lines = [row for row in rows if isinstance(row, Line)]
    recommendations = [row for row in rows if isinstance(row, Recommendation)]
    Line.objects.bulk_update(lines, ["order"], AT_ONCE)
    Recommendation.objects.bulk_update(recommendations, ["order"], AT_ONCE)


def write_item(row: Recommendation, item: Item, addressees: AddresseeFinder, by: User | None) -> None:
    for name, value in recommendation_fields(item).items():
        setattr(row, name, value)
    save_version(by, row)
    parts = parts_of(row, item)
    left = write_parts(row, parts, by)
    address(row, asked_by(item, addressees, parts), by)
    delete_parts(left, by)


def new_section(found: Comparison, index: int, accepted: Collection[str], by: User | None) -> Section:
    _, said = found.sections[index]
    row = save_as(by, Section(forum=found.forum, order=index + 1, **section_fields(said)))
    if index in found.themes and found.themes_key(index) in accepted:
        row.themes.set(found.themes[index].meant)
    return row


def point_to_source(pairs: list[tuple[int, Recommendation | None, Item]], body: Body, refused: Collection[int]) -> None:
    """Where the corrected document says it, and the mark of the number: not an editorial change either."""
    rows: list[Recommendation] = []
    for _, row, item in pairs:
        if row is None or id(row) in body.items:
            continue
        before = row.source_first, row.source_last, row.label
        row.source_first, row.source_last = source_of(item.source)
        if not row.label and item.label == f"{row.number}." and id(row) not in refused:
            row.label = item.label
        if before != (row.source_first, row.source_last, row.label):
            rows.append(row)
    Recommendation.objects.bulk_update(rows, ["source_first", "source_last", "label"], AT_ONCE)
    lines = [line for line in body.lines.values() if line.pk]
    Line.objects.bulk_update(lines, ["source_first", "source_last"], AT_ONCE)
