"""Stamps above the title: who approved the paper and when, «Проект», «Приложение». No words of the title.

And the stamp of an electronic signature, which programs print wherever there is room.
"""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import EventDates, event_dates
from resolution_reader.structure.front.lines import EVENTS, GENRES, is_place_or_date, unspaced
from resolution_reader.structure.places import place_in_line

# What was adopted, by whom and when, says nothing of the event's own date unless nothing else does.
ADOPTED = re.compile(r"^\W*(утвержд[её]н[аоы]?|утверждаю|принят[аоы]?|одобрен[аоы]?|согласован[аоы]?)\b", re.I)
STAMPED = re.compile(rf"{ADOPTED.pattern}|^\W*приложени[ея]\b", re.I)
BOILERPLATE = re.compile(
    r"^\W*(проект|утвержд[её]н\w*|утверждаю|принят[аоы]?|одобрен\w*|приложение|к протоколу|согласован\w*|"
    r"для служебного|экз\.)\b(?:[^.]|\bг\.){0,90}$",
    re.I,
)
SIGNED = re.compile(
    r"^\W*(?:(?:документ|подлинник|оригинал|экземпляр)\b.{0,60}\bподписан|подписано|заверено)\w*\W.{0,40}"
    r"\b(?:электронн|цифров|эп\b|эцп\b|укэп\b)",
    re.I | re.S,
)
DETAILS = re.compile(
    r"^\W*(?:электронной\s+подписью|сертификат|владелец|действител\w+\s+(?:с|до)\b|серийный\s+номер|кем\s+выдан|"
    r"кому\s+выдан|издатель|дата\s+(?:и\s+время\s+)?подпис|подписант|организация|должность|отпечаток|срок\s+действия)",
    re.I,
)
CERTIFICATE = re.compile(r"^\W*(?:сертификат|серийный\s+номер)\W*[0-9a-f ]{16,}", re.I)
MAX_DETAILS = 8  # lines of one stamp


def end_of_signature_stamp(blocks: Sequence[Block], index: int) -> int:
    """The first block after the stamp of an electronic signature that begins here; 0 where none does."""
    in_two_lines = "\n".join(
        block.printed for block in blocks[index : index + 2]
    )  # «ДОКУМЕНТ ПОДПИСАН / ЭЛЕКТРОННОЙ …»
    if not (SIGNED.match(in_two_lines) or CERTIFICATE.match(blocks[index].printed)):
        return 0
    end = index + 1
    while end < min(len(blocks), index + MAX_DETAILS) and DETAILS.match(blocks[end].printed):
        end += 1
    return end


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


def is_adopted_there(line: str) -> bool:
    """«Принята 15 ноября 2024 года в городе Волжском» below the title: when and where; no decree approved it."""
    return bool(ADOPTED.match(line)) and date_of_approval(line) is not None and "№" not in line


def date_of_approval(line: str) -> EventDates | None:
    """«Принята 17 января 2025 года», «(протокол от 17 января 2025 года № 1)»: what is no event's date elsewhere."""
    return next(iter(event_dates(re.sub(r"\bот\b|№\s*\S+", " ", ADOPTED.sub(" ", line)))), None)
