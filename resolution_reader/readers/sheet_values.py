"""What a cell of an .xlsx prints: the file holds a number and the name of a format."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from openpyxl.cell.read_only import ReadOnlyCell

QUOTED = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
DECIMALS = re.compile(r"[#0,]*0(?:\.(0+))?(?![.#?/e0])")
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def printed(cell: ReadOnlyCell) -> str:
    """Text, numbers with the decimals of their format, days as dd.mm.yyyy; empty for errors."""
    value = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == "e" else value.strip()
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    format = QUOTED.sub("", cell.number_format or "").split(";")[0].lower()
    if isinstance(value, datetime | date):
        return _day(value, format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return str(value)
    return _number(value, format)


def _day(value: date, format: str) -> str:
    """As much of it as the format shows: «июнь 2026», where it has no day."""
    if "d" in format or "y" not in format:
        return value.strftime("%d.%m.%Y")
    return f"{MONTHS[value.month - 1]} {value.year}" if "m" in format else str(value.year)


def _number(value: float, format: str) -> str:
    decimals = DECIMALS.match(format)
    share = format.rstrip().endswith("%")
    text = f"{value * 100 if share else value:.15g}"
    if decimals:
        text = _rounded(text, len(decimals[1] or ""))
    return f"{text}%" if share else text


def _rounded(number: str, decimals: int) -> str:
    """As Excel does it, by the written figures: 2.675 is 2.68, though the nearest double is less."""
    try:
        return f"{Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    except InvalidOperation:  # so large that it would have more digits than Decimal keeps: as it is
        return number
