"""A section of the register as a correction is going to leave it; nothing is written here.

Accepted items and lines come to the document's places, all others stay as they stood.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, field

from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolutions.models import Line, Recommendation, Section
from resolutions.register.anew import take_over
from resolutions.register.arranging import Row, arranged, out_of_order
from resolutions.review.comparing import Comparison
from resolutions.review.enter import lines_of
from resolutions.vocabulary import LineKind


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
