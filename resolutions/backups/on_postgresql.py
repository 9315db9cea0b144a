"""PostgreSQL: each table of ours by COPY, all of one moment; into a schema that our own migrations have made.

Not by pg_dump, which must be there and no older than the server: docs/decisions/0057-backups-that-prove-themselves.md.
"""

import gzip
import io
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import psycopg2
from django.db import Error, connection, transaction
from psycopg2.extras import execute_values

from resolutions.backups.files import packing
from resolutions.backups.manifest import Damaged, KeptTable, Manifest, State
from resolutions.open_data.snapshot import snapshot

SERIAL = "SELECT pg_get_serial_sequence(%s, %s)"
LAST_KEY = "SELECT CASE WHEN is_called THEN last_value END FROM {sequence}"


class Written(io.RawIOBase):
    """What COPY writes, with its hash on the way; into `target` if there is one."""

    def __init__(self, target: IO[bytes] | None) -> None:
        self.target, self.digest = target, sha256()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        if self.target:
            self.target.write(data)
        return len(data)


def file_of(table: str) -> str:
    return f"database/{table}.copy.gz"


def dump(folder: Path) -> tuple[State, dict[str, KeptTable]]:
    (folder / "database").mkdir()
    with snapshot(), connection.cursor() as cursor:
        names = sorted(connection.introspection.django_table_names(only_existing=True))  # ours, and nobody else's
        return state(cursor), {name: written(cursor, name, folder / file_of(name)) for name in names}


def written(cursor: Any, name: str, path: Path) -> KeptTable:
    with packing(path) as packed:
        return copied_out(cursor, name, packed)


def copied_out(cursor: Any, name: str, target: Any = None) -> KeptTable:
    """In the order of the keys: the same rows give the same hash, wherever they lie."""
    columns, key = columns_of(cursor, name)
    named = ", ".join(f'"{column}"' for column in columns)
    out = Written(target)
    cursor.copy_expert(f'COPY (SELECT {named} FROM "{name}" ORDER BY "{key}") TO STDOUT', out)
    return KeptTable(cursor.rowcount, columns, out.digest.hexdigest(), last_key(cursor, name, key))


def load(folder: Path, manifest: Manifest, database: Any) -> None:
    """Into the tables as they were when the backup was made, instead of what the migrations have put there. Raises
    Damaged."""
    with database.cursor() as cursor:
        try:
            with transaction.atomic(using=database.alias):
                set_triggers(cursor, manifest, "DISABLE")  # what they would count is in the tables
                clear(database, list(manifest.tables))
                for name, table in manifest.tables.items():
                    named = ", ".join(f'"{column}"' for column in table.columns)
                    with gzip.open(folder / file_of(name), "rb") as packed:
                        cursor.copy_expert(f'COPY "{name}" ({named}) FROM STDIN', packed)
                set_last_keys(
                    database, {name: table.last_key for name, table in manifest.tables.items() if table.last_key}
                )
            set_triggers(cursor, manifest, "ENABLE")
            settle(database)
        except (OSError, EOFError, psycopg2.Error, Error) as error:
            reason = str(error).strip().splitlines()[0]
            raise Damaged(f"База в копии не читается ({reason}): возьмите другую копию.") from error


def set_triggers(cursor: Any, manifest: Manifest, what: str) -> None:
    for name in manifest.tables:
        cursor.execute(f'ALTER TABLE "{name}" {what} TRIGGER USER')


def tables_in(database: Any, names: Iterable[str]) -> dict[str, KeptTable]:
    """As they are now, for comparison with those of a manifest; without those that are not there."""
    there = set(database.introspection.table_names())
    with database.cursor() as cursor:
        return {name: copied_out(cursor, name) for name in names if name in there}


def faults(database: Any) -> list[str]:
    """Nothing: what refers to what is not there was refused when it was loaded."""
    return []


def state(cursor: Any) -> State:
    cursor.execute("SELECT number FROM resolutions_contentversion WHERE id = 1")
    numbers = cursor.fetchall()
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return State(numbers[0][0] if numbers else 0, tuple(name for (name,) in cursor.fetchall()))


def columns_of(cursor: Any, name: str) -> tuple[tuple[str, ...], str]:
    """And the one that is the key."""
    cursor.execute(
        "SELECT attname, EXISTS (SELECT 1 FROM pg_index WHERE indrelid = attrelid AND indisprimary"
        " AND attnum = ANY (indkey)) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [f'"{name}"'],
    )
    found = cursor.fetchall()
    return tuple(column for column, _ in found), next(column for column, is_key in found if is_key)


def last_key(cursor: Any, name: str, key: str) -> int | None:
    cursor.execute(SERIAL, [f'"{name}"', key])
    (sequence,) = cursor.fetchone()
    if sequence is None:
        return None
    cursor.execute(LAST_KEY.format(sequence=sequence))
    found: int | None = cursor.fetchone()[0]
    return found


def last_keys(database: Any) -> dict[str, int]:
    """Of each table the highest that was ever given."""
    with database.cursor() as cursor:
        names = database.introspection.django_table_names(only_existing=True)
        found = {name: last_key(cursor, name, columns_of(cursor, name)[1]) for name in names}
    return {name: key for name, key in found.items() if key}


def set_last_keys(database: Any, keys: dict[str, int]) -> None:
    """Keys of rows that were deleted are given to nobody else: their history stays."""
    with database.cursor() as cursor:
        for name, last in keys.items():
            cursor.execute(SERIAL, [f'"{name}"', columns_of(cursor, name)[1]])
            cursor.execute("SELECT setval(%s, %s)", [*cursor.fetchone(), last])


def settle(database: Any) -> None:
    """Of rows that came all at once: or the first who ask would wait for plans made in the dark."""
    with database.cursor() as cursor:
        cursor.execute("ANALYZE")


def clear(database: Any, names: list[str]) -> None:
    named = ", ".join(f'"{name}"' for name in names)
    with database.cursor() as cursor:
        cursor.execute(f"TRUNCATE {named}")


def insert(database: Any, name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with database.connection.cursor() as cursor:
        execute_values(cursor, f'INSERT INTO "{name}" ({named}) VALUES %s', rows, page_size=len(rows))
