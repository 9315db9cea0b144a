"""Operations on what a recommendation does, by when, and how often, where the text does not tell it rightly."""

from dataclasses import replace
from typing import get_args

from resolution_reader import Act
from resolutions.review.operations.cards import ImpossibleOperation, with_card
from resolutions.review.operations.said import term_typed
from resolutions.review.sheet import Sheet

ACTS: dict[str, Act] = {act: act for act in get_args(Act)}


def set_act(sheet: Sheet, key: int, act: str) -> Sheet:
    if act not in ACTS:
        raise ImpossibleOperation("Такого действия у рекомендации не бывает: выберите из списка.")
    return with_card(sheet, key, lambda card: replace(card, act=ACTS[act]))


def edit_deadline(sheet: Sheet, key: int, text: str) -> Sheet:
    """A day, «30 дней со дня получения», or words; empty for none."""
    return with_card(sheet, key, lambda card: replace(card, deadline=term_typed(text)))


def edit_repeats(sheet: Sheet, key: int, text: str) -> Sheet:
    return with_card(sheet, key, lambda card: replace(card, repeats=" ".join(text.split()) or None))
