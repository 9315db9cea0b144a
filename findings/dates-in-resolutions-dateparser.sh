#!/usr/bin/env bash
# Seen 2026-11 with dateparser 1.5.0, Python 3.11.
# Guessed: a day that stands in straight quotes, as on every printed form («"12" декабря 2019 г.»), is that day or is not
# found; a bare term («30 дней») lies ahead, as «в течение 30 дней» does; both days of a span carry its year.
# Seen: search_dates() takes the quoted day apart and gives 10 December, the day of *today* (RELATIVE_BASE), as the date
# of the document; the typographic «12» is right. «30 дней» lies in the past. Of «30 ноября - 1 декабря 2019 г.» the first
# day is put into the coming year. No error, no doubt. Who dates a resolution or a term by it gets a wrong day silently.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet dateparser==1.5.0
"$where/venv/bin/python" - <<'PYTHON'
from datetime import datetime

from dateparser import parse
from dateparser.search import search_dates

TODAY = {"RELATIVE_BASE": datetime(2026, 1, 10)}


def found(text):
    return [(words, day.date().isoformat()) for words, day in search_dates(text, languages=["ru"], settings=TODAY) or []]


def day(text):
    return parse(text, languages=["ru"], settings=TODAY).date().isoformat()


seen = {
    "straight quotes": found('"12" декабря 2019 г.'),
    "typographic quotes": found("«12» декабря 2019 г."),
    "bare term": day("30 дней"),
    "term with its preposition": day("в течение 30 дней"),
    "span over two months": found("30 ноября - 1 декабря 2019 г."),
}
for what, value in seen.items():
    print(f"{what}: {value}")
assert seen == {
    "straight quotes": [("12", "2026-12-10"), ("декабря 2019 г", "2019-12-10")],
    "typographic quotes": [("«12» декабря 2019 г", "2019-12-12")],
    "bare term": "2025-12-11",
    "term with its preposition": "2026-02-09",
    "span over two months": [("30 ноября", "2026-11-30"), ("1 декабря 2019 г", "2019-12-01")],
}
PYTHON
