"""The review form: names of its fields, and what of a posted form differs from the sheet.

Everything is posted with every button, so that no press ever loses what was typed elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from resolution_reader import Directory
from resolutions.characters import plain
from resolutions.review.editing import Change
from resolutions.review.operations import addressees, cards, sections
from resolutions.review.operations.sections import FIELDS, SECTION_FIELDS
from resolutions.review.sheet import Card, Sheet, SheetSection
from resolutions.review.text_mode import LABELS, SECTION_LABELS, russian_day

LEFT_OVER = re.compile(r"(card-\d+|section-\d+)-(?:text|add|title|preamble|lead_in)|body-\d+-\d+")
LEFT_OVER_OF = {
    "card": ("Этой рекомендации в черновике уже нет", "Её объединили с другой или убрали."),
    "section": ("Этой секции в черновике уже нет", "Её убрали."),
    "body": ("Другой адресат", "Кнопка «Заменить» не сработала: нажмите её в черновике ещё раз."),
}


@dataclass(frozen=True)
class FieldEdit:
    """One field that came back different: what was typed, what the draft holds, and how to put it there."""

    name: str
    label: str
    typed: str
    now: str
    anchor: str
    change: Change | None  # None when it can only be copied
    why: str = ""  # it cannot be put there any more


def revision_in(post: Mapping[str, str]) -> int:
    text = post.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def field_edits(post: Mapping[str, str], sheet: Sheet, directory: Directory | None) -> list[FieldEdit]:
    """Every field that differs, in the order of the screen. Without a directory added addressees are left alone."""
    found = [*_of_document(post, sheet)]
    for section in sheet.sections:
        found += _of_section(post, section)
        for card in section.recommendations:
            found += _of_card(post, card, directory)
    return found + _of_gone(post, sheet)


def _of_document(post: Mapping[str, str], sheet: Sheet) -> Iterator[FieldEdit]:
    for field in FIELDS:
        now = getattr(sheet, field) or ""
        shown = russian_day(now) if field in ("date", "date_end") else now
        apply = partial(_edit_document, field)
        yield from _edit(post, f"about-{field}", LABELS[field], shown, "about", apply, f"Правка: {LABELS[field]}")


def _edit_document(field: sections.Field, text: str, sheet: Sheet) -> Sheet:
    return sections.edit_document(sheet, field, text)


def _of_section(post: Mapping[str, str], section: SheetSection) -> Iterator[FieldEdit]:
    for field in SECTION_FIELDS:
        apply = partial(_edit_section, section.key, field)
        now = getattr(section, field) or ""
        label = SECTION_LABELS[field]
        kind = f"Правка: {label.lower()}"
        yield from _edit(post, f"section-{section.key}-{field}", label, now, f"s-{section.key}", apply, kind)


def _edit_section(key: int, field: sections.SectionField, text: str, sheet: Sheet) -> Sheet:
    return sections.edit_section(sheet, key, field, text)


def _of_card(post: Mapping[str, str], card: Card, directory: Directory | None) -> Iterator[FieldEdit]:
    name = called(card)
    anchor = f"c-{card.key}"
    number, text = partial(_edit_number, card.key), partial(_edit_text, card.key)
    yield from _edit(
        post, f"card-{card.key}-number", f"Номер: {name}", card.number or "", anchor, number, f"Номер: {name}"
    )
    yield from _edit(post, f"card-{card.key}-text", f"Текст: {name}", card.text, anchor, text, f"Текст: {name}")
    if directory:
        body = partial(_add_body, card.key, directory)
        yield from _edit(post, f"card-{card.key}-add", f"Кому: {name}", "", anchor, body, f"Адресат добавлен: {name}")


def _edit_number(key: int, text: str, sheet: Sheet) -> Sheet:
    return cards.edit_number(sheet, key, text)


def _edit_text(key: int, text: str, sheet: Sheet) -> Sheet:
    return cards.edit_text(sheet, key, text)


def _add_body(key: int, directory: Directory, text: str, sheet: Sheet) -> Sheet:
    return addressees.add_addressee(sheet, key, addressees.mention_of(text, directory))


def called(card: Card) -> str:
    """«№ 6», or the first words of a card without a number."""
    if card.number:
        return f"№ {card.number}"
    words = card.text.split()
    return f"«{' '.join(words[:4])}…»" if words else "новая рекомендация"


def _edit(
    post: Mapping[str, str], name: str, label: str, now: str, anchor: str, apply: partial[Sheet], kind: str
) -> Iterator[FieldEdit]:
    if name not in post:
        return
    typed = plain(post[name])
    if typed.strip() != now.strip():
        yield FieldEdit(name, label, typed, now, anchor, Change(kind, partial(apply, typed.rstrip())))


def _of_gone(post: Mapping[str, str], sheet: Sheet) -> list[FieldEdit]:
    """What no field of the draft holds any more: not lost, shown to be copied."""
    there = {f"card-{card.key}" for card in sheet.cards} | {f"section-{section.key}" for section in sheet.sections}
    gone = []
    for name, text in post.items():
        found = LEFT_OVER.fullmatch(name)
        if not found or found[1] in there or not text.strip():
            continue
        label, why = LEFT_OVER_OF[name.partition("-")[0]]
        gone.append(FieldEdit(name, label, plain(text), "", "", None, why))
    return gone
