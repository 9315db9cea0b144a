"""SQLite: its own copy of the whole file, taken while others write, and packed."""

import gzip
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection

from resolutions.backups.files import BLOCK, packing
from resolutions.backups.manifest import Damaged, KeptTable, Manifest, State

FILE = "database/portal.sqlite3.gz"


def dump(folder: Path) -> tuple[State, dict[str, KeptTable]]:
    """Everything of one moment, into FILE of the folder."""
    plain = folder / "portal.sqlite3"
    with closing(sqlite3.connect(plain)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        told = state(copy), tables(copy)
    (folder / FILE).parent.mkdir()
    with plain.open("rb") as read, packing(folder / FILE) as packed:
        shutil.copyfileobj(read, packed, BLOCK)
    plain.unlink()
    return told


def load(folder: Path, manifest: Manifest, database: Any) -> None:
    """Into the place of `database`, a connection that nobody has used yet. Raises Damaged."""
    place = Path(database.settings_dict["NAME"])
    try:
        with gzip.open(folder / FILE, "rb") as packed, place.open("xb") as plain:
            shutil.copyfileobj(packed, plain, BLOCK)
    except (OSError, EOFError) as error:
        raise Damaged(f"База в копии не читается ({error}): возьмите другую копию.") from error


def tables_in(database: Any, names: Iterable[str]) -> dict[str, KeptTable]:
    """As they are now, for comparison with those of a manifest; without those that are not there."""
    with closing(sqlite3.connect(database.settings_dict["NAME"])) as plain:  # Django's would convert what it reads
        there = tables(plain)
    return {name: there[name] for name in names if name in there}


def faults(database: Any) -> list[str]:
    """What SQLite itself finds wrong; Russian sentences."""
    with database.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(5)")
        found = [f"База повреждена: {line}." for (line,) in cursor.fetchall() if line != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    if orphans:
        found.append(f"Строк, которые ссылаются на то, чего нет: {len(orphans)}, первая в таблице {orphans[0][0]}.")
    return found


def last_keys(database: Any) -> dict[str, int]:
    """Of each table the highest that was ever given."""
    with database.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        return dict(cursor.fetchall())


def set_last_keys(database: Any, keys: dict[str, int]) -> None:
    with database.cursor() as cursor:
        for name, key in keys.items():
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, key])


def settle(database: Any) -> None:
    """Nothing: it plans as well without having looked at the rows."""


def clear(database: Any, names: list[str]) -> None:
    """In a transaction: what refers to what is asked for at its end."""
    with database.cursor() as cursor:
        for name in names:
            cursor.execute(f'DELETE FROM "{name}"')


def insert(database: Any, name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    named, places = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    database.connection.executemany(f'INSERT INTO "{name}" ({named}) VALUES ({places})', rows)


def state(copy: sqlite3.Connection) -> State:
    numbers = copy.execute("SELECT number FROM resolutions_contentversion WHERE id = 1").fetchall()
    rows = copy.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id").fetchall()
    return State(numbers[0][0] if numbers else 0, tuple(name for (name,) in rows))


def tables(copy: sqlite3.Connection) -> dict[str, KeptTable]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    last_keys = dict(copy.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    return {name: table(copy, name, last_keys.get(name)) for (name,) in copy.execute(query).fetchall()}


def table(copy: sqlite3.Connection, name: str, last_key: int | None) -> KeptTable:
    cursor = copy.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
    digest, rows = sha256(), 0
    for row in cursor:
        digest.update(repr(row).encode())
        rows += 1
    return KeptTable(rows, tuple(column[0] for column in cursor.description), digest.hexdigest(), last_key)
