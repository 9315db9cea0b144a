"""Files that programs read: formats, columns and sheets of exports; names and columns of open data."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from resolutions.exports.as_csv import as_csv
from resolutions.exports.as_json import as_json
from resolutions.exports.as_xlsx import ABOUT, ROWS, ROWS_BY_ADDRESSEE
from resolutions.exports.columns import PAIRS, RECOMMENDATIONS, WORKING, Column
from resolutions.exports.formats import FORMATS
from resolutions.exports.selection import Selection
from resolutions.open_data.catalogue import CATALOGUE
from resolutions.open_data.dumps import data_name, structure_name
from resolutions.open_data.explanations import README
from resolutions.open_data.passports import LIST, PASSPORT
from resolutions.open_data.tables import ALL, Table

A_DAY = date(2026, 1, 31)
NOTHING = Selection(
    title="",
    told={},
    address="",
    taken_at=datetime(2026, 1, 31, tzinfo=UTC),
    count=0,
    chunks=lambda: iter([]),
)


def export_formats() -> dict[str, str]:
    return {name: format.media_type for name, format in FORMATS.items()}


def export_columns() -> dict[str, Any]:
    """As they stand in files in which nothing was found; in their order, for who counts columns."""
    heading = b"".join(as_csv(NOTHING)).decode("utf-8-sig")
    return {
        "csv": next(csv.reader(io.StringIO(heading), delimiter=";")),
        "json": sorted(json.loads(b"".join(as_json(NOTHING)))),
        "xlsx": {ABOUT: [], ROWS: named((*RECOMMENDATIONS, *WORKING)), ROWS_BY_ADDRESSEE: named(PAIRS)},
    }


def named(columns: tuple[Column, ...]) -> list[str]:
    return [column.name for column in columns]


def open_data() -> dict[str, Any]:
    return {"files": sorted([LIST, CATALOGUE, README]), "sets": {table.name: data_set(table) for table in ALL}}


def data_set(table: Table) -> dict[str, Any]:
    """The names of its files, of one day, and its columns with their formats."""
    structure = structure_name(A_DAY)
    return {
        "files": [PASSPORT, structure, data_name(A_DAY, Path(structure).name)],
        "columns": list(table.values),
        "formats": {column.name: column.format for column in table.columns},
    }
