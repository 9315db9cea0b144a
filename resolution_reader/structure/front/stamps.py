"""Stamps above the title: who approved the paper and when, «Проект», «Приложение». No words of the title."""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import EventDates, event_dates
from resolution_reader.structure.front.lines import EVENTS, GENRES, is_place_or_date, unspaced
from resolution_reader.structure.places import place_in_line

# What was adopted, by whom and when, says nothing of the event's own date unless nothing else does.
ADOPTED = re.compile(r"^\W*(утвержд[её]н[аоы]?|утверждаю|принят[аоы]?|одобрен[аоы]?|согласован[аоы]?)\b", re.I)
BOILERPLATE = re.compile(
    r"^\W*(проект|утвержд[её]н\w*|утверждаю|принят[аоы]?|одобрен\w*|приложение|к протоколу|согласован\w*|"
    r"для служебного|экз\.)\b(?:[^.]|\bг\.){0,90}$",
    re.I,
)


def is_boilerplate(blocks: Sequence[Block], index: int) -> bool:
    """«УТВЕРЖДЕНА / решением форума от …», «Проект»: not the title, and neither is its second line."""
    line = blocks[index].printed
    if line[:1].islower():
        return index > 0 and is_boilerplate(blocks, index - 1)
    if not BOILERPLATE.match(line):
        return False
    return bool(ADOPTED.match(line)) or not (EVENTS.search(line) or GENRES.match(unspaced(line)[:40] + " "))


def approves(blocks: Sequence[Block], index: int) -> bool:
    """«Одобрены Общественной палатой / 27 мая 2024 года»: the line itself, and the date right under it."""
    line = blocks[index].printed
    if ADOPTED.match(line):
        return True
    dates_it = is_place_or_date(line) and not place_in_line(line)
    return index > 0 and dates_it and bool(ADOPTED.match(blocks[index - 1].printed))


def date_of_approval(line: str) -> EventDates | None:
    """«(протокол от 17 января 2025 года № 1)»: what is no event's date elsewhere."""
    return next(iter(event_dates(re.sub(r"\bот\b|№\s*\S+", " ", line))), None)
