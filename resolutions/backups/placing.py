"""Where a register is put that was made beside: a place with nothing in it, all at once."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from resolutions.backups.manifest import Refused
from resolutions.backups.scratch import Scratch

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = {schema} ORDER BY tablename"
FUNCTIONS = "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = %s::regnamespace"


def require_empty_database(url: str, file: Path) -> None:
    """That at the address of PostgreSQL, or, without one, the file of SQLite. Raises Refused."""
    if not url:
        if file.exists() and file.stat().st_size:
            raise Refused(f"База «{file}» уже есть: уберите её оттуда (остановив портал) и повторите.")
        return
    try:
        with closing(psycopg2.connect(url)) as server, server.cursor() as cursor:
            cursor.execute(TABLES.format(schema="current_schema()"))
            tables = cursor.fetchall()
    except psycopg2.Error as error:
        raise Refused(f"База не отвечает ({str(error).strip().splitlines()[0]}): проверьте её адрес.") from error
    if tables:
        raise Refused(f"В базе уже есть таблицы ({len(tables)}): создайте пустую базу (createdb) и укажите её адрес.")


@contextmanager
def database_put(place: Scratch, url: str, file: Path) -> Iterator[None]:
    """It is there once the block ends; not at all if the block fails."""
    place.database.close()
    if not url:
        yield
        Path(place.database.settings_dict["NAME"]).replace(file)
        return
    with closing(psycopg2.connect(url)) as server, server, server.cursor() as cursor:
        for statement in moves(cursor, place.schema):
            cursor.execute(statement)
        yield


def moves(cursor: Any, schema: str) -> list[str]:
    """What brings all of a schema into the one in use. What refers to each other goes on doing so."""
    cursor.execute("SELECT current_schema()")
    ((own,),) = cursor.fetchall()
    cursor.execute(TABLES.format(schema="%s"), [schema])
    tables = [f'ALTER TABLE {schema}."{name}" SET SCHEMA "{own}"' for (name,) in cursor.fetchall()]
    cursor.execute(FUNCTIONS, [schema])
    return tables + [f'ALTER FUNCTION {function} SET SCHEMA "{own}"' for (function,) in cursor.fetchall()]
