"""The review screen as data: cards with their doubts and chips, the source with who holds each paragraph."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from resolutions.intake.directory import Directory
from resolutions.intake.outline import Mention
from resolutions.intake.readers.blocks import Block
from resolutions.language.folding import fold
from resolutions.review.doubts import DOCUMENT, Doubt, doubts_of
from resolutions.review.sheet import Card, Sheet, SheetSection, skipped_blocks, used_blocks
from resolutions.review.text_mode import russian_day
from resolutions.workspace.form import called

LONG = 400  # cards; a form has at most 5,000 fields (settings), a card up to ten


@dataclass(frozen=True)
class Chip:
    """An addressee on a card; `state` is known, similar, new, inherited or (confirmed) proposed."""

    place: int
    mention: Mention
    state: str
    is_open: bool
    similar_to: str
    alike: int


@dataclass(frozen=True)
class ShownCard:
    card: Card
    name: str
    doubts: list[Doubt]
    chips: list[Chip]
    is_first: bool
    sources: list[Block]
    place: int = 0  # among what is left to look at, from 1; 0 when nothing is left here
    of: int = 0
    next_anchor: str = ""

    @property
    def look_id(self) -> str:
        return f"c-{self.card.key}-look"

    @property
    def anchor(self) -> str:
        return f"c-{self.card.key}"

    @property
    def first_block(self) -> int | None:
        return min(self.card.blocks, default=None)

    @property
    def open_names(self) -> int:
        return sum(chip.is_open for chip in self.chips)

    @property
    def rows(self) -> int:
        return min(20, max(2, sum(len(line) // 62 + 1 for line in self.card.text.split("\n"))))


@dataclass(frozen=True)
class ShownSection:
    section: SheetSection
    number: int
    doubts: list[Doubt]
    cards: list[ShownCard]
    next_anchor: str = ""

    @property
    def look_id(self) -> str:
        return f"s-{self.section.key}-look"


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph of the source; `what` says what it has become, `anchor` is the card that holds it."""

    index: int
    block: Block
    what: str
    anchor: str
    is_skipped: bool
    has_doubts: bool


@dataclass(frozen=True)
class Screen:
    sheet: Sheet
    doubts: list[Doubt]
    sections: list[ShownSection]
    source: list[ShownBlock]
    placed: int
    stops: list[str] = field(default_factory=list)  # anchors of what is left to look at

    @property
    def total(self) -> int:
        return len(self.source)

    @property
    def is_long(self) -> bool:
        """Too many cards for all their fields in one form; whom they ask is edited as text then."""
        return len(self.sheet.cards) > LONG

    @property
    def of_document(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.where == DOCUMENT]

    @property
    def errors(self) -> list[Doubt]:
        return [doubt for doubt in self.doubts if doubt.is_error]

    @property
    def day(self) -> str:
        return russian_day(self.sheet.date or "")

    @property
    def last_day(self) -> str:
        return russian_day(self.sheet.date_end or "")


def anchor_of(where: int, sheet: Sheet) -> str:
    if where == DOCUMENT:
        return "about"
    return f"s-{where}" if any(section.key == where for section in sheet.sections) else f"c-{where}"


def stops_of(sheet: Sheet) -> list[str]:
    """Where something is left to look at, in the order of the screen."""
    return list(dict.fromkeys(anchor_of(doubt.where, sheet) for doubt in doubts_of(sheet)))


def next_stops(sheet: Sheet, stops: list[str]) -> dict[str, str]:
    """For every place of the screen the next one to look at, after the last the first; nothing for the only one."""
    order = ["about"]
    for section in sheet.sections:
        order += [f"s-{section.key}", *(f"c-{card.key}" for card in section.recommendations)]
    left, upcoming, following = set(stops), stops[0] if stops else "", {}
    for anchor in reversed(order):
        following[anchor] = "" if upcoming == anchor else upcoming
        upcoming = anchor if anchor in left else upcoming
    return following


def screen_of(sheet: Sheet, blocks: Sequence[Block], directory: Directory) -> Screen:
    doubts = doubts_of(sheet)
    stops = stops_of(sheet)
    places = {anchor: place for place, anchor in enumerate(stops, 1)}
    by_place: dict[int, list[Doubt]] = {}
    for doubt in doubts:
        by_place.setdefault(doubt.where, []).append(doubt)
    named = Counter(fold(mention.name) for card in sheet.cards for mention in card.addressees)
    following = next_stops(sheet, stops)
    desk = Desk(stops, following, places, by_place, named, blocks, directory)
    sections = []
    for number, section in enumerate(sheet.sections, 1):
        cards = [desk.card(card, is_first=place == 0) for place, card in enumerate(section.recommendations)]
        of_section = by_place.get(section.key, [])
        sections.append(ShownSection(section, number, of_section, cards, following[f"s-{section.key}"]))
    return Screen(sheet, doubts, sections, _source(sheet, blocks, stops), len(used_blocks(sheet)), stops)


@dataclass(frozen=True)
class Desk:
    """What every card is shown with."""

    stops: list[str]
    following: dict[str, str]  # anchor -> what is left to look at after it
    places: dict[str, int]
    doubts: dict[int, list[Doubt]]
    named: Counter[str]
    blocks: Sequence[Block]
    directory: Directory

    def card(self, card: Card, *, is_first: bool) -> ShownCard:
        anchor = f"c-{card.key}"
        return ShownCard(
            card,
            called(card),
            self.doubts.get(card.key, []),
            [self.chip(place, mention, card) for place, mention in enumerate(card.addressees)],
            is_first,
            [self.blocks[index] for index in card.blocks if index < len(self.blocks)],
            self.places.get(anchor, 0),
            len(self.stops),
            self.following[anchor],
        )

    def chip(self, place: int, mention: Mention, card: Card) -> Chip:
        code = {"new": "unknown-body", "similar": "similar-body"}.get(mention.match, "")
        is_open = bool(code) and f"{code}:{fold(mention.name)}" not in card.settled
        found = self.directory.find(mention.name) if is_open and mention.match == "similar" else None
        is_inherited = card.implicit and "addressee-inherited" not in card.settled
        settled = "inherited" if is_inherited else "proposed" if code else "known"
        return Chip(
            place,
            mention,
            mention.match if is_open else settled,
            is_open,
            found.body.name if found else "",
            self.named[fold(mention.name)] if is_open else 0,
        )


def _source(sheet: Sheet, blocks: Sequence[Block], stops: list[str]) -> list[ShownBlock]:
    preamble = sheet.preamble or ""
    held = {
        index: ("преамбула" if index < len(blocks) and blocks[index].text in preamble else "о форуме", "about")
        for index in sheet.blocks
    }
    for section in sheet.sections:
        held |= dict.fromkeys(section.blocks, ("секция", f"s-{section.key}"))
        for card in section.recommendations:
            name = f"рекомендация № {card.number}" if card.number else "рекомендация"
            held |= dict.fromkeys(card.blocks, (name, f"c-{card.key}"))
    skipped = skipped_blocks(sheet)
    shown = []
    for index, block in enumerate(blocks):
        what, anchor = held.get(index, ("пропущено" if index in skipped else "не разобрано", ""))
        shown.append(ShownBlock(index, block, what, anchor, not anchor, anchor in stops and anchor != "about"))
    return shown
