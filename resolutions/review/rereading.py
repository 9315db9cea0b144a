"""Text mode, the way back: what was typed becomes the sheet, and what it shares with the sheet before is kept.

A recommendation that says the same, or nearly the same, is the same card: its key, source, addressees' words and
settled doubts stay. Paragraphs that nothing holds any more are skipped, openly.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from resolution_reader import Block, Directory, Mention, Role, act_of
from resolution_reader.language import fold
from resolutions.review.body import opened_by, placed, with_body
from resolutions.review.operations.addressees import mention_of
from resolutions.review.operations.cards import blank_card
from resolutions.review.operations.lines import told_as_printed
from resolutions.review.operations.said import with_text
from resolutions.review.operations.sections import FIELDS, blank_section, edit_document
from resolutions.review.sheet import (
    Card,
    Row,
    Sheet,
    SheetGroup,
    SheetLine,
    SheetRemark,
    SheetSection,
    used_blocks,
    with_skipped,
)
from resolutions.review.text_mode import TypedItem, TypedLine, TypedSection, mark_of, one_spacing, typed

# With how many of those left over, the nearest first, a text that nothing equals is compared: with all of an ordinary
# document; each of thousands with each would take minutes.
MOST_COMPARED, FEWEST_COMPARED = 150_000, 20
SAME = 0.6  # of 1: from here on a changed text is the same recommendation


def reread(text: str, before: Sheet, directory: Directory, blocks: Sequence[Block]) -> Sheet:
    document = typed(text)
    sheet = before
    for name in FIELDS:
        value = "\n".join(document.fields.get(name, []))
        if value != one_spacing(getattr(sheet, name) or ""):
            sheet = edit_document(sheet, name, value)
    reading = _Rereading(before, directory)
    sheet = replace(sheet, sections=reading.as_typed(document.sections), next_key=reading.next_key)
    return _with_blocks_placed(sheet, used_blocks(before), blocks)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class _Rereading:
    def __init__(self, before: Sheet, directory: Directory) -> None:
        self.directory = directory
        self.next_key = before.next_key
        self.sections = list(before.sections)  # that are not found in the text yet
        self.places = {section.key: place for place, section in enumerate(before.sections)}
        self.cards = list(before.cards)
        self.lines = list(before.lines)
        self.size = len(self.cards)

    def new_key(self) -> int:
        self.next_key += 1
        return self.next_key - 1

    def as_typed(self, sections: Sequence[TypedSection]) -> tuple[SheetSection, ...]:
        same = [self._of_title(section.title or "") for section in sections]
        return tuple(self.section(place, section, same[place]) for place, section in enumerate(sections))

    def _of_title(self, title: str) -> SheetSection | None:
        old = next((row for row in self.sections if " ".join((row.title or "").split()) == title), None)
        if old:
            self.sections.remove(old)
        return old

    def section(self, place: int, section: TypedSection, same: SheetSection | None) -> SheetSection:
        new = same or blank_section(self.new_key())
        rows = self.body(section)
        kept = same or self._renamed(place, rows) or new
        preamble = "\n".join(section.preamble)
        kept = replace(
            kept,
            title=kept.title if same else section.title,
            # Blank lines that the text mode does not show are no change.
            preamble=kept.preamble if one_spacing(kept.preamble or "") == preamble else preamble or None,
        )
        return with_body(kept, rows)

    def _renamed(self, place: int, rows: Sequence[Row]) -> SheetSection | None:
        """Of those whose title is gone the one that held most of its rows here; an empty one by its place."""
        here = {row.key for row in rows}
        for old in self.sections:
            held = [row.key for row in old.body]
            if (held and 2 * len(here.intersection(held)) > len(held)) or (not held and self.places[old.key] == place):
                self.sections.remove(old)
                return old
        return None

    def body(self, section: TypedSection) -> list[Row]:
        """Where a card stands in the text says which group it stands under."""
        rows: list[Row] = []
        over: list[SheetGroup] = []
        for row in section.rows:
            if isinstance(row, TypedItem):
                rows.append(placed(self.card(row, over), over[-1].key if over else None))
            elif row.kind == "end":
                over = [group for group in over if group.level < row.level]
            elif line := self.line(row):
                rows.append(line)
                over = opened_by(line, over) if isinstance(line, SheetGroup) else over
        return rows

    def line(self, typed: TypedLine) -> SheetLine | None:
        """That of the sheet before that says the same, or nearly the same. None for one that says nothing."""
        old = self._line_alike(typed)
        if old:
            self.lines.remove(old)
        if not typed.text and not (old and not old.text):
            return None
        if typed.kind == "remark":
            return self._remark(typed, old)
        return replace(self._group(typed, old), level=typed.level)

    def _remark(self, typed: TypedLine, old: SheetLine | None) -> SheetRemark:
        if isinstance(old, SheetRemark) and one_spacing(old.text) == typed.text:
            return old
        return SheetRemark(typed.text, 0, key=old.key if old else self.new_key(), blocks=old.blocks if old else ())

    def _group(self, typed: TypedLine, old: SheetLine | None) -> SheetGroup:
        if isinstance(old, SheetGroup) and one_spacing(old.printed) == typed.text:
            return old
        group = SheetGroup("", 0, key=old.key if old else self.new_key(), blocks=old.blocks if old else ())
        return told_as_printed(old if isinstance(old, SheetGroup) else group, typed.text)

    def _line_alike(self, typed: TypedLine) -> SheetLine | None:
        """One that becomes another kind of line is the same."""
        said = [(one_spacing(line.printed if isinstance(line, SheetGroup) else line.text), line) for line in self.lines]
        kind = SheetRemark if typed.kind == "remark" else SheetGroup
        said.sort(key=lambda pair: not isinstance(pair[1], kind))
        same = next((line for text, line in said if text == typed.text), None)
        if same:
            return same
        near = [(SequenceMatcher(None, words_of(text), words_of(typed.text)).ratio(), line) for text, line in said[:50]]
        best = max(near, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] > SAME else None

    def card(self, item: TypedItem, over: Sequence[SheetGroup]) -> Card:
        old = self._same(item)
        if old:
            self.cards.remove(old)
        card = old or blank_card(self.new_key())
        if one_spacing(card.text) != item.text:
            card = with_text(card, item.text)
        addressees = (
            *(self._mention(name, "lead", card) for name in dict.fromkeys(item.leads)),
            *(self._mention(name, "co-executor", card) for name in dict.fromkeys(item.helpers)),
        )
        proposed = tuple(
            f"unknown-body:{fold(mention.name)}"
            for mention in addressees
            if mention.match == "new" and mention not in card.addressees
        )
        if not old:
            lines = [group.text for group in reversed(over)]
            card = replace(card, act=act_of(item.text, lines, asks_somebody=bool(addressees)))
        if item.mark != mark_of(card):
            card = replace(card, number=item.number, label=item.mark or None)
        settled = tuple(dict.fromkeys((*card.settled, *proposed)))
        return replace(card, addressees=addressees, settled=settled)

    def _same(self, item: TypedItem) -> Card | None:
        for card in self.cards:
            if one_spacing(card.text) == item.text:
                return card
        best, found = SAME, None
        for card in self.cards[: max(FEWEST_COMPARED, MOST_COMPARED // max(1, self.size))]:
            matcher = SequenceMatcher(None, words_of(card.text), words_of(item.text), autojunk=False)
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), card
        return found

    def _mention(self, name: str, role: Role, card: Card) -> Mention:
        there = next((mention for mention in card.addressees if fold(mention.name) == fold(name)), None)
        return replace(there or mention_of(name, self.directory), role=role)


def _with_blocks_placed(sheet: Sheet, used_before: frozenset[int], blocks: Sequence[Block]) -> Sheet:
    """A paragraph whose card is gone belongs to the card that has its words now, or is skipped."""
    gone = sorted(used_before - used_blocks(sheet))
    held: dict[int, tuple[int, ...]] = {}
    rows = (*sheet.cards, *sheet.lines)
    for index in (index for index in gone if index < len(blocks)):
        words = " ".join(blocks[index].text.split())
        holder = next((row for row in rows if words and words in " ".join(row.text.split())), None)
        if holder:
            held[holder.key] = (*held.get(holder.key, ()), index)
    sections = tuple(
        with_body(section, [replace(row, blocks=(*row.blocks, *held.get(row.key, ()))) for row in section.body])
        for section in sheet.sections
    )
    return with_skipped(replace(sheet, sections=sections), gone)
