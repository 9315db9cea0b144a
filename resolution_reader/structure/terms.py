"""By when something is to be done, and how often."""

import re
from datetime import date

from resolution_reader.outline import DaysFrom, Deadline
from resolution_reader.structure.dates import DAY, FIGURES, MONTH, SAYS_YEAR, YEAR, day_of, event_dates, without_dates

ONE_DAY = rf"(?:{DAY}\s*({MONTH})\s*,?\s*{YEAR}{SAYS_YEAR}|{FIGURES})"
BY = r"до|к|ко|не\s+позднее|не\s+позже"
FULL_DEADLINE = re.compile(
    rf"(?:\b(?:в\s+срок\s+)?(?:{BY}|с|срок(?:\s+исполнения)?\s*[:–—-]\s*(?:до\s+)?))\s*{ONE_DAY}", re.I
)
UNTIL = re.compile(rf"\s*(?:по|до)\s+{ONE_DAY}", re.I)  # «с 01.09.2026 по 31.12.2026»
MONTH_NAME = (
    "январ[яею]|феврал[яею]|март[ауе]|апрел[яею]|ма[яею]|июн[яею]|июл[яею]|"
    "август[ауе]|сентябр[яею]|октябр[яею]|ноябр[яею]|декабр[яею]"
)
SEASON = "весн[ыеу]|лет[ау]|осен[ьи]|зим[ыеу]"
YEAR_WORD = rf"{YEAR}\s*(?:года|году|г\.?(?![а-яё]))"
OF_YEAR = r"(?:\s+(?:т\.\s?г\.|с\.\s?г\.|(?:текущего|следующего|этого|каждого)\s+года))"
SOME_WORD = r"(?:[а-яё]+\s+)?"
EDGE = r"(?:конца|начала|середины|концу|началу|середине|завершения|завершению|окончания|окончанию)"
ORDINAL = r"(?:[IVX]{1,3}|\d(?:-[а-яё]+)?|перво[а-яё]+|второ[а-яё]+|треть[а-яё]+|четв[её]рто[а-яё]+)"
COUNT = r"(?:\d+|одного|двух|тр[её]х|четыр[её]х|пяти|шести|месяца|года|полугода)(?:-?х)?(?:\s+\([а-яё]+\))?"
UNIT = r"(?:\s+(?:месяцев|месяца|дней|дня|лет|года|недель|недели))?"
QUICK = r"(?:[а-яё]*(?:дневный|недельный|месячный|годичный)|кратчайш(?:ий|ие)|(?:возможно\s+)?коротки[йе])"
VAGUE_DEADLINES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b(?:до|к)\s+{EDGE}\s+{SOME_WORD}{YEAR_WORD}",
        rf"\b(?:до|к)\s+{EDGE}\s+(?:текущего|следующего|этого|календарного)\s+{SOME_WORD}(?:года|месяца|квартала)",
        rf"\b(?:до|к)\s+{EDGE}\s+(?:учебного\s+года|(?:[а-яё]+\s+)?(?:сезона|периода))",
        rf"\b(?:до|к)\s+(?:конца\s+|начала\s+|концу\s+|началу\s+)?(?:{MONTH_NAME}|{SEASON})\s+{YEAR_WORD}",
        rf"\b(?:{BY})\s+{DAY}\s+(?:{MONTH})(?:\s+{YEAR_WORD}|{OF_YEAR})?(?![а-яё])",
        rf"\b(?:{BY})\s+{DAY}\s+числа\s+(?:каждого|следующего|текущего)\s+{SOME_WORD}[а-яё]+",
        r"\b(?:до|к)\s+(?:конца|концу)\s+года\b",
        rf"\b(?:до\s+конца|к\s+концу|во|в|до)\s+{ORDINAL}\s+(?:квартал[аеу]?|кв\.|полугоди[яие])(?:\s+{YEAR_WORD})?",
        rf"\bв\s+течение\s+{COUNT}(?:\s+(?:календарн|рабоч)\w+)?{UNIT}(?!\s+года)",
        rf"\bв\s+течение\s+{YEAR}\s*(?:года|г\.)",
        rf"\bв\s+(?:(?:\d+-?(?:ти|х)?|[а-яё]+)[- ])?{QUICK}\s+срок(?:и)?",
        rf"\bв\s+срок\s+до\s+{YEAR_WORD}",
        rf"\bне\s+позднее\s+(?:чем\s+через\s+)?{COUNT}(?:\s+(?:календарн|рабоч)\w+)?{UNIT}\b(?!\s+год)",
        rf"\bне\s+позднее\s+{SOME_WORD}(?:[IVX]+\s+квартала\s+|конца\s+)?{YEAR_WORD}",
        rf"\bв\s+{YEAR}(?:\s*[-–—]\s*{YEAR})?\s+(?:году|годах|гг\.)",
    )
)
BARE_YEAR = re.compile(rf"\b(?:до|к)\s+{YEAR_WORD}", re.I)
# Of these it says how long they last, however many words stand between.
LASTING = re.compile(r"(?:стратеги|программ|концепци|доктрин|план|проект|период|развити)[а-яё]*[^.;]{0,300}$", re.I)
# Up to when a strategy or a programme lasts is not up to when something is to be done.
PERIOD_BEFORE = re.compile(
    r"(\bна\s+период|\bс\s+\d{4}|\bразвития|(?:стратеги|программ|концепци|доктрин|план|проект)\w+)[^.,;]{0,25}$", re.I
)


# From a day that only whoever gets the paper knows. Working days are no days: they stay words.
FROM_RECEIPT = re.compile(
    r"\b(?:в\s+течение\s+(\d{1,3})(?:\s*\([а-яё\s]{1,40}\))?\s+(?:календарных\s+)?дн(?:ей|я)|"
    r"в\s+(\d{1,3})-?\s*(?:ти\s*|х\s*)?дневный\s+срок)\s+(?:со\s+дня|с\s+момента|с\s+даты|после)\s+(?:е[ёе]\s+|его\s+)?(?:получени|поступлени|вручени)",
    re.I,
)
PERIOD = (
    r"(?:год|года|полугодие|полугода|полгода|квартал|квартала|четверть|четверти|семестр|триместр|месяц|месяца|декаду|недел[юи]|"
    r"сутки|суток|день|дня|дней|лет|месяцев|недель|сезон|сезона|смену|зиму|лето|весну|осень)"
)
COUNTED = (
    r"(?:\d+(?:\s?[-–]\s?\d+)?|одного|одному|одну|один|двух|два|две|тр[её]х|три|четыр[её]х|четыре|пяти|пять|шести|шесть|семи|семь|"
    r"восьми|восемь|девяти|девять|десяти|десять|двенадцать)(?:[-–]тр[её]х|[-–]три)?"
    r"(?:\s*\([а-яё\s]{1,40}\))?"
)
OF_SCHOOL = r"(?:(?:учебн|календарн|отопительн|летн|зимн|купальн|дачн)\w+\s+)?"
DAY_NAME = r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|выходны[ей]|утро|вечер)"
REPEATS = re.compile(
    rf"\b(?:не\s+(?:реже|менее)(?:,?\s+чем)?\s+|по\s+)?(?:{COUNTED}(?:-?х)?\s*)?раз[ау]?\s+(?:в|за)\s+(?:каждые\s+)?"
    rf"(?:{COUNTED}\s+)?{OF_SCHOOL}{PERIOD}\b|"
    rf"\bне\s+(?:реже|менее)(?:,?\s+чем)?\s+(?:{COUNTED}\s+)?(?:[а-яё]+\s+){{1,3}}(?:в|за)\s+{OF_SCHOOL}{PERIOD}\b|"
    r"\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|ежесезонно|ежесуточно|раз\s+в\s+полгода)\b|"
    rf"\b(?:дважды|трижды)\s+(?:в|за)\s+{OF_SCHOOL}{PERIOD}\b|"
    rf"\b(?:кажд(?:ый|ую|ое|ые|ого|ой)|по\s+итогам\s+каждого)\s+(?:{COUNTED}\s+)?{OF_SCHOOL}{PERIOD}\b|"
    rf"\bкажд(?:ый|ую|ое|ые)\s+(?:(?:перв|втор|трет|четв[её]рт|последн)\w+\s+)?{DAY_NAME}(?:\s+месяца)?\b|"
    rf"\bв\s+(?:перв|втор|трет|четв[её]рт|последн)\w+\s+{DAY_NAME}\s+(?:каждого\s+)?(?:месяца|квартала)\b",
    re.I,
)


def repeats(text: str) -> str | None:
    """How often something is to be done, as written; None when the text does not say."""
    found = REPEATS.search(_unquoted(text))
    return text[found.start() : found.end()].strip() if found else None


def _unquoted(text: str) -> str:
    """With blanks for what stands in quotes, a name that may hold a day; «01» is one."""
    return re.sub(r"«(?!\s?\d{1,2}\s?»)[^»]{0,500}»", lambda quoted: " " * len(quoted[0]), text)


def deadline(text: str) -> Deadline:
    """ISO for a full date, days from receipt, else the words as written; None when no term is set."""
    bare = _unquoted(text)
    if counted := FROM_RECEIPT.search(bare):
        return DaysFrom(int(counted[1] or counted[2]))
    for match in FULL_DEADLINE.finditer(bare):
        until = UNTIL.match(bare, match.end()) if match[0][0] in "сС" else None
        if day := _day(until or match):
            return day.isoformat()
    for pattern in VAGUE_DEADLINES:
        found = pattern.search(bare)
        if found and ("конц" in found[0] or not PERIOD_BEFORE.search(bare[: found.start()])):
            return text[found.start() : found.end()].strip()
    year = BARE_YEAR.search(bare)
    return year[0] if year and not LASTING.search(bare[: year.start()]) else None


def deadline_of_cell(text: str) -> str:
    """A cell that holds nothing but the term: ISO when it is one full date, else as written."""
    full = deadline(text)
    if isinstance(full, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", full):
        return full
    dated = event_dates(text)
    alone = len(dated) == 1 and dated[0][1] is None and not re.search(r"[а-яё]{4,}", without_dates(text), re.I)
    return dated[0][0].isoformat() if alone else " ".join(text.split())


def _day(match: re.Match[str]) -> date | None:
    return day_of(*(group for group in match.groups() if group))
