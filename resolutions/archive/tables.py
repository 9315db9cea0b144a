"""Open data in an archive: the same tables with the same columns, in one file with a Data Package that describes them.

They say once more what the data of the forums say, for who wants tables; packed, as ten thousand recommendations would
take fifteen megabytes more.
"""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from resolutions.archive.bag import Bag
from resolutions.archive.chosen import Chosen
from resolutions.archive.layout import KIND, TABLES
from resolutions.open_data.csv_files import Miscounted, count_rows, lines, write_lines
from resolutions.open_data.tables import ALL, Table
from resolutions.open_data.terms import LICENCE, LICENCE_NAME


def write_tables(bag: Bag, chosen: Chosen, title: str) -> None:
    package: dict[str, Any] = {
        "name": KIND,
        "title": title,
        "profile": "tabular-data-package",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": LICENCE_NAME}],
        "resources": [],
    }
    with zipfile.ZipFile(bag.place(TABLES), "w") as packed:
        for table in ALL:
            file = written(bag, chosen, table)
            package["resources"].append(described(table, file))
            with file.open("rb") as rows, packed.open(member(file.name), "w") as into:
                while piece := rows.read(1 << 20):
                    into.write(piece)
            file.unlink()
        packed.writestr(member("datapackage.json"), json.dumps(package, ensure_ascii=False, indent=1))
    bag.take(TABLES)


def member(name: str) -> zipfile.ZipInfo:
    """Of no day, so that the same tables are the same file."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def written(bag: Bag, chosen: Chosen, table: Table) -> Path:
    """Raises Miscounted where the file is not what the register holds."""
    file = bag.folder / f"{table.name}.csv"
    found = chosen.rows(table)
    write_lines(file, [tuple(table.values)], lines(table, found))
    rows = count_rows(file, len(table.values))
    if rows != found.count():
        raise Miscounted(f"{table.name}: {rows} rows written, {found.count()} in the register")
    return file


def described(table: Table, file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    return {
        "name": table.name,
        "path": file.name,
        "title": table.title,
        "description": table.description,
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{found}",
        "schema": {
            "fields": [
                {"name": column.name, "type": column.format, "description": column.russian} for column in table.columns
            ]
        },
    }
