"""Registers of their own for tests: a filled one on the engine that the tests run on, and what is done to them."""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from tests.upgrades.databases import engine, execute

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Register:
    """`url` is empty on SQLite."""

    where: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        own = {"PATH": os.environ["PATH"], "DATA_DIR": str(self.where), "WORK_APART": "1"}
        return own | ({"DATABASE_URL": self.url} if self.url else {})

    def manage(self, *command: object, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *map(str, command), given=given, **variables)

    def run(self, *command: str, given: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment | variables,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self, *command: object) -> str:
        """What it says; it must end well."""
        result = self.manage(*command)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def python(self, code: str) -> str:
        """What it prints, with Django set up."""
        result = self.manage("shell", "--no-imports", "-c", code)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def rows(self, query: str) -> list[tuple]:
        if not self.url:
            with closing(sqlite3.connect(self.where / "kept" / "portal.sqlite3")) as base:
                return base.execute(query).fetchall()
        with closing(psycopg2.connect(self.url)) as base, base.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def execute(self, statement: str) -> None:
        if self.url:
            execute(self.url, statement)
            return
        with closing(sqlite3.connect(self.where / "kept" / "portal.sqlite3")) as base, base:
            base.execute(statement)

    def counts(self) -> dict[str, int]:
        return {name: self.rows(f'SELECT count(*) FROM "{name}"')[0][0] for name in self.tables()}

    def tables(self) -> list[str]:
        asked = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            if self.url
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
        )
        return [name for (name,) in self.rows(asked)]

    def files(self) -> dict[str, bytes]:
        root = self.where / "kept" / "files"
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def database(name: str, template: str = "") -> str:
    """The address of one of its own on the server of the tests, a copy of that other one; empty on SQLite."""
    if engine() == "sqlite":
        return ""
    server = os.environ["DATABASE_URL"]
    execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    execute(server, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def name_of(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def drop(url: str) -> None:
    if url:
        execute(os.environ["DATABASE_URL"], f"DROP DATABASE IF EXISTS {name_of(url)} WITH (FORCE)")


def with_key_of(register: Register, where: Path) -> Path:
    """A folder in which nothing is but that key."""
    (where / "kept").mkdir(parents=True)
    shutil.copy(register.where / "kept" / "development_key", where / "kept")
    return where


# What is done to backups


def receipt_of(backup: Path) -> dict:
    return json.loads(backup.with_name(f"{backup.name}.receipt.json").read_text(encoding="utf-8"))


def change_manifest(backup: Path, **fields: object) -> None:
    path = backup / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields, ensure_ascii=False, indent=1))


def change_rows(backup: Path, table: str, sqlite: str, postgresql: Callable[[str], str]) -> None:
    """In the dump: by SQL in the file of SQLite, in the text of the table in that of PostgreSQL."""
    if engine() == "postgresql":
        path = backup / "database" / f"{table}.copy.gz"
        before = gzip.decompress(path.read_bytes()).decode()
        assert postgresql(before) != before
        path.write_bytes(gzip.compress(postgresql(before).encode()))
        return
    path = backup / "database" / "portal.sqlite3.gz"
    plain = path.with_suffix("")
    plain.write_bytes(gzip.decompress(path.read_bytes()))
    with closing(sqlite3.connect(plain)) as base, base:
        base.execute(sqlite)
    path.write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
