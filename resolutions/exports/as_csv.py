"""CSV: one table, for whatever program opens it; made so that a Russian Excel does.

A byte order mark, semicolons and CRLF are what Excel needs to see columns and Cyrillic letters on a double click.
"""

import csv
from collections.abc import Iterator
from datetime import date

from resolutions.cells import neutral
from resolutions.exports.columns import RECOMMENDATIONS, Value
from resolutions.exports.selection import Selection
from resolutions.records import record_of


class Echo:
    """csv wants a file; what it would write is handed on."""

    def write(self, text: str) -> str:
        return text


def as_csv(selection: Selection) -> Iterator[bytes]:
    writer = csv.writer(Echo(), delimiter=";", lineterminator="\r\n")
    begin = "\ufeff" + writer.writerow([column.name for column in RECOMMENDATIONS])
    for chunk in selection.chunks():
        records = [record_of(row) for row in chunk]
        rows = [writer.writerow([cell(column.of(record)) for column in RECOMMENDATIONS]) for record in records]
        yield (begin + "".join(rows)).encode()
        begin = ""
    if begin:  # nothing was found: the names of the columns
        yield begin.encode()


def cell(value: Value) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else neutral(str(value))
