"""What can happen to a database, done to the real one; for tests that are not rolled back (`transaction=True`)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

AWAY = "ALTER TABLE django_session RENAME TO django_session_away"
AWAY_ON_POSTGRESQL = """
CREATE FUNCTION goes_away() RETURNS text LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'terminating connection' USING ERRCODE = 'admin_shutdown'; END $$;
CREATE VIEW django_session AS
SELECT goes_away() AS session_key, '' AS session_data, now() + interval '1 day' AS expire_date;
"""
BACK = "ALTER TABLE django_session_away RENAME TO django_session"
BACK_ON_POSTGRESQL = "DROP VIEW django_session; DROP FUNCTION goes_away();"
FULL_ON_POSTGRESQL = """
CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE UPDATE ON resolutions_draft FOR EACH ROW EXECUTE FUNCTION is_full();
"""
ROOM_ON_POSTGRESQL = "DROP TRIGGER full_disk ON resolutions_draft; DROP FUNCTION is_full();"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def database_away() -> Iterator[None]:
    """Nobody's session can be read: the first question of every signed-in request fails as without a database."""
    is_postgresql = connection.vendor == "postgresql"
    run(AWAY, *([AWAY_ON_POSTGRESQL] if is_postgresql else []))
    try:
        yield
    finally:
        run(*([BACK_ON_POSTGRESQL] if is_postgresql else []), BACK)


@contextmanager
def database_full() -> Iterator[None]:
    """No draft can be written: SQLite has not one page more, PostgreSQL answers as it does on a full disk."""
    is_postgresql = connection.vendor == "postgresql"
    # Fewer pages than there are mean: no more than there are; and none of them is free.
    run(FULL_ON_POSTGRESQL) if is_postgresql else run("VACUUM", "PRAGMA max_page_count = 1")
    try:
        yield
    finally:
        run(ROOM_ON_POSTGRESQL if is_postgresql else "PRAGMA max_page_count = 1073741823")
