"""«Это…»: the editor says what a paragraph of the source is. What held it before lets it go."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from resolution_reader import Block, deadline, heading_title, parse_label, repeats
from resolutions.review.body import group_above, placed
from resolutions.review.operations.cards import (
    ImpossibleOperation,
    blank_card,
    remove_card,
    with_card,
    with_rows,
    with_section,
)
from resolutions.review.operations.lines import opened, remove_line, retold, with_line
from resolutions.review.operations.said import with_text
from resolutions.review.operations.sections import blank_section, parted
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

SHARED = "Абзац разделён на несколько рекомендаций: сначала объедините их."
SHARED_WITH_LINES = "Абзац поделён между рекомендациями и обсуждением: сначала уберите лишние."
REWRITTEN = "Слова абзаца в рекомендации уже изменены: разделите её или поправьте текст сами."


def skip(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    return with_skipped(released(sheet, index, blocks), [index])


def as_recommendation(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """A card of its own, at its place in the order of the source."""
    sheet = _with_a_section(released(sheet, index, blocks))
    label = parse_label(blocks[index].label)
    text = blocks[index].text
    card = replace(
        blank_card(sheet.next_key),
        number=label.number if label else None,
        label=label.printed if label else None,
        text=text,
        deadline=deadline(text),
        repeats=repeats(text),
        blocks=(index,),
    )
    above, place = _place_in_source(sheet, index)
    rows = list(sheet.sections[above].body)
    rows.insert(place, placed(card, group_above(rows, place)))
    return _with_new(sheet, above, rows)


def _with_a_section(sheet: Sheet) -> Sheet:
    if sheet.sections:
        return sheet
    return replace(sheet, sections=(blank_section(sheet.next_key),), next_key=sheet.next_key + 1)


def _with_new(sheet: Sheet, above: int, rows: Sequence[Row]) -> Sheet:
    return with_skipped(replace(with_rows(sheet, above, rows), next_key=sheet.next_key + 1), [])


def as_group(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """A line over the cards below it, up to the next such line."""
    sheet = _with_a_section(released(sheet, index, blocks))
    label = parse_label(blocks[index].label)
    group = SheetGroup(
        blocks[index].text,
        0,
        number=label.number if label else None,
        label=label.printed if label else None,
        key=sheet.next_key,
        blocks=(index,),
    )
    above, place = _place_in_source(sheet, index)
    return _with_new(sheet, above, opened(list(sheet.sections[above].body), place, group))


def as_remark(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    sheet = _with_a_section(released(sheet, index, blocks))
    above, place = _place_in_source(sheet, index)
    rows = list(sheet.sections[above].body)
    rows.insert(place, SheetRemark(blocks[index].printed, 0, key=sheet.next_key, blocks=(index,)))
    return _with_new(sheet, above, rows)


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
            lambda card: replace(with_text(card, f"{card.text}\n{text}".strip()), blocks=(*card.blocks, index)),
        ),
        [],
    )


def as_section_title(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """A new section begins here; what follows in the source goes with it."""
    sheet = released(sheet, index, blocks)
    title = heading_title(blocks, index) or blocks[index].text
    new = replace(blank_section(sheet.next_key), title=title, title_as_written=blocks[index].printed, blocks=(index,))
    found = parted(sheet, *_place_in_source(sheet, index), new) if sheet.sections else replace(sheet, sections=(new,))
    return with_skipped(replace(found, next_key=sheet.next_key + 1), [])


def as_preamble(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    sheet = released(sheet, index, blocks)
    text = "\n".join(part for part in (sheet.preamble, blocks[index].printed) if part)
    return with_skipped(replace(sheet, preamble=text, blocks=(*sheet.blocks, index)), [])


def as_title(sheet: Sheet, index: int, blocks: Sequence[Block]) -> Sheet:
    """What the document is called. It stands in the head, as printed; so does what was taken for the title before."""
    printed = blocks[index].printed
    if index not in sheet.blocks or printed not in (sheet.head or ""):
        sheet = released(sheet, index, blocks)
        head = "\n".join(part for part in (sheet.head, printed) if part)
        sheet = replace(sheet, head=head, blocks=(*sheet.blocks, index))
    return with_skipped(replace(sheet, title=blocks[index].text), [])


KINDS: dict[str, Callable[[Sheet, int, Sequence[Block]], Sheet]] = {
    "recommendation": as_recommendation,
    "continuation": as_continuation,
    "group": as_group,
    "remark": as_remark,
    "section": as_section_title,
    "title": as_title,
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
    owners = [row for row in (*sheet.cards, *sheet.lines) if index in row.blocks]
    if len(owners) > 1:
        lines = any(not isinstance(row, Card) for row in owners)
        raise ImpossibleOperation(SHARED_WITH_LINES if lines else SHARED)
    for owner in owners:
        sheet = _released_by_row(sheet, owner, index, blocks)
    for place, section in enumerate(sheet.sections):
        if index in section.blocks:
            sheet = with_section(sheet, place, _released_by_section(section, blocks[index], index))
            return _of_old_lines(sheet, place, blocks[index])
    if index not in sheet.blocks:
        return sheet
    preamble, head = cut(sheet.preamble, blocks[index]), cut(sheet.head, blocks[index])
    kept = tuple(block for block in sheet.blocks if block != index)
    return replace(sheet, preamble=preamble, head=head, blocks=kept)


def _released_by_row(sheet: Sheet, row: Row, index: int, blocks: Sequence[Block]) -> Sheet:
    if row.blocks == (index,):
        return remove_card(sheet, row.key) if isinstance(row, Card) else remove_line(sheet, row.key)
    rest = tuple(block for block in row.blocks if block != index)
    text = cut(row.text, blocks[index])
    if text is None or text == row.text:
        raise ImpossibleOperation(REWRITTEN)
    if not isinstance(row, Card):
        return with_line(sheet, row.key, lambda line: replace(retold(line, text), blocks=rest))
    kept = _without_first(with_text(row, text), blocks[rest[0]]) if index == row.blocks[0] else with_text(row, text)
    return with_card(sheet, row.key, lambda _: replace(kept, blocks=rest, reported=()))


def _without_first(card: Card, block: Block) -> Card:
    """The label has gone with the paragraph that it was printed before; that of the next may stand in the text."""
    label = parse_label(block.label)
    if label is None or not card.text.startswith(block.printed):
        return replace(card, number=None, label=None)
    return replace(card, number=label.number, label=label.printed, text=card.text.removeprefix(block.label).lstrip())


def _released_by_section(section: SheetSection, block: Block, index: int) -> SheetSection:
    """Its printed heading gone, the section has no title."""
    heading = cut(section.title_as_written, block)
    return replace(
        section,
        title=cut(section.title, block) if heading or not section.title_as_written else None,
        title_as_written=heading,
        preamble=cut(section.preamble, block),
        blocks=tuple(held for held in section.blocks if held != index),
    )


def _of_old_lines(sheet: Sheet, place: int, block: Block) -> Sheet:
    """The line of an old draft holds the words of paragraphs that are its section's."""
    for line in sheet.sections[place].lines:
        text = None if line.blocks else cut(line.text, block)
        if not line.blocks and text != line.text:
            sheet = with_line(sheet, line.key, _told(text)) if text else remove_line(sheet, line.key)
    return sheet


def _told(text: str) -> Callable[[SheetLine], SheetLine]:
    return lambda line: retold(line, text)


def cut(text: str | None, block: Block) -> str | None:
    """The text without the paragraph's words, None when nothing is left; the text itself when it lacks them."""
    for piece in (block.printed, block.text):
        if text and piece and piece in text:
            rest = text.replace(piece, "", 1)
            return re.sub(r"\n{2,}", "\n", rest).strip() or None
    return text


def _place_in_source(sheet: Sheet, index: int) -> tuple[int, int]:
    """Where a row of this paragraph belongs: after the nearest row, or section heading, that precedes it."""
    best, found = -1, (0, 0)
    for above, section in enumerate(sheet.sections):
        for held in section.blocks:
            if best < held < index:
                best, found = held, (above, 0)
        for place, row in enumerate(section.body, 1):
            nearest = max((held for held in row.blocks if held < index), default=-1)
            if best <= nearest and nearest >= 0:
                best, found = nearest, (above, place)
    return found


def _card_before(sheet: Sheet, index: int) -> int | None:
    """Of the pieces of one paragraph the last."""
    before = [(max(card.blocks), place) for place, card in enumerate(sheet.cards) if card.blocks]
    nearest = max((found for found in before if found[0] < index), default=None)
    return sheet.cards[nearest[1]].key if nearest else None
