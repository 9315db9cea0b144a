"""Text mode, the way back: what was typed becomes the sheet, and what it shares with the sheet before is kept.

A recommendation that says the same, or nearly the same, is the same card: its key, source, addressees' words and
settled doubts stay. Paragraphs that nothing holds any more are skipped, openly.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from resolution_reader import Block, Directory, Mention, Role, deadline
from resolution_reader.language import fold
from resolutions.review.operations.addressees import mention_of
from resolutions.review.operations.cards import blank_card
from resolutions.review.operations.sections import FIELDS, blank_section, edit_document
from resolutions.review.sheet import Card, Sheet, SheetSection, used_blocks, with_skipped
from resolutions.review.text_mode import TypedItem, TypedSection, typed

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
    sections = tuple(reading.section(section) for section in document.sections)
    sheet = replace(sheet, sections=sections, next_key=reading.next_key)
    return _with_blocks_placed(sheet, used_blocks(before), blocks)


def one_spacing(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class _Rereading:
    def __init__(self, before: Sheet, directory: Directory) -> None:
        self.directory = directory
        self.next_key = before.next_key
        self.sections = list(before.sections)
        self.cards = list(before.cards)
        self.size = len(self.cards)

    def new_key(self) -> int:
        self.next_key += 1
        return self.next_key - 1

    def section(self, section: TypedSection) -> SheetSection:
        title = section.title
        old = next((row for row in self.sections if " ".join((row.title or "").split()) == (title or "")), None)
        if old:
            self.sections.remove(old)
        kept = old or blank_section(self.new_key())
        preamble, lead_in = "\n".join(section.preamble), "\n".join(section.lead_in)
        return replace(
            kept,
            title=kept.title if old else title,
            # Blank lines that the text mode does not show are no change.
            preamble=kept.preamble if one_spacing(kept.preamble or "") == preamble else preamble or None,
            lead_in=kept.lead_in if one_spacing(kept.lead_in or "") == lead_in else lead_in or None,
            recommendations=tuple(self.card(item) for item in section.items),
        )

    def card(self, item: TypedItem) -> Card:
        old = self._same(item)
        if old:
            self.cards.remove(old)
        card = old or blank_card(self.new_key())
        if one_spacing(card.text) != item.text:
            card = replace(card, text=item.text, deadline=deadline(item.text), parts=())
        addressees = (
            *(self._mention(name, "lead", card) for name in dict.fromkeys(item.leads)),
            *(self._mention(name, "co-executor", card) for name in dict.fromkeys(item.helpers)),
        )
        proposed = tuple(
            f"unknown-body:{fold(mention.name)}"
            for mention in addressees
            if mention.match == "new" and mention not in card.addressees
        )
        settled = tuple(dict.fromkeys((*card.settled, *proposed)))
        return replace(card, number=item.number, addressees=addressees, settled=settled)

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
    holders: dict[int, tuple[int, ...]] = {}
    for index in (index for index in gone if index < len(blocks)):
        words = " ".join(blocks[index].text.split())
        holder = next((card for card in sheet.cards if words and words in " ".join(card.text.split())), None)
        if holder:
            holders[holder.key] = (*holders.get(holder.key, ()), index)
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(card, blocks=(*card.blocks, *holders.get(card.key, ()))) for card in section.recommendations
            ),
        )
        for section in sheet.sections
    )
    return with_skipped(replace(sheet, sections=sections), gone)
