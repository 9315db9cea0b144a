"""A register beside the living one, to try in: a folder as its DATA_DIR, and a database there or a schema of its own.

What is done in it is done by processes of their own, with its environment, so that nothing of ours reaches the other.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import dj_database_url
import portalocker
import psycopg2
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from forum_portal.layout import DATABASE, KEPT, place_in
from resolutions.backups.manifest import Damaged, Refused

ALIAS = "scratch"
OURS = "Scratch register of the portal: may be dropped"  # on a schema; no other is ever dropped
NOT_HANDED_ON = ("DATA_DIR", "DATABASE_URL", "WEB", "PGBOUNCER")


@dataclass(frozen=True)
class Scratch:
    """`folder` is its DATA_DIR; `schema` is empty for SQLite."""

    folder: Path
    schema: str
    environment: dict[str, str]

    @property
    def database(self) -> BaseDatabaseWrapper:
        return connections[ALIAS]

    @property
    def kept(self) -> Path:
        return self.folder / KEPT

    def manage(self, *command: str) -> None:
        run([str(settings.BASE_DIR / "manage.py"), *command], self.environment)

    def do(self, task: str, given: object) -> Any:
        return do(task, given, self.environment)


def do(task: str, given: object, environment: dict[str, str]) -> Any:
    """What a task of inside.py answers, done in that register. Both are JSON. Raises Damaged."""
    return json.loads(run(["-m", "resolutions.backups.inside", task], environment, json.dumps(given)))


def run(command: list[str], environment: dict[str, str], given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [f"код {done.returncode}"])[-1]
        raise Damaged(f"Пробный реестр не развернулся, ничего не изменено: {said}")
    return done.stdout


@contextmanager
def scratch(purpose: str, parent: Path, url: str | None = None) -> Iterator[Scratch]:
    """One at a time for each purpose; nothing of it stays. `url`: of the server of PostgreSQL on which its schema is
    made; empty for SQLite; our own if it is not given. Raises Refused."""
    url = os.environ.get("DATABASE_URL", "") if url is None else url
    parent.mkdir(parents=True, exist_ok=True)
    with alone(place_in(Path(settings.DATA_DIR), "work") / f"{purpose}.lock"):
        folder = parent / f".{purpose}"
        shutil.rmtree(folder, ignore_errors=True)  # of one that was killed
        try:
            (folder / KEPT).mkdir(parents=True, mode=0o700)
            if url:
                with schema_of(f"portal_{purpose}", url) as schema, opened(in_schema(url, schema)):
                    require_inside(schema)
                    yield Scratch(folder, schema, environment_of(folder, in_schema(url, schema)))
            else:
                with opened(url, folder / KEPT / DATABASE):
                    yield Scratch(folder, "", environment_of(folder, ""))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock = portalocker.Lock(path, fail_when_locked=True)
        lock.acquire()
    except portalocker.AlreadyLocked:
        raise Refused("То же самое уже делает другой процесс: дождитесь, когда он закончит.") from None
    with lock:
        yield


@contextmanager
def opened(url: str, file: Path | None = None) -> Iterator[None]:
    """As the connection ALIAS."""
    found = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)} if file else dict(dj_database_url.parse(url))
    connections.settings[ALIAS] = connections.configure_settings({"default": {}, ALIAS: found})[ALIAS]
    try:
        yield
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]


@contextmanager
def schema_of(name: str, url: str) -> Iterator[str]:
    """Made empty, by that name; dropped at the end."""
    try:
        server = psycopg2.connect(url)
    except psycopg2.Error as error:
        raise Refused(f"База не отвечает ({str(error).strip().splitlines()[0]}): проверьте её адрес.") from error
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [name])  # two machines may have one server
            if not cursor.fetchone()[0]:
                raise Refused("То же самое уже делает другая машина: дождитесь, когда она закончит.")
            drop(cursor, name)
            try:
                cursor.execute(f"CREATE SCHEMA {name}")
            except psycopg2.errors.InsufficientPrivilege:
                raise Refused(
                    "Роль базы не может создать схему: выполните GRANT CREATE ON DATABASE имя_базы TO имя_роли."
                ) from None
            cursor.execute(f"COMMENT ON SCHEMA {name} IS '{OURS}'")
            try:
                yield name
            finally:
                drop(cursor, name)
    finally:
        server.close()


def require_inside(schema: str) -> None:
    """A pooler that leaves `options` out of an address would lead to the living tables, which a load empties first."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        if cursor.fetchone() != (schema,):
            raise Refused("Адрес базы ведёт через pgbouncer, а нужна сама база: укажите в DATABASE_URL её порт.")


def drop(cursor: Any, name: str) -> None:
    cursor.execute("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [name])
    for (comment,) in cursor.fetchall():
        if comment != OURS:
            raise Refused(f"В базе есть чужая схема {name}: переименуйте её.")
        cursor.execute(f"DROP SCHEMA {name} CASCADE")


def in_schema(url: str, schema: str) -> str:
    """The address under which that schema is all there is."""
    parts = urlsplit(url)
    query = "&".join(filter(None, [parts.query, f"options={quote(f'-c search_path={schema}')}"]))
    return parts._replace(query=query).geturl()


def environment_of(folder: Path, url: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return own | {"DATA_DIR": str(folder)} | ({"DATABASE_URL": url} if url else {})
