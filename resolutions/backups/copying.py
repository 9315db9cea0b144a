"""The verb: the rows of this register into an empty database of either engine, equal in number and in every value."""

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg2
from django.apps import apps
from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import Model, QuerySet

from forum_portal.layout import DERIVED
from resolutions.backups.engines import ENGINES
from resolutions.backups.manifest import Refused
from resolutions.backups.placing import database_put, require_empty_database
from resolutions.backups.scratch import ALIAS, Scratch, scratch
from resolutions.open_data.snapshot import snapshot
from resolutions.tracking import content_version, drop_all_triggers, install_triggers
from resolutions.work.hands import not_ready

OURS = "default"
AT_ONCE = 1000  # rows
NOT_TAKEN = (Error, psycopg2.Error, sqlite3.Error, ValueError)  # ValueError: NUL, of which PostgreSQL knows nothing
POSTGRESQL, SQLITE = ("postgresql://", "postgres://"), "sqlite:///"


@dataclass(frozen=True)
class Copied:
    tables: dict[str, int]  # rows of each
    seconds: float


@dataclass
class Sum:
    """Of rows, whatever their order: engines sort texts otherwise."""

    rows: int = 0
    total: int = 0

    def add(self, row: tuple[Any, ...]) -> None:
        self.rows += 1
        self.total += int.from_bytes(sha256(json.dumps(row, default=plain, sort_keys=True).encode()).digest())


def copy_register(address: str) -> Copied:
    """`address`: postgresql://… or sqlite:///path. Raises Refused, OSError; then nothing is there."""
    started = time.monotonic()
    if not_ready():
        raise Refused("База отстаёт от этого выпуска: выполните migrate и повторите.")
    url, file = target_of(address)
    require_empty_database(url, file)
    parent = Path(settings.DATA_DIR) / DERIVED if url else file.resolve().parent
    with scratch("copy", parent, url) as place:
        place.manage("migrate", "--no-input", "--verbosity=0")
        try:
            tables = copy_rows(place)
        except NOT_TAKEN as error:
            reason = str(error).strip().splitlines()[0]
            raise Refused(f"Строки туда не помещаются ({reason}): ничего не изменено.") from error
        with database_put(place, url, file):
            pass
    return Copied(tables, time.monotonic() - started)


def target_of(address: str) -> tuple[str, Path]:
    """That of a server of PostgreSQL, or empty and the file of SQLite."""
    if address.startswith(POSTGRESQL):
        return address, Path()
    path = address.removeprefix(SQLITE)
    if path == address or not path:
        raise Refused("Адрес базы не понят: нужен postgresql://… или sqlite:///путь/к/файлу.")
    return "", Path(path)


def copy_rows(place: Scratch) -> dict[str, int]:
    """All of one moment. Raises Refused, if somebody has written meanwhile, too."""
    models = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    engine, target = ENGINES[place.database.vendor], place.database
    drop_all_triggers(ALIAS)  # what they would count is counted
    with snapshot(), transaction.atomic(using=ALIAS):
        version = content_version()
        engine.clear(target, [model._meta.db_table for model in models])
        sums = {model: copied(model, place) for model in models}
        keys, names = ENGINES[connection.vendor].last_keys(connection), {model._meta.db_table for model in models}
        engine.set_last_keys(target, {name: key for name, key in keys.items() if name in names})
    for model, expected in sums.items():
        if summed(model, ALIAS) != expected:
            raise Refused(f"Таблица {model._meta.db_table} перенеслась не такой, какой была: ничего не изменено.")
    install_triggers(ALIAS)
    engine.settle(target)
    if content_version() != version:
        raise Refused("Пока шёл перенос, в реестр писали: остановите портал и повторите.")
    return {model._meta.db_table: one.rows for model, one in sums.items()}


def is_table(model: type[Model]) -> bool:
    return bool(model._meta.managed and not model._meta.proxy)


def copied(model: type[Model], place: Scratch) -> Sum:
    """What was read."""
    expected, batch = Sum(), []
    for row in rows_of(model, OURS):
        expected.add(row)
        batch.append(row)
        if len(batch) == AT_ONCE:
            insert(model, batch, place)
            batch = []
    if batch:
        insert(model, batch, place)
    return expected


def insert(model: type[Model], rows: list[tuple[Any, ...]], place: Scratch) -> None:
    """But for what the database computes by itself."""
    database, table = place.database, model._meta.db_table
    fields = [(number, field) for number, field in enumerate(model._meta.concrete_fields) if not field.generated]
    columns = [str(field.column) for _, field in fields]
    saved = [tuple(field.get_db_prep_save(row[number], database) for number, field in fields) for row in rows]
    ENGINES[database.vendor].insert(database, table, columns, saved)


def summed(model: type[Model], register: str) -> Sum:
    found = Sum()
    for row in rows_of(model, register):
        found.add(row)
    return found


def rows_of(model: type[Model], register: str) -> Iterator[tuple[Any, ...]]:
    """Everything, whatever the managers leave out."""
    names = [field.attname for field in model._meta.concrete_fields]
    return QuerySet(model, using=register).order_by("pk").values_list(*names).iterator(AT_ONCE)


def plain(value: object) -> str:
    """Of what both engines give, and JSON cannot say."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)
