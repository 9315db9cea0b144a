"""`restore_check DIR`: proves a backup by unfolding it beside the register; leaves a receipt beside it.

Exit 0: sound; 1: something is wrong, a sentence for each on stderr; 2: there is no backup to be checked.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from resolutions.backups.checking import Receipt, check
from resolutions.backups.folders import backup_at, receipt_of
from resolutions.backups.manifest import Refused

DAMAGED, REFUSED = 1, 2
MOST = 20  # sentences; the receipt has all


class Command(BaseCommand):
    help = "Проверяет копию: разворачивает её рядом и сравнивает с живым реестром. Пишет квитанцию рядом с копией."
    exits = (0, DAMAGED, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="копия; или папка, в которой они лежат: тогда последняя")

    def handle(self, *args: Any, folder: str, **options: Any) -> None:
        try:
            backup = backup_at(Path(folder))
            receipt = check(backup, timezone.now())
        except Refused as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(REFUSED) from None
        except OSError as error:
            self.stderr.write(f"Не проверено: {error}.")
            raise SystemExit(REFUSED) from error
        self.tell(backup, receipt)

    def tell(self, backup: Path, receipt: Receipt) -> None:
        for found in receipt.findings[:MOST]:
            self.stderr.write(found.sentence)
        sampled = receipt.sampled
        self.stdout.write(
            f"{backup}: {'цела' if receipt.is_sound else f'замечаний {len(receipt.findings)}'}. "
            f"Строк {sum(receipt.rows.values())}; сверено с реестром: рекомендаций {sampled.get('records', 0)}, "
            f"файлов {sampled.get('files', 0)}, страниц {sampled.get('pages compared', 0)} "
            f"(показано {sampled.get('pages', 0)}); {receipt.seconds:.0f} с. Квитанция: {receipt_of(backup)}"
        )
        if not receipt.is_sound:
            raise SystemExit(DAMAGED)
