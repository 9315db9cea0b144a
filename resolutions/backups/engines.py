"""Both engines, by the name that Django has for them."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, cast

import psycopg2
from django.db import Error

from resolutions.backups import on_postgresql, on_sqlite
from resolutions.backups.manifest import KeptTable, Manifest, Refused, State

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


class Engine(Protocol):
    """`database` is a connection of Django's to a scratch register."""

    def dump(self, folder: Path) -> tuple[State, dict[str, KeptTable]]: ...
    def load(self, folder: Path, manifest: Manifest, database: Any) -> None: ...
    def tables_in(self, database: Any, names: Iterable[str]) -> dict[str, KeptTable]: ...
    def faults(self, database: Any) -> list[str]: ...
    def last_keys(self, database: Any) -> dict[str, int]: ...
    def set_last_keys(self, database: Any, keys: dict[str, int]) -> None: ...
    def settle(self, database: Any) -> None: ...
    def clear(self, database: Any, names: list[str]) -> None: ...
    def insert(self, database: Any, name: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None: ...


ENGINES = cast("dict[str, Engine]", {"sqlite": on_sqlite, "postgresql": on_postgresql})


@contextmanager
def told_as_refused() -> Iterator[None]:
    """What a database says when it is asked for its rows; a full disk speaks through it as well."""
    try:
        yield
    except (Error, sqlite3.Error, psycopg2.Error) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Refused(f"База не отдала своих строк ({reason}): проверьте её, диск и миграции.") from error


def differences(manifest: Manifest, database: Any) -> list[str]:
    """What of a register that was loaded is not as the manifest says; Russian sentences."""
    engine = ENGINES[manifest.engine]
    there = engine.tables_in(database, manifest.tables)
    found = engine.faults(database)
    for name, told in manifest.tables.items():
        table = there.get(name)
        if table is None:
            found.append(f"Таблицы {name} нет.")
        elif table.rows != told.rows:
            found.append(f"В таблице {name} строк {table.rows}, а по описи {told.rows}.")
        elif table.sha256 != told.sha256:
            found.append(f"В таблице {name} строки не те, что по описи.")
    return found
