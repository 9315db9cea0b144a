"""`migrate`, which stands in nobody's way for long: it waits a while for a busy table, lets go, and tries again.

On PostgreSQL a change of a table waits for whoever reads it, and everybody who comes later waits behind the change.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import Error, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOCKED = ("55P03", "40P01")  # lock_not_available, deadlock_detected
BUSY = "Таблицы заняты другими запросами дольше {seconds:g} с. Попытка {number} из {tries}."
GIVEN_UP = (
    "Миграции применены не все: таблицы заняты другими запросами. Что применено, осталось. "
    "Повторите позже или завершите долгие запросы (они видны в pg_stat_activity)."
)


class Command(migrate.Command):
    exits = (0, 1)  # done; not all, as tables were busy

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--lock-timeout", type=float, default=5.0, help="PostgreSQL: секунд ждать занятой таблицы")
        parser.add_argument("--tries", type=int, default=5, help="PostgreSQL: сколько раз пробовать")

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        seconds, tries = options.pop("lock_timeout"), options.pop("tries")
        if connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        for number in range(1, tries + 1):
            try:
                with waiting_at_most(seconds, connection):
                    super().handle(*args, **options)
            except OperationalError as error:
                if getattr(error.__cause__, "pgcode", None) not in LOCKED:
                    raise
                self.stderr.write(BUSY.format(seconds=seconds, number=number, tries=tries))
                if number < tries:
                    time.sleep(seconds)  # those who queued behind it come first
            else:
                return
        raise CommandError(GIVEN_UP)


@contextmanager
def waiting_at_most(seconds: float, connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [round(seconds * 1000)])
    try:
        yield
    finally:
        # A connection that broke meanwhile has nothing to be put back.
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
