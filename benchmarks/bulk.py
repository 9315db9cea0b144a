"""Rows into the portal's tables by the hundred thousand, on both databases, past the triggers that count changes."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

from resolutions.models import Organizer
from resolutions.tracking import install_triggers

ROWS_AT_ONCE = 1000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Table:
    """The table of one model. What a row does not give is the field's default: a new field needs no word here."""

    def __init__(self, model: type[models.Model], *given: str) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        rest = [field for field in fields if field.attname not in given]
        by_name = {field.attname: field for field in fields}
        self.model = model
        self.name = model._meta.db_table
        self.columns = [by_name[name].column for name in given] + [field.column for field in rest]
        self.rest = tuple(map(default_of, rest))

    def fill(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows in the order of the columns given, each exactly once through memory."""
        whole = (row + self.rest for row in rows)
        columns = ", ".join(f'"{name}"' for name in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.copy_expert(f'COPY "{self.name}" ({columns}) FROM STDIN', Lines(whole))
                for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
                    cursor.execute(statement)
            else:
                places = ", ".join("?" * len(self.columns))
                # Past Django's cursor, which copies every row to change %s into ?.
                connection.connection.executemany(f'INSERT INTO "{self.name}" ({columns}) VALUES ({places})', whole)


def default_of(field: models.Field) -> Any:
    """As text, where an adapter of the driver would stand in its place."""
    if isinstance(field, models.JSONField):
        return json.dumps(field.get_default())
    return field.get_db_prep_save(field.get_default(), connection)


class Lines:
    """Rows as PostgreSQL's COPY reads them."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self.lines = ("\t".join(map(as_text, row)) + "\n" for row in rows)

    def read(self, size: int = 0) -> str:
        return "".join(islice(self.lines, ROWS_AT_ONCE))


def as_text(value: Any) -> str:
    return "\\N" if value is None else str(value).translate(ESCAPES)


@contextmanager
def many_rows() -> Iterator[None]:
    """No trigger runs inside; afterwards all stand again, and one change has been counted for the whole."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("VACUUM ANALYZE")  # as autovacuum would a little later
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute("PRAGMA journal_mode = DELETE")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -200000")
            yield
            cursor.execute("PRAGMA journal_mode = WAL")
    install_triggers(using="default")
    Organizer.objects.filter(pk=1).update(version=1)
