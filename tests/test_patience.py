"""A web process before a database that says nothing, as one whose disk does not answer."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import psycopg2
import pytest
from django.db import connection
from psycopg2.extensions import set_wait_callback

from forum_portal.patience import Patience

pytestmark = [pytest.mark.django_db, pytest.mark.several_connections]
ASK = "SELECT 1"


class Between:
    """Hands on what either side says, until it is told to be silent."""

    def __init__(self, host: str, port: str) -> None:
        self.is_local, self.place = host.startswith("/"), (host, int(port))
        self.databases: list[psycopg2.extensions.connection] = []
        self.speaks = threading.Event()
        self.speaks.set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def there(self) -> socket.socket:
        if not self.is_local:
            return socket.create_connection(self.place)
        there = socket.socket(socket.AF_UNIX)
        there.connect(os.path.join(self.place[0], f".s.PGSQL.{self.place[1]}"))
        return there

    def listen(self) -> None:
        with suppress(OSError):  # the end of the test
            while True:
                here, there = self.listener.accept()[0], self.there()
                for one, other in ((here, there), (there, here)):
                    threading.Thread(target=self.hand_on, args=(one, other), daemon=True).start()

    def hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError), one, other:
            while data := one.recv(65536):
                self.speaks.wait()
                other.sendall(data)


@pytest.fixture
def between() -> Iterator[Between]:
    database = connection.get_connection_params()
    between = Between(database.get("host") or "127.0.0.1", database.get("port") or "5432")
    set_wait_callback(Patience(0.5))
    try:
        yield between
    finally:
        set_wait_callback(None)
        between.speaks.set()
        between.listener.close()
        for opened in between.databases:
            opened.close()


def connected(between: Between) -> psycopg2.extensions.connection:
    database = psycopg2.connect(**connection.get_connection_params() | {"host": "127.0.0.1", "port": between.port})
    between.databases.append(database)
    return database


def answer_of(database: psycopg2.extensions.connection) -> int:
    with database.cursor() as cursor:
        cursor.execute(ASK)
        (found,) = cursor.fetchone()
    return found


def test_a_database_that_falls_silent_is_away(between):
    database = connected(between)
    before = answer_of(database)

    between.speaks.clear()

    with pytest.raises(psycopg2.OperationalError, match="has said nothing"):
        answer_of(database)
    assert (before, database.closed) == (1, 2)


def test_who_comes_while_it_is_silent_waits_hardly_at_all_and_who_comes_later_is_answered(between):
    database = connected(between)
    between.speaks.clear()
    with pytest.raises(psycopg2.OperationalError):
        answer_of(database)

    with pytest.raises(psycopg2.OperationalError, match=r"nothing for 0\.0"):
        connected(between)
    between.speaks.set()

    again = connected(between)
    assert [answer_of(again), answer_of(again)] == [1, 1]
    between.speaks.clear()
    with pytest.raises(psycopg2.OperationalError, match=r"nothing for 0\.5"):
        answer_of(again)


def test_a_connection_that_was_taken_is_no_answer(between):
    """As by a pooler, whatever the database behind it does."""
    database = connected(between)
    between.speaks.clear()
    with pytest.raises(psycopg2.OperationalError):
        answer_of(database)
    between.speaks.set()
    again = connected(between)
    between.speaks.clear()

    with pytest.raises(psycopg2.OperationalError, match=r"nothing for 0\.0"):
        answer_of(again)


def test_what_is_answered_in_time_is_as_it_was(between):
    database = connected(between)
    with database.cursor(name="many") as cursor:
        cursor.execute("SELECT repeat('ё', 1000) FROM generate_series(1, 5000)")
        rows = cursor.fetchall()

    with pytest.raises(psycopg2.errors.SyntaxError), database.cursor() as cursor:
        cursor.execute("SELECT FROM FROM")
    database.rollback()

    assert ({row for (row,) in rows}, len(rows), answer_of(database)) == ({"ё" * 1000}, 5000, 1)
