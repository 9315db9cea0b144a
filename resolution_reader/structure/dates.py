"""Dates as resolutions print them, to ISO."""

import re
from datetime import date
from functools import lru_cache, partial

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
FIGURE = re.compile(r"\d")
MONTH = "|".join(MONTHS)
DAY = r"(?:[«\"“„]\s?)?(\d{1,2})(?:\s?[»\"”])?(?:\s?-\s?(?:го|ого|е|ое)\b)?"  # «07», 5-го
DASH = r"\s*[-–—]\s*"
YEAR = r"(\d{4})(?!\d)"
SAYS_YEAR = r"(?:\s*(?:года|год|г\.|г(?![а-яё])))?"
# In figures. A year of two of them stands after a day and a month of two: «1.2.26» counts something.
FIGURES = r"(?<![\d.,/])(\d{1,2})[./](\d{1,2})[./](\d{4}(?!\d)|(?<=\d\d[./]\d\d[./])\d\d(?![\d./]*\d))"
MORE_DAYS = r"(?:\s*(?:,|\bи\b)\s*\d{1,2}){0,8}"  # those between the first and the last: «5, 6 и 7 июня»
TO = rf"(?:{DASH}|\s+(?:по|до)\s+)"
AND = rf"(?:{TO}|\s+и\s+|\s*,\s*)"
TAKEN = "\0"  # for a date that is read: no shorter form may take its words again
CENTURY_TURNS = 50  # «98» is 1998

# Forms of an event's date, the longer ones first: a pattern and what its groups are.
WRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"{pattern}{SAYS_YEAR}", re.I), shape)
    for pattern, shape in (
        (rf"(?<!\d){DAY}{MORE_DAYS}\s*({MONTH})\s+{YEAR}{SAYS_YEAR}{TO}{DAY}\s*({MONTH})\s+{YEAR}", "d m y d m y"),
        (rf"(?<!\d){DAY}{MORE_DAYS}\s*({MONTH}){AND}{DAY}\s*({MONTH})\s+{YEAR}", "d m d m y"),
        (rf"(?<!\d){DAY}{MORE_DAYS}{AND}{DAY}\s*({MONTH})\s+{YEAR}", "d d m y"),
        (rf"(?<!\d){DAY}\s*({MONTH})\s*,?\s*{YEAR}", "d m y"),
        (rf"(?<![\d.])(\d{{1,2}})\.(\d{{2}}){DASH}(\d{{1,2}})\.(\d{{2}})\.{YEAR}", "d m d m y"),
        (rf"{FIGURES}{TO}{FIGURES}", "d m y d m y"),
        (rf"(?<![\d.])(\d{{1,2}}){DASH}(\d{{1,2}})\.(\d{{2}})\.{YEAR}", "d d m y"),
        (FIGURES, "d m y"),
        (r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])", "y m d"),
    )
)
# A date after these is a law's, a document's or a plan's, not the event's.
NOT_EVENT_BEFORE = re.compile(r"(\bот|\bдо|\bс|\bпо|\bк|\bред\.|\bпосле|принят\w*|\bот\s+«?\d*|№\s*\S+\s+от)\s*$", re.I)
BEFORE = 60  # characters that are looked at for such a word
NOT_EVENT_AFTER = re.compile(r",?\s*№", re.I)


def unquoted(text: str) -> str:
    """With blanks for what stands in quotes, a name that may hold a day; «01» is one."""
    return re.sub(r"«(?!\s?\d{1,2}\s?»)[^»]{0,500}»", lambda quoted: " " * len(quoted[0]), text)


def event_dates(text: str) -> list[EventDates]:
    """(first day, last day or None) of every date that can be the event's, in the order of the text."""
    return [days for match, days in _written(text) if not _foreign(text, match, days)]


def without_dates(text: str) -> str:
    """The text with blanks for its dates, of the same length."""
    pieces, read = [], 0
    for match, _ in _written(text):
        pieces += [text[read : match.start()], " " * len(match[0])]
        read = match.end()
    return "".join([*pieces, text[read:]])


@lru_cache(maxsize=200)
def _written(text: str) -> tuple[tuple[re.Match[str], EventDates], ...]:
    """Every date that there is in the calendar, whosesoever it is."""
    found: dict[int, tuple[re.Match[str], EventDates]] = {}

    def take(match: re.Match[str], shape: str) -> str:
        if days := _days(shape, match.groups()):
            found[match.start()] = match, days
        return TAKEN * len(match[0])

    for pattern, shape in WRITTEN if FIGURE.search(text) else ():
        text = pattern.sub(partial(take, shape=shape), text)
    return tuple(found[start] for start in sorted(found))


def _foreign(text: str, match: re.Match[str], days: EventDates) -> bool:
    before = text[max(0, match.start() - BEFORE) : match.start()]
    return bool(NOT_EVENT_AFTER.match(text, match.end())) or (not days[1] and bool(NOT_EVENT_BEFORE.search(before)))


def _days(shape: str, groups: tuple[str | None, ...]) -> EventDates | None:
    said = [(of, value) for of, value in zip(shape.split(), groups, strict=True) if value]
    days, months, years = ([value for of, value in said if of == kind] for kind in "dmy")
    first, last = day_of(days[0], months[0], years[0]), day_of(days[-1], months[-1], years[-1])
    return (first, last if last > first else None) if first and last else None


def day_of(day: str, month: str, year: str) -> date | None:
    """«5», «июня» or «06», «2026» or «26»; None where the calendar has no such day."""
    of_century = 0 if len(year) > 2 else 2000 if int(year) < CENTURY_TURNS else 1900
    try:
        return date(of_century + int(year), MONTHS.get(month.lower()) or int(month), int(day))
    except ValueError:
        return None  # 31.02.2021
