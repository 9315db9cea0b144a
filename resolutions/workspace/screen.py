"""The review screen as data: one page of it, with the ways to what is left to look at on the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator

from resolution_reader import Block, Directory, Mention
from resolution_reader.language import fold
from resolutions.models import Theme
from resolutions.review.doubts import DOCUMENT, Doubt, doubts_of
from resolutions.review.named import is_open
from resolutions.review.operations.said import russian_day
from resolutions.review.proposed import themes_of
from resolutions.review.sheet import (
    Card,
    Row,
    Sheet,
    SheetGroup,
    SheetLine,
    SheetRemark,
    SheetSection,
    skipped_blocks,
    used_blocks,
)
from resolutions.web.paging import page_of
from resolutions.workspace.cutting import NEAR, Cut, anchor_of, cut
from resolutions.workspace.form import called, first_words_of
from resolutions.workspace.names import Names, names_of_document
from resolutions.workspace.shown import Chip, ShownBlock, ShownCard, ShownLine, ShownSection, pieces_of


@dataclass(frozen=True)
class Screen:
    """One page of the review, the only one of an ordinary draft; `sections` and `source` are what stands on it."""

    sheet: Sheet
    doubts: list[Doubt]
    sections: list[ShownSection]
    source: list[ShownBlock]
    placed: int
    stops: list[str]  # anchors of what is left to look at
    total: int  # paragraphs of the source
    cut: Cut
    page: int
    names: Names | None = None  # on the page where they stand

    @property
    def elsewhere(self) -> frozenset[str]:
        """Anchors of other pages."""
        return frozenset(anchor for anchor, page in self.cut.pages.items() if page != self.page)

    @property
    def has_about(self) -> bool:
        return self.cut.pages["about"] == self.page

    @property
    def has_names(self) -> bool:
        return self.names is not None

    @property
    def proposed_themes(self) -> int:
        """Of the sections of this page, how many wait for a word about what is proposed."""
        return sum(bool(shown.themes.proposed) for shown in self.sections)

    @property
    def before(self) -> str:
        """What is left to look at before this page, the nearest first; for the first page the last of all."""
        others = [stop for stop in self.stops if self.cut.pages[stop] != self.page]
        return next((stop for stop in reversed(others) if self.cut.pages[stop] < self.page), "") or (others or [""])[-1]

    @property
    def after(self) -> str:
        others = [stop for stop in self.stops if self.cut.pages[stop] != self.page]
        return next((stop for stop in others if self.cut.pages[stop] > self.page), "") or (others or [""])[0]

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


def stops_of(sheet: Sheet) -> list[str]:
    """Where something is left to look at, in the order of the screen."""
    return stops_in(doubts_of(sheet), sheet)


def stops_in(doubts: Sequence[Doubt], sheet: Sheet) -> list[str]:
    anchors = {DOCUMENT: "about"} | {section.key: f"s-{section.key}" for section in sheet.sections}
    anchors |= {line.key: anchor_of(line) for line in sheet.lines}
    return list(dict.fromkeys(anchors.get(doubt.where, f"c-{doubt.where}") for doubt in doubts))


def next_stops(sheet: Sheet, stops: list[str]) -> dict[str, str]:
    """For every place of the screen the next one to look at, after the last the first; nothing for the only one."""
    order = ["about"]
    for section in sheet.sections:
        order += [f"s-{section.key}", *map(anchor_of, section.body)]
    left, upcoming, following = set(stops), stops[0] if stops else "", {}
    for anchor in reversed(order):
        following[anchor] = "" if upcoming == anchor else upcoming
        upcoming = anchor if anchor in left else upcoming
    return following


def screen_of(
    sheet: Sheet,
    blocks: Sequence[Block],
    directory: Directory,
    asked: str | None = None,
    *,
    or_last: bool = False,
    fresh: int | None = None,
) -> Screen:
    """The page asked for; where there is none Http404, or with `or_last` the last one.

    `fresh`: the key of a row that was added a moment ago. That it is empty is no news until it is left.
    """
    every = doubts_of(sheet)
    doubts = [doubt for doubt in every if doubt.where != fresh]
    found = cut(sheet, blocks, doubts)
    pages = Paginator(range(found.count), 1)
    page = (pages.get_page(asked) if or_last else page_of(pages, asked)).number
    stops = stops_in(doubts, sheet)
    cards = cards_of(sheet, blocks, directory, every, stops, fresh)
    sections = [
        shown for number in range(len(sheet.sections)) if (shown := cards.section(sheet.sections, number, found, page))
    ]
    source = [row for row in _source(sheet, blocks, stops) if found.pages[f"b-{row.index}"] == page]
    add_themes(sections)
    names = names_of_document(sheet, doubts, directory) if found.pages["names"] == page else None
    return Screen(sheet, doubts, sections, source, len(used_blocks(sheet)), stops, len(blocks), found, page, names)


def add_themes(sections: Sequence[ShownSection]) -> None:
    """To those whose head stands here; one question to the database, however many they are."""
    heads = [shown for shown in sections if shown.has_head]
    meant = Theme.objects.all_meant()
    found = themes_of([shown.section for shown in heads], meant)
    current = sorted(set(meant.values()), key=lambda theme: theme.name_key)
    for shown in heads:
        shown.themes = found[shown.section.key]
        shown.offered = [theme for theme in current if theme not in shown.themes.given]


def cards_of(
    sheet: Sheet,
    blocks: Sequence[Block],
    directory: Directory,
    doubts: Sequence[Doubt],
    stops: list[str],
    fresh: int | None,
) -> "Cards":
    places = {anchor: place for place, anchor in enumerate(stops, 1)}
    by_place: dict[int, list[Doubt]] = {}
    for doubt in doubts:
        by_place.setdefault(doubt.where, []).append(doubt)
    named = Counter(fold(mention.name) for card in sheet.cards for mention in card.addressees)
    return Cards(stops, next_stops(sheet, stops), places, by_place, named, blocks, directory, fresh)


@dataclass(frozen=True)
class Cards:
    """What every card is shown with."""

    stops: list[str]
    following: dict[str, str]  # anchor -> what is left to look at after it
    places: dict[str, int]
    doubts: dict[int, list[Doubt]]
    named: Counter[str]
    blocks: Sequence[Block]
    directory: Directory
    fresh: int | None

    def section(self, sections: Sequence[SheetSection], number: int, cut: Cut, page: int) -> ShownSection | None:
        """What of a section stands on a page; None when nothing does."""
        section = sections[number]
        body = section.body
        anchors = [f"s-{section.key}", *map(anchor_of, body)]
        here = {anchor for anchor in anchors if cut.pages[anchor] == page}
        if not here:
            return None
        rows = [
            self.row(row, body[place - 1] if place else None)
            for place, row in enumerate(body)
            if anchors[place + 1] in here
        ]
        first = max(0, number - NEAR)
        choices = list(enumerate(sections[first : number + NEAR + 1], first + 1))
        return ShownSection(
            section,
            number + 1,
            self.doubts.get(section.key, []),
            rows,
            self.following[anchors[0]],
            choices,
            has_head=anchors[0] in here,
            has_end=anchors[-1] in here,
        )

    def row(self, row: Row, above: Row | None) -> ShownCard | ShownLine:
        """Over a line nothing is merged."""
        return self.card(row, is_first=not isinstance(above, Card)) if isinstance(row, Card) else self.line(row)

    def line(self, line: SheetLine) -> ShownLine:
        anchor = anchor_of(line)
        words = first_words_of(line)
        doubts, is_fresh = self.doubts.get(line.key, []), line.key == self.fresh
        return ShownLine(line, called(line), words, doubts, anchor, self.following[anchor], is_fresh)

    def card(self, card: Card, *, is_first: bool) -> ShownCard:
        anchor = f"c-{card.key}"
        return ShownCard(
            card,
            called(card),
            self.doubts.get(card.key, []),
            [self.chip(place, mention, card) for place, mention in enumerate(card.addressees)],
            is_first,
            [pieces_of(self.blocks[index], card.addressees) for index in card.blocks if index < len(self.blocks)],
            self.places.get(anchor, 0),
            len(self.stops),
            self.following[anchor],
            card.key == self.fresh,
        )

    def chip(self, place: int, mention: Mention, card: Card) -> Chip:
        is_red = any(row.is_of_name and row.detail == fold(mention.name) for row in self.doubts.get(card.key, ()))
        is_left = is_open(mention, card)
        found = self.directory.find(mention.name) if is_left and mention.match == "similar" else None
        is_inherited = card.implicit and "addressee-inherited" not in card.settled
        settled = "inherited" if is_inherited else "proposed" if mention.match != "known" else "known"
        return Chip(
            place,
            mention,
            "red" if is_red else mention.match if is_left else settled,
            is_left or is_red,
            found.body.name if found else "",
            self.named[fold(mention.name)] if is_left or is_red else 0,
        )


def _source(sheet: Sheet, blocks: Sequence[Block], stops: list[str]) -> list[ShownBlock]:
    preamble = sheet.preamble or ""
    held = {
        index: ("преамбула" if index < len(blocks) and blocks[index].text in preamble else "о форуме", "about")
        for index in sheet.blocks
    }
    named: dict[int, tuple[Mention, ...]] = {}
    for section in sheet.sections:
        held |= dict.fromkeys(section.blocks, ("секция", f"s-{section.key}"))
        for row in section.body:
            held |= dict.fromkeys(row.blocks, (what_is(row), anchor_of(row)))
            named |= dict.fromkeys(row.blocks, () if isinstance(row, SheetRemark) else row.addressees)
    skipped = skipped_blocks(sheet)
    shown = []
    for index, block in enumerate(blocks):
        what, anchor = held.get(index, ("пропущено" if index in skipped else "не разобрано", ""))
        shown.append(
            ShownBlock(
                index,
                block,
                pieces_of(block, named.get(index, ())),
                what,
                anchor,
                not anchor,
                anchor in stops and anchor != "about",
            )
        )
    return shown


def what_is(row: Row) -> str:
    if isinstance(row, Card):
        return f"рекомендация № {row.number}" if row.number else "рекомендация"
    return "вводная строка" if isinstance(row, SheetGroup) else "обсуждение"
