"""What is known while an archive is being made, on the disk and not in memory: a register may be of any size."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

AT_ONCE = 500  # values of one question


class Notes:
    """A database of one run; it lies beside the archive and goes with it."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA temp_store = FILE")
        self.connection.execute("BEGIN")  # never committed: nobody else reads it

    def make(self, *tables: str) -> None:
        for table in tables:
            self.connection.execute(f"CREATE TABLE {table}")

    def add(self, table: str, *rows: tuple[Any, ...]) -> None:
        self.add_all(table, rows)

    def add_all(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """What is there already stays as it is."""
        several = iter(rows)
        for first in several:
            places = ", ".join("?" * len(first))
            self.connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({places})", chain([first], several))

    def run(self, statement: str) -> None:
        self.connection.execute(statement)

    def ask(self, question: str, *values: Any) -> sqlite3.Cursor:
        return self.connection.execute(question, values)

    def one(self, question: str, *values: Any) -> Any:
        """The first value of the first row."""
        return next(self.ask(question, *values))[0]

    def among(self, question: str, values: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
        """`question` ends with IN."""
        rest = list(values)
        while rest:
            several, rest = rest[:AT_ONCE], rest[AT_ONCE:]
            yield from self.connection.execute(f"{question} ({', '.join('?' * len(several))})", several)

    def close(self) -> None:
        self.connection.close()
