"""Operations on sections and on what the document says about the forum."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from resolutions.review.body import with_body
from resolutions.review.operations.cards import ImpossibleOperation, place_of, with_section
from resolutions.review.operations.said import iso_day
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup, SheetSection, with_skipped

Field = Literal["title", "ordinal", "date", "date_end", "place", "preamble"]
SectionField = Literal["title", "preamble"]
FIELDS: tuple[Field, ...] = ("title", "ordinal", "date", "date_end", "place", "preamble")
SAID_OF = {"title": "title-unlikely", "place": "place-guessed"}  # of what was read, until somebody types it
SECTION_FIELDS: tuple[SectionField, ...] = ("title", "preamble")


def section_place(sheet: Sheet, key: int) -> int:
    for place, section in enumerate(sheet.sections):
        if section.key == key:
            return place
    raise ImpossibleOperation("Этой секции в черновике уже нет.")


def edit_document(sheet: Sheet, field: Field, text: str) -> Sheet:
    kept = sheet.problems
    if field in ("date", "date_end"):
        text = iso_day(text)
    if said := SAID_OF.get(field):
        kept = tuple(problem for problem in kept if problem.code != said)
    return replace(sheet, **{field: text.strip() or None}, problems=kept)  # type: ignore[arg-type]  # the field is one of the texts


def edit_section(sheet: Sheet, key: int, field: SectionField, text: str) -> Sheet:
    place = section_place(sheet, key)
    section = sheet.sections[place]
    changed = replace(section, **{field: text.strip() or None})  # type: ignore[arg-type]  # the field is one of the texts
    return with_section(sheet, place, changed)


def blank_section(key: int) -> SheetSection:
    return SheetSection(title=None, preamble=None, lead_in=None, key=key)


def add_section(sheet: Sheet, before: int | None = None) -> Sheet:
    """An empty section at the end; or one that begins at a card and takes all that follow it in its section."""
    new = blank_section(sheet.next_key)
    if before is None:
        return replace(sheet, sections=(*sheet.sections, new), next_key=sheet.next_key + 1)
    above, place = place_of(sheet, before)
    place = with_its_lines(sheet.sections[above].body, place)
    return replace(parted(sheet, above, place, new), next_key=sheet.next_key + 1)


def with_its_lines(body: Sequence[Row], place: int) -> int:
    """Where that begins which goes with this row: the groups right above it stand over nothing else."""
    begins = place
    for at in range(place - 1, -1, -1):
        if isinstance(body[at], Card):
            break
        begins = at if isinstance(body[at], SheetGroup) else begins
    return begins


def parted(sheet: Sheet, above: int, place: int, new: SheetSection) -> Sheet:
    """What a section holds from this place on is held by a new one below it."""
    body = sheet.sections[above].body
    sections = list(sheet.sections)
    sections[above : above + 1] = [with_body(sections[above], body[:place]), with_body(new, body[place:])]
    return replace(sheet, sections=tuple(sections))


def remove_section(sheet: Sheet, key: int) -> Sheet:
    """All that it holds goes to the section above (the first one's: below); its own lines are skipped."""
    place = section_place(sheet, key)
    section = sheet.sections[place]
    sections = [row for row in sheet.sections if row.key != key]
    if section.body:
        if not sections:
            raise ImpossibleOperation("Это единственная секция: её рекомендациям некуда перейти.")
        target = max(place - 1, 0)
        body = sections[target].body
        sections[target] = with_body(sections[target], (*body, *section.body) if place else (*section.body, *body))
    return with_skipped(replace(sheet, sections=tuple(sections)), section.blocks)


def move_section(sheet: Sheet, key: int, step: int) -> Sheet:
    place = section_place(sheet, key)
    if not 0 <= place + step < len(sheet.sections):
        raise ImpossibleOperation("Дальше двигать некуда.")
    sections = list(sheet.sections)
    section = sections.pop(place)
    sections.insert(place + step, section)
    return replace(sheet, sections=tuple(sections))
