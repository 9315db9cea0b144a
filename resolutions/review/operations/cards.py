"""Operations on single recommendations: each takes a sheet and gives another one; nothing else happens."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from resolution_reader import Block, Mention, deadline, parse_label
from resolution_reader.language import fold
from resolutions.review.sheet import NOWHERE, Card, Sheet, SheetSection, with_skipped

Place = tuple[int, int]  # of a section in the sheet, of a card in the section


class ImpossibleOperation(ValueError):
    """The message is a Russian sentence for the editor; the sheet stays as it was."""


def place_of(sheet: Sheet, key: int) -> Place:
    for above, section in enumerate(sheet.sections):
        for place, card in enumerate(section.recommendations):
            if card.key == key:
                return above, place
    raise ImpossibleOperation("Этой рекомендации в черновике уже нет.")


def with_card(sheet: Sheet, key: int, change: Callable[[Card], Card]) -> Sheet:
    above, place = place_of(sheet, key)
    cards = list(sheet.sections[above].recommendations)
    cards[place] = change(cards[place])
    return with_cards(sheet, above, cards)


def with_cards(sheet: Sheet, above: int, cards: Sequence[Card]) -> Sheet:
    sections = list(sheet.sections)
    sections[above] = replace(sections[above], recommendations=tuple(cards))
    return replace(sheet, sections=tuple(sections))


def edit_text(sheet: Sheet, key: int, text: str) -> Sheet:
    return with_card(
        sheet,
        key,
        lambda card: card if card.text == text else replace(card, text=text, deadline=deadline(text), parts=()),
    )


def edit_number(sheet: Sheet, key: int, number: str) -> Sheet:
    return with_card(sheet, key, lambda card: replace(card, number="".join(number.split()) or None))


def add_card(sheet: Sheet, section_key: int, after: int | None = None) -> Sheet:
    """An empty recommendation at the end of a section, or after one of its cards."""
    above = next((place for place, section in enumerate(sheet.sections) if section.key == section_key), None)
    if above is None:
        raise ImpossibleOperation("Этой секции в черновике уже нет.")
    cards = list(sheet.sections[above].recommendations)
    place = next((place + 1 for place, card in enumerate(cards) if card.key == after), len(cards))
    cards.insert(place, blank_card(sheet.next_key))
    return replace(with_cards(sheet, above, cards), next_key=sheet.next_key + 1)


def blank_card(key: int) -> Card:
    return Card(number=None, text="", deadline=None, implicit=False, source=NOWHERE, key=key)


def split(sheet: Sheet, key: int, offsets: Sequence[int]) -> Sheet:
    """New recommendations begin at these places of the text; all keep the source and the lead-in.

    Each keeps the addressees that it names itself; one that names none keeps them all.
    """
    above, place = place_of(sheet, key)
    cards = list(sheet.sections[above].recommendations)
    card = cards[place]
    edges = [0, *sorted({offset for offset in offsets if 0 < offset < len(card.text)}), len(card.text)]
    texts = [card.text[start:end].strip() for start, end in pairwise(edges)]
    if len(texts) < 2 or not all(texts):
        raise ImpossibleOperation("Разделять нечего: поставьте границу внутри текста.")
    parts = [
        replace(card, text=text, deadline=deadline(text), parts=(), reported=(), addressees=_named_in(text, card))
        for text in texts
    ]
    others = [replace(part, key=sheet.next_key + step, number=None) for step, part in enumerate(parts[1:])]
    cards[place : place + 1] = [parts[0], *others]
    return replace(with_cards(sheet, above, cards), next_key=sheet.next_key + len(texts) - 1)


def _named_in(text: str, card: Card) -> tuple[Mention, ...]:
    words = fold(text)
    named = tuple(mention for mention in card.addressees if mention.as_written and fold(mention.as_written) in words)
    return named or card.addressees


def merge_with_previous(sheet: Sheet, key: int) -> Sheet:
    """The text joins the card above in the same section, under its number; addressees of both."""
    above, place = place_of(sheet, key)
    if place == 0:
        raise ImpossibleOperation("Над этой рекомендацией в секции нет другой: объединять не с чем.")
    cards = list(sheet.sections[above].recommendations)
    upper, lower = cards[place - 1], cards[place]
    text = "\n".join(part for part in (upper.text, lower.text) if part)
    known = {(mention.known_as or mention.name) for mention in upper.addressees}
    more = tuple(mention for mention in lower.addressees if (mention.known_as or mention.name) not in known)
    merged = replace(
        upper,
        text=text,
        deadline=deadline(text),
        parts=(),
        addressees=upper.addressees + more,
        blocks=tuple(dict.fromkeys(upper.blocks + lower.blocks)),
        reported=(),
        settled=tuple(dict.fromkeys(upper.settled + lower.settled)),
    )
    cards[place - 1 : place + 1] = [merged]
    return with_cards(sheet, above, cards)


def move(sheet: Sheet, key: int, step: int) -> Sheet:
    """One place up (-1) or down (1); over the edge of its section into the next one."""
    above, place = place_of(sheet, key)
    cards = list(sheet.sections[above].recommendations)
    card = cards.pop(place)
    if 0 <= place + step <= len(cards):
        cards.insert(place + step, card)
        return with_cards(sheet, above, cards)
    target = above + step
    if not 0 <= target < len(sheet.sections):
        raise ImpossibleOperation("Дальше двигать некуда.")
    others = list(sheet.sections[target].recommendations)
    others.insert(len(others) if step < 0 else 0, card)
    return with_cards(with_cards(sheet, above, cards), target, others)


def move_to_section(sheet: Sheet, key: int, section_key: int) -> Sheet:
    """To the end of another section."""
    above, place = place_of(sheet, key)
    target = next((place for place, section in enumerate(sheet.sections) if section.key == section_key), None)
    if target is None:
        raise ImpossibleOperation("Этой секции в черновике уже нет.")
    if target == above:
        return sheet
    card = sheet.sections[above].recommendations[place]
    rest = [row for row in sheet.sections[above].recommendations if row.key != key]
    return with_cards(
        with_cards(sheet, above, rest), target, [*sheet.sections[target].recommendations, replace(card, lead_in=None)]
    )


def remove_card(sheet: Sheet, key: int) -> Sheet:
    """«Не рекомендация»: its paragraphs are skipped, openly, unless another card holds them as well."""
    above, place = place_of(sheet, key)
    cards = list(sheet.sections[above].recommendations)
    card = cards.pop(place)
    return with_skipped(with_cards(sheet, above, cards), card.blocks)


def renumber_as_printed(sheet: Sheet, blocks: Sequence[Block]) -> Sheet:
    """Each card bears the number printed before its first paragraph; the later halves of a split have none."""
    seen: set[int] = set()
    sections: list[SheetSection] = []
    for section in sheet.sections:
        cards = []
        for card in section.recommendations:
            first = card.blocks[0] if card.blocks else None
            if first is None or first >= len(blocks):
                cards.append(card)
                continue
            label = parse_label(blocks[first].label) if first not in seen else None
            cards.append(replace(card, number=label.number if label else None))
            seen.add(first)
        sections.append(replace(section, recommendations=tuple(cards)))
    return replace(sheet, sections=tuple(sections))


def settle(sheet: Sheet, where: int, doubts: Sequence[str]) -> Sheet:
    """The editor has looked: these doubts of a card, a section or the document (0) are gone for good."""
    if where == 0:
        return replace(sheet, settled=tuple(dict.fromkeys((*sheet.settled, *doubts))))
    for above, section in enumerate(sheet.sections):
        if section.key == where:
            sections = list(sheet.sections)
            sections[above] = replace(section, settled=tuple(dict.fromkeys((*section.settled, *doubts))))
            return replace(sheet, sections=tuple(sections))
    return with_card(sheet, where, lambda card: replace(card, settled=tuple(dict.fromkeys((*card.settled, *doubts)))))
