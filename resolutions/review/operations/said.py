"""What one recommendation says beside its text: its label, by when, how often. Plain functions of a card."""

import re
from dataclasses import replace
from datetime import date, datetime

from resolution_reader import DaysFrom, Deadline, deadline, parse_label, repeats
from resolutions.review.sheet import Card

COUNTED = re.compile(
    r"(?:в\s+течение\s+)?(\d{1,3})\s+(?:календарных\s+)?(?:дн(?:ей|я)|день)\s+(?:со\s+дня|с\s+момента|с\s+даты|после)\s+получения",
    re.IGNORECASE,
)


def with_text(card: Card, text: str) -> Card:
    """What followed from the old words follows from the new ones; what an editor or a table's cell said stays."""
    return replace(
        card,
        text=text,
        deadline=deadline(text) if card.deadline == deadline(card.text) else card.deadline,
        repeats=repeats(text) if card.repeats == repeats(card.text) else card.repeats,
        parts=(),
    )


def with_texts(upper: Card, lower: Card, text: str) -> Card:
    """The upper one with the text of both; what either text did not say stays, of two the upper one's."""
    due: list[Deadline] = [card.deadline for card in (upper, lower) if card.deadline != deadline(card.text)]
    often = [card.repeats for card in (upper, lower) if card.repeats != repeats(card.text)]
    term: Deadline = deadline(text)
    if due:
        term = next((known for known in [*due, upper.deadline, lower.deadline] if known), None)
    return replace(
        upper,
        text=text,
        deadline=term,
        repeats=next(filter(None, (*often, upper.repeats, lower.repeats)), None) if often else repeats(text),
        parts=(),
    )


def relabelled(card: Card, typed: str) -> Card:
    """Another number before the text, with the mark that stood there, «1)» becoming «2)», or the one that was typed."""
    number, label = number_typed(typed, card.number, card.label)
    return replace(card, number=number, label=label)


def number_typed(typed: str, number: str | None, label: str | None) -> tuple[str | None, str | None]:
    """(number, label) in the place of what stood there."""
    typed = "".join(typed.split())
    found = parse_label(typed)
    if found and found.number and found.number != typed:
        return found.number, typed
    return typed or None, relabel(label, number, typed or None)


def relabel(label: str | None, before: str | None, number: str | None) -> str | None:
    if number == before:
        return label
    if number is None:
        return None
    return label.replace(before, number, 1) if label and before and before in label else f"{number}."


def iso_day(text: str) -> str:
    """«21.04.2021» as 2021-04-21; what is no day stays as typed."""
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date().isoformat()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return text.strip()


def russian_day(text: str) -> str:
    """«21.04.2021» for an ISO day; anything else as it is."""
    try:
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    except ValueError:
        return text


def term_typed(text: str) -> Deadline:
    """A day, «30 дней со дня получения», or the words; None for nothing."""
    counted = COUNTED.fullmatch(text.strip())
    if counted:
        return DaysFrom(int(counted[1]))
    return iso_day(" ".join(text.split())) or None


def term_shown(term: Deadline) -> str:
    """As `term_typed` reads it."""
    if isinstance(term, DaysFrom):
        return term.in_words
    return russian_day(term or "")
