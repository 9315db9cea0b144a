"""How long a web process waits for PostgreSQL to say anything at all.

The limits that the database keeps (STATEMENT_LIMITS in settings.py) end what takes long there; one that is frozen, with
its disk or with the pooler before it, keeps nothing, and everybody would wait as long as it is.
"""

import select
import time

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ, STATUS_SETUP, connection, set_wait_callback

SECONDS = 6.0  # more than any statement of a web process may take
ONCE_SILENT = 0.03
SAID = "The database has said nothing for {seconds:g} s."


class Patience:
    """What psycopg2 does instead of waiting for its socket. Raises OperationalError, which the portal knows as a
    database that is away, and closes the connection.

    After the first such silence others wait hardly at all, until one is answered: what they are shown comes at once.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.is_silent = False

    def __call__(self, waiting: connection) -> None:
        began, connects = time.monotonic(), waiting.status == STATUS_SETUP
        while (wants := waiting.poll()) != POLL_OK:
            seconds = ONCE_SILENT if self.is_silent else self.seconds
            ready = select.poll()
            ready.register(waiting.fileno(), select.POLLIN if wants == POLL_READ else select.POLLOUT)
            if not ready.poll(seconds * 1000):
                self.is_silent = True
                raise psycopg2.OperationalError(SAID.format(seconds=time.monotonic() - began))
        if not connects:  # a pooler takes connections while the database behind it is silent
            self.is_silent = False


def wait_no_longer() -> None:
    """In this process; COPY, which only commands use, is not possible in it any more."""
    set_wait_callback(Patience())
