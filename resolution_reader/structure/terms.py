"""By when something is to be done: a full date, days from receipt, or words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import has_part_of_speech, is_surely_infinitive, lemmas
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import DaysFrom, Deadline
from resolution_reader.structure.dates import (
    DAY,
    FIGURES,
    MONTH,
    SAYS_YEAR,
    YEAR,
    day_of,
    event_dates,
    unquoted,
    without_dates,
)
from resolution_reader.structure.kinds_of_terms import BARE_YEAR, BY
from resolution_reader.structure.said_of_deeds import (
    YEAR_NAMED,
    clause_before,
    is_of_what_was,
    is_to_be_done,
    just_before,
)
from resolution_reader.structure.terms_in_words import terms_in, times_in

ONE_DAY = rf"(?:{DAY}\s*({MONTH})\s*,?\s*{YEAR}{SAYS_YEAR}|{FIGURES})"
FULL_DEADLINE = re.compile(
    rf"(?:\b(?:в\s+срок\s+)?(?:{BY}|с|срок(?:\s+исполнения)?\s*[:–—-]\s*(?:до\s+)?))\s*{ONE_DAY}", re.I
)
UNTIL = re.compile(rf"\s*(?:по|до)\s+{ONE_DAY}", re.I)  # «с 01.09.2026 по 31.12.2026»
# From a day that only whoever gets the paper knows. Working days are no days: they stay words.
FROM_RECEIPT = re.compile(
    r"\b(?:в\s+течение\s+(\d{1,3})(?:\s*\([а-яё\s]{1,40}\))?\s+(?:календарных\s+)?дн(?:ей|я)|"
    r"в\s+(\d{1,3})-?\s*(?:ти\s*|х\s*)?дневный\s+срок)\s+(?:со\s+дня|с\s+момента|с\s+даты|после)\s+(?:е[ёе]\s+|его\s+)?(?:получени|поступлени|вручени)",
    re.I,
)
# Of these it says how long they last, however many words stand between.
LASTING = re.compile(r"(?:стратеги|программ|концепци|доктрин|план|проект|период|развити)[а-яё]*[^.;]{0,300}$", re.I)
ON_A_DAY = re.compile(rf"(?<![\d.])(?:на\s+)?(?:{ONE_DAY}|{DAY}\s*(?:{MONTH})(?![а-яё\s]*\d))", re.I)
FEW_WORDS = 4  # between what happens and its day
HAPPENS = word_set(
    "провести собрать собраться организовать доложить отчитаться рассмотреть заслушать выйти созвать назначить открыть "
    "встретиться вернуться"
)
HELD_ON_DAYS = word_set(
    "решение постановление закон протокол сессия заседание собрание форум сход слушание встреча день от"
)


@lru_cache(maxsize=2_000)
def deadline(text: str) -> Deadline:
    """ISO for a full date, days from receipt, else the words as written; None when no term is set."""
    bare = unquoted(text)
    if counted := FROM_RECEIPT.search(bare):
        return DaysFrom(int(counted[1] or counted[2]))
    for match in FULL_DEADLINE.finditer(bare):
        until = UNTIL.match(bare, match.end()) if match[0][0] in "сС" else None
        if day := _iso(until or match):
            return day
    found = next(terms_in(bare), None)
    if found is not None:
        return text[found[0] : found[1]].strip()
    return _on_a_day(bare) or _by_a_year(bare)


def deadline_of_cell(text: str) -> str:
    """A cell that holds nothing but the term: ISO when it is one full date, else as written."""
    full = deadline(text)
    if isinstance(full, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", full):
        return full
    dated = event_dates(text)
    alone = len(dated) == 1 and dated[0][1] is None and not re.search(r"[а-яё]{4,}", without_dates(text), re.I)
    return dated[0][0].isoformat() if alone else " ".join(text.split())


def times_named(text: str) -> Iterator[str]:
    """What names a time, as written, whether it sets a term or is said of what was: «весной»."""
    return (text[start:end].strip() for start, end in times_in(unquoted(text)))


def _on_a_day(bare: str) -> str | None:
    """The day on which something is to happen: beside the infinitive, or of what happens on days at all."""
    for found in ON_A_DAY.finditer(bare):
        before = [token for token in tokens(clause_before(bare, found.start())) if token.kind == "word"]
        after = next(iter(tokens(bare[found.end() : found.end() + 40])), None)
        beside = [*before[-1:], *([after] if after and after.kind == "word" else [])]
        if any(is_surely_infinitive(token.text) for token in beside) or _happens(bare, found.start(), before):
            return _iso(found) if YEAR_NAMED.search(found[0]) else found[0].strip()
    return None


def _happens(bare: str, at: int, before: Sequence[Token]) -> bool:
    """«провести субботник 27 апреля 2024 года», not «рассмотреть решение сессии 27 апреля 2024 года»."""
    verb = next((far for far, token in enumerate(reversed(before)) if is_surely_infinitive(token.text)), FEW_WORDS)
    if verb >= FEW_WORDS or has_part_of_speech(before[-1].text, "PREP"):
        return False
    if not lemmas(before[-1 - verb].text) & HAPPENS or not is_to_be_done(bare, at):
        return False
    return not any(lemmas(token.text) & HELD_ON_DAYS for token in before[-verb:])


def _by_a_year(bare: str) -> str | None:
    year = BARE_YEAR.search(bare)
    if year is None:
        return None
    before = just_before(bare, year)
    return None if LASTING.search(before) or is_of_what_was(before) else year[0]


def _iso(match: re.Match[str]) -> str | None:
    """None where the calendar has no such day."""
    day = day_of(*(group for group in match.groups() if group))
    return day.isoformat() if day else None
