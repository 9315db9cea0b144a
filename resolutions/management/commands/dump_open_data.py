"""Writes the open data anew: meant for every night. Whatever goes wrong, the dump before stays as it was."""

import errno
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from resolutions.open_data.csv_files import Miscounted
from resolutions.open_data.dump import KEPT, DumpUnderWay, dump_open_data
from resolutions.open_data.tables import TABLES

STANDS = "Прежняя выгрузка осталась на месте."


class Command(BaseCommand):
    help = "Выгружает открытые данные: таблицы, паспорта, каталог."
    exits = (0, 1, 2)  # done; not written, the one before stands; a wrong option

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--keep", type=int, default=KEPT, metavar="N", help=f"сколько версий набора хранить; по умолчанию {KEPT}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("--keep: нужно число не меньше 1, ведь новая версия хранится всегда.", returncode=2)
        try:
            dump = dump_open_data(timezone.now(), keep=options["keep"])
        except DumpUnderWay as busy:
            raise CommandError("Выгрузка уже идёт: дождитесь, когда она кончится.") from busy
        except Miscounted as wrong:
            raise CommandError(f"Записано не то, что в реестре ({wrong}). {STANDS}") from wrong
        except OSError as error:
            reason = "на диске нет места" if error.errno == errno.ENOSPC else str(error)
            raise CommandError(f"Не записано: {reason}. {STANDS}") from error
        for found in dump.sets:
            newest, title = found.newest, TABLES[found.table].title
            self.stdout.write(
                f"{title:24}строк {newest.rows:>9}  байт {newest.data.bytes:>12}  версия от {newest.day:%d.%m.%Y}"
            )
        if not settings.OPEN_DATA_INN:
            self.stderr.write("OPEN_DATA_INN не указан: вместо ИНН владельца в кодах наборов стоят нули.")
