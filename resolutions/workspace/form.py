"""The review form: names of its fields, and what of a posted form differs from the sheet.

Everything is posted with every button, so that no press ever loses what was typed elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from resolution_reader import Directory
from resolutions.characters import plain
from resolutions.models import Theme
from resolutions.review.editing import Change
from resolutions.review.named import names_in
from resolutions.review.operations import addressees, cards, lines, sections, terms, themes
from resolutions.review.operations.said import russian_day, term_shown
from resolutions.review.operations.sections import FIELDS, SECTION_FIELDS
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup, SheetLine, SheetSection
from resolutions.review.text_mode import LABELS, SECTION_LABELS
from resolutions.vocabulary import Act

LEFT_OVER = re.compile(
    r"(card-\d+|line-\d+|section-\d+)-(?:text|add|deadline|repeats|label|title|preamble|lead_in)|body-\d+-\d+"
)
# A page from before lines stood at their places had all of a section in one field.
OF_OLD = re.compile(r"section-(\d+)-lead_in")
LEFT_OVER_OF = {
    "line": ("Этой строки в черновике уже нет", "Её убрали."),
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
    return number_in(post.get("revision", "")) or 0


def number_in(text: str) -> int | None:
    """None for what no page of ours says."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def field_edits(post: Mapping[str, str], sheet: Sheet, directory: Directory) -> list[FieldEdit]:
    """Every field that differs, in the order of the screen."""
    found = [*_of_document(post, sheet), *_of_names(post, sheet, directory)]
    for section in sheet.sections:
        found += _of_section(post, section)
        for row in section.body:
            found += _of_card(post, row, directory) if isinstance(row, Card) else _of_line(post, row)
    return found + _of_gone(post, sheet)


def _of_document(post: Mapping[str, str], sheet: Sheet) -> Iterator[FieldEdit]:
    for field in FIELDS:
        now = getattr(sheet, field) or ""
        shown = russian_day(now) if field in ("date", "date_end") else now
        apply = partial(_edit_document, field)
        yield from _edit(post, f"about-{field}", LABELS[field], shown, "about", apply, f"Правка: {LABELS[field]}")


def _of_names(post: Mapping[str, str], sheet: Sheet, directory: Directory) -> Iterator[FieldEdit]:
    """A name that was typed over another one takes its place wherever that stands; nothing takes the place of none."""
    for row in names_in(sheet, ()):
        field = f"name-{row.at.replace(':', '-')}"
        if post.get(field, "").strip():
            rename = partial(_rename, row.name, directory)
            yield from _edit(post, field, f"Адресат: {row.name}", row.name, "names", rename, f"Адресат: {row.name}")


def _rename(name: str, directory: Directory, text: str, sheet: Sheet) -> Sheet:
    return addressees.choose_for_all(sheet, name, addressees.mention_of(text, directory))


def _edit_document(field: sections.Field, text: str, sheet: Sheet) -> Sheet:
    return sections.edit_document(sheet, field, text)


def _of_section(post: Mapping[str, str], section: SheetSection) -> Iterator[FieldEdit]:
    for field in SECTION_FIELDS:
        apply = partial(_edit_section, section.key, field)
        now = getattr(section, field) or ""
        label = SECTION_LABELS[field]
        kind = f"Правка: {label.lower()}"
        yield from _edit(post, f"section-{section.key}-{field}", label, now, f"s-{section.key}", apply, kind)
    yield from _of_theme(post, section)


def _of_theme(post: Mapping[str, str], section: SheetSection) -> Iterator[FieldEdit]:
    """Chosen from the list of those there are, to be added; by its name, where two texts are compared."""
    field = f"section-{section.key}-theme"
    typed = plain(post.get(field, "")).strip()
    if not typed:
        return
    theme = Theme.objects.meant_by([typed]).get(typed) or Theme.objects.current().filter(name=typed).first()
    if theme is None:
        yield FieldEdit(field, "Тема секции", typed, "", f"s-{section.key}", None, "Такой темы в реестре уже нет.")
    elif theme.slug not in (section.themes or ()):
        change = Change(f"Тема: {theme}", partial(_add_theme, section.key, theme.slug))
        yield FieldEdit(field, "Тема секции", theme.name, "", f"s-{section.key}", change)


def _add_theme(key: int, theme: str, sheet: Sheet) -> Sheet:
    return themes.add_theme(sheet, key, theme)


def _edit_section(key: int, field: sections.SectionField, text: str, sheet: Sheet) -> Sheet:
    return sections.edit_section(sheet, key, field, text)


def _of_card(post: Mapping[str, str], card: Card, directory: Directory) -> Iterator[FieldEdit]:
    name = called(card)
    anchor = f"c-{card.key}"
    number, text = partial(_edit_number, card.key), partial(_edit_text, card.key, directory)
    yield from _edit(
        post, f"card-{card.key}-number", f"Номер: {name}", card.number or "", anchor, number, f"Номер: {name}"
    )
    yield from _edit(post, f"card-{card.key}-text", f"Текст: {name}", card.text, anchor, text, f"Текст: {name}")
    yield from _of_act(post, card)
    due, often = partial(_edit_deadline, card.key), partial(_edit_repeats, card.key)
    term = term_shown(card.deadline)
    yield from _edit(post, f"card-{card.key}-deadline", f"Срок: {name}", term, anchor, due, f"Срок: {name}")
    yield from _edit(
        post, f"card-{card.key}-repeats", f"Как часто: {name}", card.repeats or "", anchor, often, f"Как часто: {name}"
    )
    body = partial(_add_body, card.key, directory)
    yield from _edit(post, f"card-{card.key}-add", f"Кому: {name}", "", anchor, body, f"Адресат добавлен: {name}")


def _of_act(post: Mapping[str, str], card: Card) -> Iterator[FieldEdit]:
    """Chosen from a list, or, where two texts are compared, its word as shown there."""
    field = f"card-{card.key}-act"
    typed = plain(post.get(field, card.act)).strip()
    chosen = next((act for act in Act if typed in (act.value, act.label)), None)
    if chosen == card.act:
        return
    kind = f"Действие: {called(card)}"
    change = Change(kind, partial(_set_act, card.key, chosen or typed))
    yield FieldEdit(field, kind, chosen.label if chosen else typed, Act(card.act).label, f"c-{card.key}", change)


def _set_act(key: int, act: str, sheet: Sheet) -> Sheet:
    return terms.set_act(sheet, key, act)


def _edit_deadline(key: int, text: str, sheet: Sheet) -> Sheet:
    return terms.edit_deadline(sheet, key, text)


def _edit_repeats(key: int, text: str, sheet: Sheet) -> Sheet:
    return terms.edit_repeats(sheet, key, text)


def _of_line(post: Mapping[str, str], line: SheetLine) -> Iterator[FieldEdit]:
    name, anchor = called(line), f"l-{line.key}"
    if isinstance(line, SheetGroup):
        label = partial(_edit_line_label, line.key)
        yield from _edit(
            post, f"line-{line.key}-label", f"Номер: {name}", line.label or "", anchor, label, f"Номер: {name}"
        )
    text = partial(_edit_line, line.key)
    yield from _edit(post, f"line-{line.key}-text", f"Текст: {name}", line.text, anchor, text, f"Текст: {name}")


def _edit_line(key: int, text: str, sheet: Sheet) -> Sheet:
    return lines.edit_line(sheet, key, text)


def _edit_line_label(key: int, text: str, sheet: Sheet) -> Sheet:
    return lines.edit_line_label(sheet, key, text)


def _edit_number(key: int, text: str, sheet: Sheet) -> Sheet:
    return cards.edit_number(sheet, key, text)


def _edit_text(key: int, directory: Directory, text: str, sheet: Sheet) -> Sheet:
    return addressees.edit_text(sheet, key, text, directory)


def _add_body(key: int, directory: Directory, text: str, sheet: Sheet) -> Sheet:
    return addressees.add_addressee(sheet, key, addressees.mention_of(text, directory))


def called(row: Row) -> str:
    """«№ 6», or the first words of a card without a number; a line by its first words."""
    if isinstance(row, Card):
        return f"№ {row.number}" if row.number else first_words_of(row) or "новая рекомендация"
    return f"{'вводная строка' if isinstance(row, SheetGroup) else 'обсуждение'} {first_words_of(row)}".strip()


def first_words_of(row: Row) -> str:
    words = (row.printed if isinstance(row, SheetGroup) else row.text).split()
    return f"«{' '.join(words[:4])}…»" if words else ""


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
    there = {f"card-{card.key}" for card in sheet.cards} | {f"line-{line.key}" for line in sheet.lines}
    there |= {f"section-{section.key}" for section in sheet.sections}
    heads = {str(section.key): section.lead_in or "" for section in sheet.sections}
    gone = []
    for name, text in post.items():
        found, old = LEFT_OVER.fullmatch(name), OF_OLD.fullmatch(name)
        is_there = found and (heads.get(old[1]) == plain(text).strip() if old else found[1] in there)
        if not found or is_there or not text.strip():
            continue
        label, why = LEFT_OVER_OF[name.partition("-")[0]]
        if old and found[1] in there:
            label, why = "Вводная строка", "Теперь вводные строки стоят между рекомендациями."
        gone.append(FieldEdit(name, label, plain(text), "", "", None, why))
    return gone
