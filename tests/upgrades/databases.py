"""A register as files in the folder of its release, packed; and how they become a register again."""

import lzma
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

KEY = "of-an-example-that-everybody-can-read-and-that-guards-nothing"  # what the links in it are signed with
PSQLS_OWN = ("\\", "SET transaction_timeout")  # lines that psql alone understands, or servers of 17 and newer


def packed_sqlite(database: Path) -> bytes:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what still stands in its log goes into the file
    return lzma.compress(database.read_bytes())


def packed_postgresql(pg_dump: Path, address: str) -> bytes:
    """The SQL that makes it anew."""
    command = [pg_dump, "--rows-per-insert=200", "--no-owner", "--no-privileges", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line for line in said.splitlines() if not line.startswith(PSQLS_OWN)]
    return lzma.compress("\n".join(lines).encode())


@contextmanager
def restored(release: Path, data_dir: Path) -> Iterator[dict[str, str]]:
    """The environment of a register as that release left it, on the engine that the tests run on."""
    shutil.copytree(release / "files", data_dir / "files")
    (data_dir / "development_key").write_text(KEY)
    environment = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(data_dir),
        "WEB_SENDS_LETTERS": "0",
        "READERS_APART": "1",
    }
    if engine() == "sqlite":
        (data_dir / "portal.sqlite3").write_bytes(unpacked(release))
        yield environment
    else:
        with database_made_by(unpacked(release).decode()) as address:
            yield environment | {"DATABASE_URL": address}


def engine() -> str:
    return "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"


def unpacked(release: Path) -> bytes:
    return lzma.decompress((release / f"{engine()}.xz").read_bytes())


@contextmanager
def database_made_by(sql: str) -> Iterator[str]:
    """The address of a database of its own, beside the tests'."""
    server, name = os.environ["DATABASE_URL"], f"upgraded_{os.getpid()}"
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    execute(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    execute(server, f"CREATE DATABASE {name}")
    try:
        execute(address, sql)
        yield address
    finally:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def execute(address: str, sql: str) -> None:
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
