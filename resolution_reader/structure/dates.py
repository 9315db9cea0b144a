"""Dates as resolutions print them, to ISO."""

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
