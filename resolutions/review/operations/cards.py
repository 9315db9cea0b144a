"""Operations on single recommendations: each takes a sheet and gives another one; nothing else happens."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate, islice, pairwise

from resolution_reader import (
    Block,
    Mention,
    Other,
    act_of,
    deadline,
    label_continues,
    parse_label,
    repeats,
    split_label,
)
from resolution_reader.language import fold
from resolutions.review.body import group_above, placed, with_body
from resolutions.review.operations.said import relabelled, with_text, with_texts
from resolutions.review.sheet import NOWHERE, Card, Row, Sheet, SheetGroup, SheetRemark, SheetSection, with_skipped

Place = tuple[int, int]  # of a section in the sheet, of a row in what it holds

GONE = "Этой рекомендации в черновике уже нет."
LINE_BETWEEN = "Между пунктами стоит вводная строка: сначала уберите её."
TALK_BETWEEN = "Между пунктами стоит обсуждение: сначала уберите его."

PART_OF_A_PARAGRAPH = "Это часть абзаца, другая его часть остаётся: сначала объедините их или перенесите слова туда."


class ImpossibleOperation(ValueError):
    """The message is a Russian sentence for the editor; the sheet stays as it was."""


def place_of(sheet: Sheet, key: int, gone: str = GONE) -> Place:
    """Of a card or a line."""
    for above, section in enumerate(sheet.sections):
        for place, row in enumerate(section.body):
            if row.key == key:
                return above, place
    raise ImpossibleOperation(gone)


def with_card(sheet: Sheet, key: int, change: Callable[[Card], Card]) -> Sheet:
    for above, section in enumerate(sheet.sections):
        if any(card.key == key for card in section.recommendations):
            cards = tuple(change(card) if card.key == key else card for card in section.recommendations)
            return with_section(sheet, above, replace(section, recommendations=cards))
    raise ImpossibleOperation(GONE)


def with_section(sheet: Sheet, place: int, section: SheetSection) -> Sheet:
    sections = list(sheet.sections)
    sections[place] = section
    return replace(sheet, sections=tuple(sections))


def with_rows(sheet: Sheet, above: int, rows: Sequence[Row]) -> Sheet:
    return with_section(sheet, above, with_body(sheet.sections[above], rows))


def edit_text(sheet: Sheet, key: int, text: str) -> Sheet:
    return with_card(sheet, key, lambda card: card if card.text == text else with_text(card, text))


def edit_number(sheet: Sheet, key: int, number: str) -> Sheet:
    return with_card(sheet, key, lambda card: relabelled(card, number))


def add_card(sheet: Sheet, section_key: int, after: int | None = None) -> Sheet:
    """An empty recommendation at the end of a section, or after one of its cards."""
    above = next((place for place, section in enumerate(sheet.sections) if section.key == section_key), None)
    if above is None:
        raise ImpossibleOperation("Этой секции в черновике уже нет.")
    rows = list(sheet.sections[above].body)
    place = next((place + 1 for place, row in enumerate(rows) if row.key == after), len(rows))
    rows.insert(place, placed(blank_card(sheet.next_key), group_above(rows, place)))
    return replace(with_rows(sheet, above, rows), next_key=sheet.next_key + 1)


def blank_card(key: int) -> Card:
    return Card(number=None, text="", deadline=None, implicit=False, source=NOWHERE, key=key)


def split(sheet: Sheet, key: int, offsets: Sequence[int]) -> Sheet:
    """New recommendations begin at these places of the text; all keep the source and the line they stand under.

    Each keeps the addressees that it names itself; one that names none keeps them all. A term that the text does not
    say stays with the first.
    """
    card, (above, place) = _card_at(sheet, key)
    rows = list(sheet.sections[above].body)
    edges = [0, *sorted({offset for offset in offsets if 0 < offset < len(card.text)}), len(card.text)]
    texts = [card.text[start:end].strip() for start, end in pairwise(edges)]
    if len(texts) < 2 or not all(texts):
        raise ImpossibleOperation("Разделять нечего: поставьте границу внутри текста.")
    first, *rest = [replace(_piece(card, text), addressees=_named_in(text, card)) for text in texts]
    lines = [line.text for line in lines_over(sheet.sections[above], card)]
    numbered = accumulate(rest, _numbered_after, initial=first)
    others = [
        replace(
            piece,
            key=sheet.next_key + step,
            deadline=deadline(piece.text),
            repeats=repeats(piece.text),
            act=act_of(piece.text, lines, asks_somebody=_names_any(piece)),
        )
        for step, piece in enumerate(islice(numbered, 1, None))
    ]
    rows[place : place + 1] = [first, *others]
    return replace(with_rows(sheet, above, rows), next_key=sheet.next_key + len(others))


def _piece(card: Card, text: str) -> Card:
    others = tuple(other for other in card.others if fold(other.as_written) in fold(text))
    return replace(with_text(card, text), others=others, reported=())


def _numbered_after(above: Card, piece: Card) -> Card:
    """Without a number, unless its words begin with the one that comes next: it was printed there."""
    printed, text = split_label(piece.text)
    label, before = parse_label(printed), parse_label(above.label or "")
    if not (label and before and label.number and label_continues(label, before)):
        return replace(piece, number=None, label=None)
    return replace(with_text(piece, text), number=label.number, label=label.printed)


def _card_at(sheet: Sheet, key: int) -> tuple[Card, Place]:
    above, place = place_of(sheet, key)
    row = sheet.sections[above].body[place]
    if not isinstance(row, Card):
        raise ImpossibleOperation(GONE)
    return row, (above, place)


def lines_over(section: SheetSection, card: Card) -> list[SheetGroup]:
    """The groups that a card stands under, the innermost first."""
    found: list[SheetGroup] = []
    for group in reversed(section.groups[: card.group + 1] if card.group is not None else ()):
        if not found or group.level < found[-1].level:
            found.append(group)
    return found


def _names_any(card: Card) -> bool:
    return any(mention.as_written and fold(mention.as_written) in fold(card.text) for mention in card.addressees)


def _named_in(text: str, card: Card) -> tuple[Mention, ...]:
    words = fold(text)
    named = tuple(mention for mention in card.addressees if mention.as_written and fold(mention.as_written) in words)
    return named or card.addressees


def merge_with_previous(sheet: Sheet, key: int) -> Sheet:
    """The text joins the card above in the same section, under its number; addressees of both.

    A label between the two stays in the text, as it was printed there.
    """
    lower, (above, place) = _card_at(sheet, key)
    rows = list(sheet.sections[above].body)
    upper = rows[place - 1] if place else None
    if not any(isinstance(row, Card) for row in rows[:place]) or upper is None:
        raise ImpossibleOperation("Над этой рекомендацией в секции нет другой: объединять не с чем.")
    if not isinstance(upper, Card):
        raise ImpossibleOperation(TALK_BETWEEN if isinstance(upper, SheetRemark) else LINE_BETWEEN)
    rows[place - 1 : place + 1] = [_merged(upper, lower)]
    return with_rows(sheet, above, rows)


def _merged(upper: Card, lower: Card) -> Card:
    of_one_paragraph = upper.blocks[-1:] == lower.blocks[:1] != ()
    printed = f"{lower.label or ''} {lower.text}".strip()
    text = (" " if of_one_paragraph else "\n").join(part for part in (upper.text, printed) if part)
    known = {(mention.known_as or mention.name) for mention in upper.addressees}
    more = tuple(mention for mention in lower.addressees if (mention.known_as or mention.name) not in known)
    others: dict[tuple[str, str], Other] = {(fold(other.name), other.role): other for other in upper.others}
    for other in lower.others:
        others.setdefault((fold(other.name), other.role), other)
    return replace(
        with_texts(upper, lower, text),
        addressees=upper.addressees + more,
        others=tuple(others.values()),
        blocks=tuple(dict.fromkeys(upper.blocks + lower.blocks)),
        reported=(),
        settled=tuple(dict.fromkeys((*upper.settled, *lower.settled, *_meant(lower)))),
    )


def _meant(lower: Card) -> list[str]:
    """Its number is inside the text because the editor has put it there."""
    return [f"next-number-inside:{lower.number}"] if lower.number else []


def remove_card(sheet: Sheet, key: int) -> Sheet:
    """«Не рекомендация»: its paragraphs are skipped, openly; its words must not be part of a paragraph that stays."""
    card, (above, place) = _card_at(sheet, key)
    refuse_part_of_a_paragraph(sheet, card)
    rows = list(sheet.sections[above].body)
    del rows[place]
    return with_skipped(with_rows(sheet, above, rows), card.blocks)


def refuse_part_of_a_paragraph(sheet: Sheet, row: Row) -> None:
    """A paragraph that another row holds is not skipped, so that these words of it would be nowhere."""
    others = {index for other in (*sheet.cards, *sheet.lines) if other.key != row.key for index in other.blocks}
    if row.text.strip() and others.intersection(row.blocks):
        raise ImpossibleOperation(PART_OF_A_PARAGRAPH)


def renumber_as_printed(sheet: Sheet, blocks: Sequence[Block]) -> Sheet:
    """Each card and group bears the label printed before its first paragraph; later halves of a split have none.

    One whose number is printed elsewhere, in a cell of a table or within the text, stays as it is.
    """
    seen: set[int] = set()

    def printed(row: Row) -> Row:
        first = row.blocks[0] if row.blocks else None
        if first is None or first >= len(blocks) or isinstance(row, SheetRemark):
            return row
        if _is_numbered_elsewhere(row, blocks[first]):
            return row
        label = parse_label(blocks[first].label) if first not in seen else None
        seen.update(row.blocks)
        return replace(row, number=label.number if label else None, label=label.printed if label else None)

    sections = tuple(with_body(section, map(printed, section.body)) for section in sheet.sections)
    return replace(sheet, sections=sections)


def _is_numbered_elsewhere(row: Card | SheetGroup, first: Block) -> bool:
    return not first.label and bool(first.table or (row.label and first.text.startswith(row.label)))


def settle(sheet: Sheet, where: int, doubts: Sequence[str]) -> Sheet:
    """The editor has looked: these doubts of a card, a section or the document (0) are gone for good."""
    if where == 0:
        return replace(sheet, settled=tuple(dict.fromkeys((*sheet.settled, *doubts))))
    for above, section in enumerate(sheet.sections):
        if section.key == where:
            return with_section(
                sheet, above, replace(section, settled=tuple(dict.fromkeys((*section.settled, *doubts))))
            )
    return with_card(sheet, where, lambda card: replace(card, settled=tuple(dict.fromkeys((*card.settled, *doubts)))))
