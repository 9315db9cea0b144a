"""What a section holds after a correction: accepted items and lines at the document's places, all others as they stood.

An accepted item takes the document's words and place, a refused one keeps its own, and its code, as it was.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field

from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolutions.models import Forum, Line, Recommendation, Section, User
from resolutions.permissions import require
from resolutions.register.addressing import address
from resolutions.register.anew import take_over
from resolutions.register.arranging import Row, arranged, out_of_order
from resolutions.register.authorship import delete_as, save_as, save_version
from resolutions.register.directory import AddresseeFinder
from resolutions.register.parts import delete_parts, write_parts
from resolutions.review.comparing import Comparison
from resolutions.review.enter import asked_by, lines_of, parts_of
from resolutions.review.row_fields import recommendation_fields, section_fields, source_of
from resolutions.vocabulary import LineKind

AT_ONCE = 200  # rows; a statement about thousands takes minutes to be put together


@dataclass
class Body:
    """One section of the document as it is going to stand in the register; `section` is None for a new one.

    Rows of the register are looked up by the identity, id(), of what the document says, and the other way round:
    new ones have no key yet.
    """

    section: Section | None
    said: DraftSection
    takes_lines: bool
    knows_lines: bool  # takes them, or has the same
    items: dict[int, Item] = field(default_factory=dict)  # {accepted row: what the document says}
    others: dict[int, Item] = field(default_factory=dict)  # the same of refused ones, and of those that are unchanged
    movable: set[int] = field(default_factory=set)  # what nobody has refused to change
    lines: dict[int, Line] = field(default_factory=dict)  # {what the document says: line}; none where they are refused
    changed: list[Line] = field(default_factory=list)
    gone: list[Line] = field(default_factory=list)
    known: dict[int, Row] = field(default_factory=dict)  # {what the document says: its row}
    rows: list[Row] = field(default_factory=list)
    regrouped: set[int] = field(default_factory=set)


def key_of(row: Recommendation | None, place: int) -> str:
    return f"changed:{row.code}:{row.version}" if row else f"added:{place}"


def removed(found: Comparison, accepted: Collection[str]) -> list[Recommendation]:
    return [row for row in found.removed if f"removed:{row.code}:{row.version}" in accepted]


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
            write_body(body, section or new_section(found.forum, body.said, index + 1, by), addressees, by)
        point_to_source(found.pairs_in(index), body, refused)


def body_of(found: Comparison, index: int, accepted: Collection[str], staying: list[Recommendation]) -> Body:
    section, said = found.sections[index]
    lines_key = found.lines_key(index)
    keys = {row.pk for row in staying}
    taken: dict[int, Row] = {}
    kept: dict[int, Row] = {}
    for place, row, item in found.pairs_in(index):
        if key_of(row, place) in accepted:
            taken[id(item)] = row or Recommendation()
        elif row and row.pk in keys:
            kept[id(item)] = row
    takes_lines = lines_key in accepted or (section is None and bool(taken))
    body = Body(section, said, takes_lines, knows_lines=takes_lines or lines_key is None)
    by_id = {id(item): item for item in said.recommendations}
    body.items = {id(row): by_id[item] for item, row in taken.items()}
    body.others = {id(row): by_id[item] for item, row in kept.items()}
    find_lines(body)
    body.known = {**taken, **kept, **body.lines}
    body.rows = [*([] if body.takes_lines or section is None else section.lines_shown), *staying]
    body.rows.sort(key=lambda row: row.order)
    return body


def arrange(body: Body) -> None:
    in_document = [body.known[id(one)] for one in body.said.body if id(one) in body.known]
    body.rows = arranged(body.rows, in_document, moving_in(body, in_document))
    stand_under(body)


def find_lines(body: Body) -> None:
    said = lines_of(body.said, body.section)
    old = body.section.lines_shown if body.section else []
    if body.takes_lines:
        body.changed, body.gone = take_over([line for _, line in said], old, words_of)
        body.lines = dict(said)
    elif body.knows_lines and body.section:
        for (key, line), standing in zip(said, old, strict=True):
            standing.source_first, standing.source_last = line.source_first, line.source_last
            body.lines[key] = standing


def words_of(line: Line) -> Hashable:
    return line.kind, line.label, line.text, line.above and words_of(line.above)


def moving_in(body: Body, in_document: list[Row]) -> set[int]:
    """New rows, lines that are taken, and what may move and stands in another order."""
    place = {id(row): number for number, row in enumerate(body.rows)}
    known = [row for row in in_document if id(row) in place]
    late = out_of_order([place[id(row)] for row in known])
    moved = {id(row) for number, row in enumerate(known) if number in late and id(row) in body.movable}
    return moved | {id(row) for row in in_document if id(row) not in place}


def stand_under(body: Body) -> None:
    """Each item under the group that the document says, where its lines are known; a new one else as that above it.

    Under none that does not stand above it: what is refused may keep it from there.
    """
    passed: set[Hashable] = set()
    above: Line | None = None
    for row in body.rows:
        if isinstance(row, Line):
            stand_below(row, passed, body)
            above = row if row.kind == LineKind.GROUP else above
            passed.add(known_by(row))
            continue
        before, group = row.group_id, row.group
        item = body.items.get(id(row)) or (body.others.get(id(row)) if body.takes_lines else None)
        if item and body.knows_lines:
            group = body.lines[id(body.said.groups[item.group])] if item.group is not None else None
        if group and known_by(group) not in passed:
            group = above
        row.group = above = group
        if (group is None) != (before is None) or (group and group.pk != before):
            body.regrouped.add(id(row))


def stand_below(line: Line, passed: set[Hashable], body: Body) -> None:
    above = line.above if line.above and known_by(line.above) in passed else None
    level = above.level + 1 if above else 1
    if level != line.level:
        line.above, line.level = above, level
        if not any(line is other for other in body.changed):
            body.changed.append(line)


def known_by(line: Line) -> Hashable:
    """One that is new has no key yet; one that was read twice has the same."""
    return ("new", id(line)) if line.pk is None else line.pk


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


def new_section(forum: Forum, said: DraftSection, order: int, by: User | None) -> Section:
    return save_as(by, Section(forum=forum, order=order, **section_fields(said)))


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
