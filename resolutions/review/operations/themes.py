"""Operations on what sections are about: slugs of themes, or None while nobody has said anything."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from resolutions.review.operations.cards import ImpossibleOperation, with_section
from resolutions.review.operations.sections import section_place
from resolutions.review.sheet import Sheet

MOST = 5
TOO_MANY = f"У секции может быть не больше {MOST} тем: уберите лишнюю и добавьте снова."


def set_themes(sheet: Sheet, key: int, themes: Sequence[str]) -> Sheet:
    place = section_place(sheet, key)
    return with_section(sheet, place, replace(sheet.sections[place], themes=tuple(themes)))


def add_theme(sheet: Sheet, key: int, theme: str) -> Sheet:
    themes = sheet.sections[section_place(sheet, key)].themes or ()
    if theme not in themes and len(themes) >= MOST:
        raise ImpossibleOperation(TOO_MANY)
    return set_themes(sheet, key, list(dict.fromkeys([*themes, theme])))


def drop_theme(sheet: Sheet, key: int, theme: str) -> Sheet:
    themes = sheet.sections[section_place(sheet, key)].themes or ()
    return set_themes(sheet, key, [one for one in themes if one != theme])


def accept_themes(sheet: Sheet, proposed: Mapping[int, Sequence[str]]) -> Sheet:
    """What is proposed for each of these sections, by their keys, is so."""
    for key, themes in proposed.items():
        sheet = set_themes(sheet, key, themes)
    return sheet
