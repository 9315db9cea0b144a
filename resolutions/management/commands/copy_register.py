"""`copy_register --to URL`: the rows into an empty database of either engine. Exit 0: done; 2: refused."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.backups.copying import Copied, copy_register
from resolutions.backups.manifest import Refused

REFUSED = 2


class Command(BaseCommand):
    help = "Переносит реестр в другую базу, из SQLite в PostgreSQL или обратно. Портал на это время остановите."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to", required=True, metavar="URL", help="пустая база: postgresql://… или sqlite:///путь/к/файлу"
        )

    def handle(self, *args: Any, to: str, **options: Any) -> None:
        try:
            self.tell(copy_register(to))
        except Refused as refusal:
            self.refuse(str(refusal))
        except OSError as error:
            self.refuse(f"Не перенесено, ничего не изменено: {error}.")

    def refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(REFUSED)

    def tell(self, copied: Copied) -> None:
        self.stdout.write(
            f"Перенесено за {copied.seconds:.0f} с: таблиц {len(copied.tables)}, строк {sum(copied.tables.values())}; "
            "число строк и контрольные суммы равны.\n"
            "Файлы остались в DATA_DIR. Дальше: задайте порталу новую базу (DATABASE_URL) и запустите его."
        )
