"""Operations on sections and on what the document says about the forum."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from resolutions.review.operations.cards import ImpossibleOperation, place_of
from resolutions.review.sheet import Sheet, SheetSection, with_skipped

Field = Literal["title", "ordinal", "date", "date_end", "place", "preamble"]
SectionField = Literal["title", "preamble", "lead_in"]
FIELDS: tuple[Field, ...] = ("title", "ordinal", "date", "date_end", "place", "preamble")
SECTION_FIELDS: tuple[SectionField, ...] = ("title", "preamble", "lead_in")


def section_place(sheet: Sheet, key: int) -> int:
    for place, section in enumerate(sheet.sections):
        if section.key == key:
            return place
    raise ImpossibleOperation("Этой секции в черновике уже нет.")


def iso_day(text: str) -> str:
    """«21.04.2021» as 2021-04-21; what is no day stays as typed, and is an error on the screen."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return text.strip()


def edit_document(sheet: Sheet, field: Field, text: str) -> Sheet:
    kept = sheet.problems
    if field in ("date", "date_end"):
        text = iso_day(text)
    if field == "place":
        kept = tuple(problem for problem in kept if problem.code != "place-guessed")
    return replace(sheet, **{field: text.strip() or None}, problems=kept)  # type: ignore[arg-type]  # the field is one of the texts


def edit_section(sheet: Sheet, key: int, field: SectionField, text: str) -> Sheet:
    """A lead-in of the whole section is the lead-in of each of its cards that stood under the old one."""
    place = section_place(sheet, key)
    section = sheet.sections[place]
    changed = replace(section, **{field: text.strip() or None})  # type: ignore[arg-type]  # the field is one of the texts
    if field == "lead_in":
        cards = tuple(
            replace(card, lead_in=changed.lead_in) if card.lead_in == section.lead_in else card
            for card in section.recommendations
        )
        changed = replace(changed, recommendations=cards)
    return with_section(sheet, place, changed)


def with_section(sheet: Sheet, place: int, section: SheetSection) -> Sheet:
    sections = list(sheet.sections)
    sections[place] = section
    return replace(sheet, sections=tuple(sections))


def blank_section(key: int) -> SheetSection:
    return SheetSection(title=None, preamble=None, lead_in=None, key=key)


def add_section(sheet: Sheet, before: int | None = None) -> Sheet:
    """An empty section at the end; or one that begins at a card and takes all that follow it in its section."""
    new = blank_section(sheet.next_key)
    sections = list(sheet.sections)
    if before is None:
        sections.append(new)
    else:
        above, place = place_of(sheet, before)
        cards = sections[above].recommendations
        sections[above] = replace(sections[above], recommendations=cards[:place])
        sections.insert(above + 1, replace(new, recommendations=cards[place:]))
    return replace(sheet, sections=tuple(sections), next_key=sheet.next_key + 1)


def remove_section(sheet: Sheet, key: int) -> Sheet:
    """Its recommendations go to the section above (the first one's: below); its own lines are skipped."""
    place = section_place(sheet, key)
    section = sheet.sections[place]
    sections = [row for row in sheet.sections if row.key != key]
    if section.recommendations:
        if not sections:
            raise ImpossibleOperation("Это единственная секция: её рекомендациям некуда перейти.")
        target = max(place - 1, 0)
        cards = sections[target].recommendations
        joined = cards + section.recommendations if place else section.recommendations + cards
        sections[target] = replace(sections[target], recommendations=joined)
    return with_skipped(replace(sheet, sections=tuple(sections)), section.blocks)


def move_section(sheet: Sheet, key: int, step: int) -> Sheet:
    place = section_place(sheet, key)
    if not 0 <= place + step < len(sheet.sections):
        raise ImpossibleOperation("Дальше двигать некуда.")
    sections = list(sheet.sections)
    section = sections.pop(place)
    sections.insert(place + step, section)
    return replace(sheet, sections=tuple(sections))
