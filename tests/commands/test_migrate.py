"""Migrating a database that people are reading: nobody waits long behind it, and what was given up is said."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from resolutions.models import Forum
from resolutions.tracking import content_version
from tests.factories import ForumFactory, OrganizerFactory

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def in_the_end():
    """Whoever would wait for ever is told off."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '20s'")
    yield
    connection.close()


class Said(StringIO):
    """What the command says on its error output; `then` happens at its first word."""

    def __init__(self, then=lambda: None) -> None:
        super().__init__()
        self.then = then

    def write(self, text: str) -> int:
        self.then()
        return super().write(text)


@contextmanager
def somebody_reading(table: str):
    """Another connection in the middle of a transaction that has read the table; gives what ends it."""
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
        yield other.rollback
    finally:
        other.close()


def migrate(said: StringIO, **options: object) -> None:
    call_command("migrate", verbosity=0, lock_timeout=0.1, stderr=said, **options)


def lock_timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        return cursor.fetchone()[0]


def test_it_lets_go_of_a_table_that_is_read_and_says_so_in_the_end():
    ForumFactory()
    said, before = Said(), content_version()

    with somebody_reading("resolutions_forum"), pytest.raises(CommandError, match="Миграции применены не все"):
        migrate(said, tries=2)

    assert said.getvalue().splitlines() == [
        f"Таблицы заняты другими запросами дольше 0.1 с. Попытка {number} из 2." for number in (1, 2)
    ]
    Forum.objects.update(title="Другой")  # the triggers that were to be made anew are there as before
    assert (content_version(), lock_timeout()) == (before + 1, "0")


def test_it_tries_again_and_is_done_once_nobody_reads():
    with somebody_reading("resolutions_forum") as stop_reading:
        said = Said(then=stop_reading)
        migrate(said, tries=3)

    assert said.getvalue() == "Таблицы заняты другими запросами дольше 0.1 с. Попытка 1 из 3.\n"


def test_what_is_no_lock_is_not_tried_again_and_no_table_is_left_without_its_trigger():
    OrganizerFactory()
    said, before = Said(), content_version()

    def broken(execute, sql, *rest):
        if "CREATE CONSTRAINT TRIGGER" in sql:  # what stood there has been dropped
            raise OperationalError("the server closed the connection")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken), pytest.raises(OperationalError, match="closed the connection"):
        migrate(said, tries=3)
    OrganizerFactory()

    assert (said.getvalue(), content_version()) == ("", before + 1)
