"""By when something is to be done, and how often."""

import re
from datetime import date

from resolution_reader.outline import DaysFrom, Deadline
from resolution_reader.structure.dates import DAY, MONTH, MONTHS, YEAR, event_dates

FULL_DEADLINE = re.compile(
    rf"(?:\b(?:в\s+срок\s+)?(?:до|к|с|не\s+позднее|не\s+позже|срок(?:\s+исполнения)?\s*[:–—-]\s*(?:до\s+)?))\s*"
    rf"(?:{DAY}\s+({MONTH})\s+{YEAR}(?:\s*(?:года|г\.?))?|(\d{{1,2}})\.(\d{{2}})\.{YEAR})",
    re.I,
)
MONTH_NAME = (
    "январ[яе]|феврал[яе]|март[ае]|апрел[яе]|ма[яе]|июн[яе]|июл[яе]|"
    "август[ае]|сентябр[яе]|октябр[яе]|ноябр[яе]|декабр[яе]"
)
YEAR_WORD = rf"{YEAR}\s*(?:года|г\.)?"
SOME_WORD = r"(?:[а-яё]+\s+)?"
EDGE = r"(?:конца|начала|середины|концу|началу|завершения|окончания)"
ORDINAL = r"(?:[IVX]{1,3}|\d(?:-[а-яё]+)?|перво[а-яё]+|второ[а-яё]+|треть[а-яё]+|четв[её]рто[а-яё]+)"
COUNT = r"(?:\d+|одного|двух|тр[её]х|четыр[её]х|пяти|шести|месяца|года|полугода)(?:-?х)?(?:\s+\([а-яё]+\))?"
UNIT = r"(?:\s+(?:месяцев|месяца|дней|лет|года|недель))?"
QUICK = r"(?:месячный|недельный|дневный|двухмесячный|тр[её]хмесячный|десятидневный|кратчайший)"
VAGUE_DEADLINES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:до|к)\s+{EDGE}\s+{SOME_WORD}{YEAR_WORD}",
        rf"\b(?:до|к)\s+{EDGE}\s+(?:текущего|следующего|этого|календарного)\s+{SOME_WORD}(?:года|месяца|квартала)",
        rf"\b(?:до|к)\s+(?:конца\s+|начала\s+)?(?:{MONTH_NAME})\s+{YEAR_WORD}",
        rf"\b(?:до|к)\s+\d{{1,2}}\s+(?:{MONTH})\b",
        r"\b(?:до|к)\s+(?:конца|концу)\s+года\b",
        rf"\b(?:до\s+конца|во|в|до)\s+{ORDINAL}\s+(?:квартал[аеу]?|полугоди[яие])(?:\s+{YEAR_WORD})?",
        rf"\bв\s+течение\s+{COUNT}(?:\s+(?:календарн|рабоч)\w+)?{UNIT}(?!\s+года)",
        rf"\bв\s+течение\s+{YEAR}\s*(?:года|г\.)",
        rf"\bв\s+(?:\w+[- ])?{QUICK}\s+срок(?:и)?",
        rf"\bв\s+срок\s+до\s+{YEAR_WORD}",
        rf"\bне\s+позднее\s+{SOME_WORD}(?:[IVX]+\s+квартала\s+|конца\s+)?{YEAR_WORD}",
        rf"\bв\s+{YEAR}(?:\s*[-–—]\s*{YEAR})?\s+(?:году|годах|гг\.)",
    )
)
# Up to when a strategy or a programme lasts is not up to when something is to be done.
PERIOD_BEFORE = re.compile(r"(\bна\s+период|\bс\s+\d{4}|\bразвития|стратеги\w+|программ\w+)[^.,;]{0,25}$", re.I)


# From a day that only whoever gets the paper knows. Working days are no days: they stay words.
FROM_RECEIPT = re.compile(
    r"\b(?:в\s+течение\s+(\d{1,3})(?:\s*\([а-яё\s]{1,40}\))?\s+(?:календарных\s+)?дн(?:ей|я)|"
    r"в\s+(\d{1,3})-?\s*(?:ти\s*|х\s*)?дневный\s+срок)\s+(?:со\s+дня|с\s+момента|с\s+даты|после)\s+(?:е[ёе]\s+|его\s+)?(?:получени|поступлени|вручени)",
    re.I,
)
PERIOD = r"(?:год|года|полугодие|полугода|полгода|квартал|месяц|месяца|недел[юи]|день|дня|лет|сезон|смену)"
COUNTED = (
    r"(?:\d+|одного|одну|один|двух|два|две|тр[её]х|три|четыр[её]х|четыре|пяти|пять|шести|шесть)"
    r"(?:\s*\([а-яё\s]{1,40}\))?"
)
REPEATS = re.compile(
    rf"\b(?:не\s+(?:реже|менее)(?:,?\s+чем)?\s+|по\s+)?(?:{COUNTED}(?:-?х)?\s*)?раза?\s+в\s+(?:{COUNTED}\s+)?(?:учебн\w+\s+|календарн\w+\s+)?{PERIOD}|"
    rf"\bне\s+(?:реже|менее)(?:,?\s+чем)?\s+(?:{COUNTED}\s+)?(?:[а-яё]+\s+){{1,3}}в\s+{PERIOD}\b|"
    r"\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|ежесезонно|раз\s+в\s+полгода)\b|"
    rf"\b(?:кажд(?:ый|ую|ое|ые)|по\s+итогам\s+каждого)\s+(?:{COUNTED}\s+)?{PERIOD}\b",
    re.I,
)


def repeats(text: str) -> str | None:
    """How often something is to be done, as written; None when the text does not say."""
    found = REPEATS.search(_unquoted(text))
    return text[found.start() : found.end()].strip() if found else None


def _unquoted(text: str) -> str:
    """With blanks for what stands in quotes: a name may hold a day."""
    return re.sub(r"«[^»]{0,500}»", lambda quoted: " " * len(quoted[0]), text)


def deadline(text: str) -> Deadline:
    """ISO for a full date, days from receipt, else the words as written; None when no term is set."""
    bare = _unquoted(text)
    if counted := FROM_RECEIPT.search(bare):
        return DaysFrom(int(counted[1] or counted[2]))
    for match in FULL_DEADLINE.finditer(bare):
        day, month, year, day2, month2, year2 = match.groups()
        try:
            if day:
                return date(int(year), MONTHS[month.lower()], int(day)).isoformat()
            return date(int(year2), int(month2), int(day2)).isoformat()
        except ValueError:
            continue
    for pattern in VAGUE_DEADLINES:
        found = pattern.search(bare)
        if found and ("конц" in found[0] or not PERIOD_BEFORE.search(bare[: found.start()])):
            return text[found.start() : found.end()].strip()
    return None


def deadline_of_cell(text: str) -> str:
    """A cell that holds nothing but the term: ISO when it is one full date, else as written."""
    full = deadline(text)
    if isinstance(full, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", full):
        return full
    dated = event_dates(text)
    alone = len(dated) == 1 and dated[0][1] is None and not re.search(r"[а-яё]{4,}", re.sub(MONTH, "", text.lower()))
    return dated[0][0].isoformat() if alone else " ".join(text.split())
