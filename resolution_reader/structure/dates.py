"""Dates as resolutions print them, to ISO; and the deadline of a recommendation."""

import re
from datetime import date

EventDates = tuple[date, date | None]  # the first day, and the last of an event of several

MONTHS = {
    month: number
    for number, month in enumerate(
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        start=1,
    )
}
MONTH = "|".join(MONTHS)
DAY = r"[«\"“]?(\d{1,2})[»\"”]?"
DASH = r"\s*[-–—]\s*"
YEAR = r"(\d{4})"

# Forms of an event's date, the longer ones first. Groups: see the functions beside.
WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"{DAY}\s+({MONTH})(?:\s+{YEAR}\s*(?:года?|г\.?)?)?(?:{DASH}|\s+(?:по|до)\s+)"
            rf"{DAY}\s+({MONTH})\s+{YEAR}",
            re.I,
        ),
        "d m y? d m y",
    ),
    (re.compile(rf"{DAY}(?:{DASH}|\s+(?:по|до|и)\s+|,\s*){DAY}\s+({MONTH})\s+{YEAR}", re.I), "d d m y"),
    (re.compile(rf"{DAY}\s+({MONTH})\s+{YEAR}", re.I), "d m y"),
    (re.compile(rf"\b(\d{{1,2}})\.(\d{{2}}){DASH}(\d{{1,2}})\.(\d{{2}})\.{YEAR}\b"), "d M d M y"),
    (re.compile(rf"\b(\d{{1,2}})(?:\.(\d{{2}})\.{YEAR})?{DASH}(\d{{1,2}})\.(\d{{2}})\.{YEAR}\b"), "d M? y? d M y"),
    (re.compile(rf"\b(\d{{1,2}})\.(\d{{2}})\.{YEAR}\b"), "d M y"),
)  # fmt: skip
# A date after these is a law's, a document's or a plan's, not the event's.
NOT_EVENT_BEFORE = re.compile(r"(\bот|\bдо|\bс|\bпо|\bк|\bред\.|\bпосле|принят\w*|\bот\s+«?\d*|№\s*\S+\s+от)\s*$", re.I)
NOT_EVENT_AFTER = re.compile(r"\s*(года|г\.)?,?\s*№", re.I)

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
        r"\b(?:не\s+реже\s+)?(?:одного|один|двух|два|тр[её]х|три)?\s*раза?\s+в\s+(?:год|полугодие|квартал|месяц|неделю|день|два\s+года)",
        r"\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно)\b",
    )
)
# Up to when a strategy or a programme lasts is not up to when something is to be done.
PERIOD_BEFORE = re.compile(r"(\bна\s+период|\bс\s+\d{4}|\bразвития|стратеги\w+|программ\w+)[^.,;]{0,25}$", re.I)


def event_dates(text: str) -> list[EventDates]:
    """(first day, last day or None) of every date that can be the event's, in the order of the text."""
    found: dict[int, EventDates] = {}
    covered: list[tuple[int, int]] = []
    for pattern, shape in WRITTEN:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in covered):
                continue
            covered.append(match.span())
            days = _days(shape, match.groups())
            if days and not _foreign(text, match):
                found[match.start()] = days
    return [found[start] for start in sorted(found)]


def _foreign(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    single_day = re.fullmatch(r"[«\"“]?\d{1,2}[»\"”]?\s+\S+\s+\d{4}|[\d.]+", match[0]) is not None
    return bool(NOT_EVENT_AFTER.match(text, match.end())) or (single_day and bool(NOT_EVENT_BEFORE.search(before)))


def _days(shape: str, groups: tuple[str | None, ...]) -> EventDates | None:
    read = [(kind.rstrip("?"), value) for kind, value in zip(shape.split(), groups, strict=True)]
    numbers = [(kind, _number(kind, value)) for kind, value in read if value]
    days = [value for kind, value in numbers if kind == "d"]
    months = [value for kind, value in numbers if kind in "mM"]
    years = [value for kind, value in numbers if kind == "y"]
    try:
        first = date(years[0], months[0], days[0])
        last = date(years[-1], months[-1], days[-1])
    except ValueError:
        return None  # 31.02.2021
    return first, (last if last > first else None)


def _number(kind: str, value: str) -> int:
    return MONTHS[value.lower()] if kind == "m" else int(value)


def deadline(text: str) -> str | None:
    """ISO for a full date, else the words as written; None when no term is set."""
    bare = re.sub(r"«[^»]*»", lambda quoted: " " * len(quoted[0]), text)
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
    if full and re.fullmatch(r"\d{4}-\d\d-\d\d", full):
        return full
    dated = event_dates(text)
    alone = len(dated) == 1 and dated[0][1] is None and not re.search(r"[а-яё]{4,}", re.sub(MONTH, "", text.lower()))
    return dated[0][0].isoformat() if alone else " ".join(text.split())
