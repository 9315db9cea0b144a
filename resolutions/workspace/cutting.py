"""A large draft on several pages: what stands on which, so that none is more than a browser and a form can hold.

A page is cut by what its HTML will weigh; that of an ordinary draft is one. Sections stay whole where they fit on a
page, cards always. A paragraph of the source stands with what holds it, a skipped one with what stands before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from resolution_reader import Block, Mention, Other
from resolutions.review.doubts import DOCUMENT, Doubt
from resolutions.review.named import names_in, of_nobody, same_bodies
from resolutions.review.operations.said import term_shown
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup, SheetLine, SheetSection

MOST = 1_000_000  # bytes of HTML
AROUND = 80_000  # of them for the head and foot of the page, the names to offer, the ways to other pages
ROOM = MOST - AROUND
MOST_NAMES, LINKS, NOBODY = 150, 6, 40  # rows of the table of names, links of each, and to those that ask nobody
NEAR = 20  # sections before and after its own that a card may be moved to; the farther ones by text

# What the templates in templates/workspace/ weigh without the words, and how often those stand there; rounded up, and
# held by tests against the pages themselves.
ABOUT, SECTION, CARD, LINE, ROW, CHOICE = 3_600, 7_000, 3_600, 2_700, 1_450, 90
KNOWN, OPEN = 1_330, 1_930  # an addressee that is known, one that waits for a word
LOOKS, DOUBT = 600, 420  # what is left to look at in one place, and each of it
NAME, TABLE, SAME, LINK, IN_NAME = 2_600, 3_000, 900, 260, 8  # of the names of the document
IN_CARD, IN_LINE, IN_SECTION, IN_KNOWN, IN_OPEN = 16, 9, 4, 5, 9


@dataclass(frozen=True)
class Part:
    """A card, a line, the head of a section or «О форуме», with the paragraphs that stand beside it."""

    anchor: str
    weight: int
    rows: list[tuple[str, int]]  # (anchor, weight)


@dataclass
class Cut:
    """The page on which each anchor of the screen stands, from 1."""

    pages: dict[str, int] = field(default_factory=dict)
    count: int = 1

    def page_of(self, anchor: str, otherwise: int = 1) -> int:
        return self.pages.get(anchor, min(max(otherwise, 1), self.count))


def cut(sheet: Sheet, blocks: Sequence[Block], doubts: Sequence[Doubt]) -> Cut:
    found, used = Cut(), 0

    def put(anchor: str, weight: int, *, whole: int = 0) -> None:
        nonlocal used
        needed = whole if weight <= whole <= ROOM else weight
        if used and used + needed > ROOM:
            found.count, used = found.count + 1, 0
        found.pages[anchor] = found.count
        used += weight

    for parts in groups(sheet, blocks, doubts):
        whole = sum(part.weight + sum(weight for _, weight in part.rows) for part in parts)
        for place, part in enumerate(parts):
            beside = part.weight + sum(weight for _, weight in part.rows)
            put(part.anchor, part.weight, whole=whole if place == 0 and whole <= ROOM else beside)
            for anchor, weight in part.rows:
                put(anchor, weight)
    return found


def groups(sheet: Sheet, blocks: Sequence[Block], doubts: Sequence[Doubt]) -> Iterator[list[Part]]:
    """What would best stay together: «О форуме», then each section with its cards."""
    of_doubts: dict[int, int] = {}
    for doubt in doubts:
        weight = 0 if doubt.is_of_name else DOUBT + 3 * size(doubt.hint)
        of_doubts[doubt.where] = of_doubts.get(doubt.where, LOOKS) + weight
    rows = rows_beside(sheet, blocks)
    about = ABOUT + 3 * size(sheet.title) + size(sheet.preamble) + 2 * size(sheet.place)
    yield [Part("about", about + of_doubts.get(DOCUMENT, 0), rows.get("about", []))]
    yield [Part("names", weight_of_names(sheet, doubts), [])]
    for number, section in enumerate(sheet.sections):
        near = sheet.sections[max(0, number - NEAR) : number + NEAR + 1]
        choices = sum(CHOICE + size((row.title or "")[:40]) for row in near) if len(near) > 1 else 0
        head = Part(f"s-{section.key}", weight_of_head(section), rows.get(f"s-{section.key}", []))
        yield [
            Part(head.anchor, head.weight + of_doubts.get(section.key, 0), head.rows),
            *(
                Part(
                    anchor_of(row),
                    weight_of_row(row, blocks) + choices + of_doubts.get(row.key, 0),
                    rows.get(anchor_of(row), []),
                )
                for row in section.body
            ),
        ]


def weight_of_names(sheet: Sheet, doubts: Sequence[Doubt]) -> int:
    """The table of names, as long as it may be."""
    found = names_in(sheet, doubts)
    rows = [
        NAME
        + IN_NAME * size(row.name)
        + sum(map(size, row.words))
        + 3 * size(row.fault)
        + LINK * len(row.cards[:LINKS])
        for row in found[:MOST_NAMES]
    ]
    pairs = same_bodies(sheet, found)[:MOST_NAMES]
    same = sum(SAME + 6 * (size(pair.shorter.name) + size(pair.longer.name)) for pair in pairs)
    return TABLE + sum(rows) + same + LINK * min(len(of_nobody(sheet)), NOBODY)


def weight_of_head(section: SheetSection) -> int:
    return SECTION + IN_SECTION * size(section.title) + size(section.preamble)


def anchor_of(row: Row) -> str:
    return f"c-{row.key}" if isinstance(row, Card) else f"l-{row.key}"


def weight_of_row(row: Row, blocks: Sequence[Block]) -> int:
    return weight_of_card(row, blocks) if isinstance(row, Card) else weight_of_line(row)


def weight_of_line(line: SheetLine) -> int:
    words = " ".join((line.printed if isinstance(line, SheetGroup) else line.text).split()[:4])
    bodies: list[Mention | Other] = [*line.addressees, *line.others] if isinstance(line, SheetGroup) else []
    return LINE + IN_LINE * size(words) + size(line.text) + sum(size(body.name) + 20 for body in bodies)


def weight_of_card(card: Card, blocks: Sequence[Block]) -> int:
    name = size(card.number) if card.number else size(" ".join(card.text.split()[:4]))
    sources = sum(size(blocks[index].printed) + 40 for index in card.blocks if index < len(blocks))
    chips = sum(map(weight_of_chip, card.addressees))
    said = size(term_shown(card.deadline)) + size(card.repeats) + sum(size(other.name) + 20 for other in card.others)
    return CARD + IN_CARD * name + size(card.text) + sources + chips + said


def weight_of_chip(body: Mention) -> int:
    fixed, names = (KNOWN, IN_KNOWN) if body.match == "known" else (OPEN, IN_OPEN)
    return fixed + names * max(size(body.name), size(body.known_as)) + size(body.as_written)


def rows_beside(sheet: Sheet, blocks: Sequence[Block]) -> dict[str, list[tuple[str, int]]]:
    held = holders(sheet)
    beside: dict[str, list[tuple[str, int]]] = {}
    anchor = "about"
    for index, block in enumerate(blocks):
        anchor = held.get(index, anchor)
        beside.setdefault(anchor, []).append((f"b-{index}", ROW + size(block.printed)))
    return beside


def holders(sheet: Sheet) -> dict[int, str]:
    """{paragraph: the anchor of what holds it}."""
    held = dict.fromkeys(sheet.blocks, "about")
    for section in sheet.sections:
        held |= dict.fromkeys(section.blocks, f"s-{section.key}")
        for row in section.body:
            held |= dict.fromkeys(row.blocks, anchor_of(row))
    return held


def size(text: str | None) -> int:
    """In bytes, as HTML: what is escaped takes up to six letters."""
    return len(text.encode()) + 5 * sum(map(text.count, "&<>\"'")) if text else 0
