"""«Это…»: the editor says what a paragraph of the source is. What held it before lets it go."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from resolution_reader import Block, deadline, parse_label
from resolutions.review.operations.cards import ImpossibleOperation, blank_card, remove_card, with_card, with_cards
from resolutions.review.operations.sections import blank_section, with_section
from resolutions.review.sheet import Sheet, SheetSection, used_blocks, with_skipped


def skip(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    return with_skipped(released(sheet, index, blocks), [index])


def as_recommendation(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """A card of its own, at its place in the order of the source."""
    sheet = released(sheet, index, blocks)
    label = parse_label(blocks[index].label)
    text = blocks[index].text
    card = replace(
        blank_card(sheet.next_key),
        number=label.number if label else None,
        text=text,
        deadline=deadline(text),
        blocks=(index,),
    )
    if not sheet.sections:
        sheet = replace(sheet, sections=(blank_section(sheet.next_key + 1),), next_key=sheet.next_key + 1)
    above, place = _place_in_source(sheet, index)
    cards = list(sheet.sections[above].recommendations)
    cards.insert(place, card)
    return with_skipped(replace(with_cards(sheet, above, cards), next_key=sheet.next_key + 1), [])


def as_continuation(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """The paragraph belongs to the recommendation that stands before it in the source."""
    owner = _card_before(sheet, index)
    if owner is None:
        raise ImpossibleOperation("Перед этим абзацем нет рекомендации, которую он мог бы продолжить.")
    sheet = released(sheet, index, blocks)
    text = blocks[index].printed
    return with_skipped(
        with_card(
            sheet,
            owner,
            lambda card: replace(
                card,
                text=f"{card.text}\n{text}".strip(),
                deadline=deadline(f"{card.text}\n{text}"),
                parts=(),
                blocks=(*card.blocks, index),
            ),
        ),
        [],
    )


def as_section_title(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """A new section begins here; recommendations that follow in the source go with it."""
    sheet = released(sheet, index, blocks)
    new = replace(blank_section(sheet.next_key), title=blocks[index].text, blocks=(index,))
    sections = list(sheet.sections)
    if sections:
        above, place = _place_in_source(sheet, index)
        cards = sections[above].recommendations
        sections[above] = replace(sections[above], recommendations=cards[:place])
        sections.insert(above + 1, replace(new, recommendations=cards[place:]))
    else:
        sections.append(new)
    return with_skipped(replace(sheet, sections=tuple(sections), next_key=sheet.next_key + 1), [])


def as_preamble(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    sheet = released(sheet, index, blocks)
    text = "\n".join(part for part in (sheet.preamble, blocks[index].printed) if part)
    return with_skipped(replace(sheet, preamble=text, blocks=(*sheet.blocks, index)), [])


KINDS: dict[str, Callable[[Sheet, int, Sequence[Block]], Sheet]] = {
    "recommendation": as_recommendation,
    "continuation": as_continuation,
    "section": as_section_title,
    "preamble": as_preamble,
    "skip": skip,
}


def assign(sheet: Sheet, index: int, kind: str, blocks: Sequence[Block]) -> Sheet:
    if not 0 <= index < len(blocks) or kind not in KINDS:
        raise ImpossibleOperation("Такого абзаца в документе нет.")
    return KINDS[kind](sheet, index, blocks)


def released(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """Whatever holds the paragraph lets it go, with its words."""
    if index not in used_blocks(sheet):
        return sheet
    owners = [card for card in sheet.cards if index in card.blocks]
    if len(owners) > 1:
        raise ImpossibleOperation("Абзац разделён на несколько рекомендаций: сначала объедините их.")
    if owners:
        return _released_by_card(sheet, owners[0].key, index, blocks)
    for place, section in enumerate(sheet.sections):
        if index in section.blocks:
            return with_section(sheet, place, _released_by_section(section, blocks[index], index))
    preamble = cut(sheet.preamble, blocks[index])
    return replace(sheet, preamble=preamble, blocks=tuple(block for block in sheet.blocks if block != index))


def _released_by_card(sheet: Sheet, key: int, index: int, blocks: Sequence[Block]) -> Sheet:
    card = sheet.card(key)
    if card.blocks == (index,):
        return remove_card(sheet, key)
    rest = tuple(block for block in card.blocks if block != index)
    text = cut(card.text, blocks[index])
    if text is None or text == card.text:
        raise ImpossibleOperation("Слова абзаца в рекомендации уже изменены: разделите её или поправьте текст сами.")
    return with_card(
        sheet, key, lambda row: replace(row, text=text, deadline=deadline(text), parts=(), blocks=rest, reported=())
    )


def _released_by_section(section: SheetSection, block: Block, index: int) -> SheetSection:
    return replace(
        section,
        title=cut(section.title, block),
        preamble=cut(section.preamble, block),
        lead_in=cut(section.lead_in, block),
        blocks=tuple(held for held in section.blocks if held != index),
    )


def cut(text: str | None, block: Block) -> str | None:
    """The text without the paragraph's words, None when nothing is left; the text itself when it lacks them."""
    for piece in (block.printed, block.text):
        if text and piece and piece in text:
            rest = text.replace(piece, "", 1)
            return re.sub(r"\n{2,}", "\n", rest).strip() or None
    return text


def _place_in_source(sheet: Sheet, index: int) -> tuple[int, int]:
    """Where a card of this paragraph belongs: after the nearest card, or section heading, that precedes it."""
    best, found = -1, (0, 0)
    for above, section in enumerate(sheet.sections):
        for held in section.blocks:
            if best < held < index:
                best, found = held, (above, 0)
        for place, card in enumerate(section.recommendations, 1):
            last = max(card.blocks, default=-1)
            if best <= last < index:
                best, found = last, (above, place)
    return found


def _card_before(sheet: Sheet, index: int) -> int | None:
    before = [(max(card.blocks), card.key) for card in sheet.cards if card.blocks and max(card.blocks) < index]
    return max(before)[1] if before else None
