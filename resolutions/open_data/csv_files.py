"""CSV as the convention wants it: RFC 4180, commas, UTF-8 without a mark, texts verbatim.

A cell that begins with = or + stays as it is: these files are for programs, and what is read must be what the
register holds. Files for Excel are exports, which neutralise such cells.
"""

import csv
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from django.db.models import Model, QuerySet

from resolutions.characters import writable
from resolutions.open_data.dumps import File
from resolutions.open_data.tables import Cell, Table

CHUNK = 1000


class Miscounted(Exception):
    """What was written is not what the register holds."""


def write_table(table: Table, path: Path) -> int:
    """Writes every row, reads the file back and compares; how many rows there are."""
    found = table.rows()
    write_lines(path, [tuple(table.values)], lines(table, found))
    rows = count_rows(path, len(table.values))
    if rows != found.count():
        raise Miscounted(f"{table.name}: {rows} rows written, {found.count()} in the register")
    return rows


def lines(table: Table, found: QuerySet[Model]) -> Iterator[list[str]]:
    values = table.values.values()
    for row in found.iterator(chunk_size=CHUNK):
        yield [cell(value(row)) for value in values]


def cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return writable(str(value))


def write_lines(path: Path, *parts: Iterable[Iterable[str]]) -> None:
    """On the disk, not only on its way there, when this returns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        for part in parts:
            writer.writerows(part)
        file.flush()
        os.fsync(file.fileno())


def count_rows(path: Path, width: int) -> int:
    """Without the heading; every row must be as wide as it."""
    csv.field_size_limit(sys.maxsize)  # a preamble may be longer than the reader would take from a stranger
    with path.open(encoding="utf-8", newline="") as file:
        widths = [0, 0]  # lines, and lines of another width
        for line in csv.reader(file):
            widths[0] += 1
            widths[1] += len(line) != width
    if widths[1]:
        raise Miscounted(f"{path.name}: {widths[1]} rows are not {width} cells wide")
    return widths[0] - 1


def file_of(folder: Path, path: str) -> File:
    with (folder / path).open("rb") as file:
        return File(path, (folder / path).stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
