"""A program that knows the convention and nothing of us: from list.csv to passports, from passports to data."""

import csv
import io
from typing import Any

from django.test import Client
from django.utils import timezone

from resolutions.open_data.dump import dump_open_data
from resolutions.open_data.dumps import Dump

SITE = "http://127.0.0.1:8000"


def dump(day: str = "2026-11-23", **options: Any) -> Dump:
    """What cron does, on this day."""
    at = timezone.make_aware(timezone.datetime.fromisoformat(f"{day}T03:15:00"))
    return dump_open_data(at, **options)


def lines(address: str) -> list[list[str]]:
    """A CSV file behind a public address, read by nothing but Python's own reader."""
    answer = Client().get(address.removeprefix(SITE))
    assert answer.status_code == 200, address
    content = b"".join(answer).decode("utf-8")  # read to its end, a file closes itself
    return list(csv.reader(io.StringIO(content, newline="")))


def passports() -> dict[str, dict[str, str]]:
    """Title of a data set -> its passport."""
    heading, standard, *sets = lines("/opendata/list.csv")
    assert heading == ["property", "title", "value", "format"]
    assert standard[:1] + standard[2:] == ["standardversion", "http://opendata.gosmonitor.ru/standard/3.0", ""]
    return {title: dict(lines(address)[1:]) for _, title, address, form in sets if form == "csv"}


def data_addresses(passport: dict[str, str]) -> list[str]:
    """Newest first, as the convention orders them."""
    return [address for name, address in passport.items() if name.startswith("data-")]


def rows(title: str, version: int = 0) -> list[dict[str, str]]:
    heading, *table = lines(data_addresses(passports()[title])[version])
    return [dict(zip(heading, line, strict=True)) for line in table]
