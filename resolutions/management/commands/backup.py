"""`backup DIR`: the whole register into a folder of its own in DIR, and what is past its time there goes.

Exit 0: made; 1: made, but the disk lacks files that the register names; 2: not made, one sentence says why.
"""

import errno
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.backups.making import Made, back_up
from resolutions.backups.manifest import Refused

PARTLY, REFUSED = 1, 2
STANDS = "Копия не сделана, прежние целы."


class Command(BaseCommand):
    help = "Делает копию всего реестра: базы, файлов, открытых данных. Хранит 7 дневных и 13 недельных, до 90 дней."
    exits = (0, PARTLY, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="папка, в которой лежат копии; лучше на другом диске")
        parser.add_argument("--key", metavar="FILE", help="записать секретный ключ в этот файл, отдельно от копий")

    def handle(self, *args: Any, folder: str, key: str | None, **options: Any) -> None:
        try:
            made = back_up(Path(folder), Path(key) if key else None)
        except Refused as refusal:
            self.refuse(str(refusal))
        except OSError as error:
            reason = "на диске нет места" if error.errno == errno.ENOSPC else str(error)
            self.refuse(f"{STANDS} Причина: {reason}.")
        else:
            self.tell(made)

    def refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(REFUSED)

    def tell(self, made: Made) -> None:
        manifest = made.manifest
        megabytes = f"{manifest.bytes / 1_000_000:.1f}".replace(".", ",")
        self.stdout.write(
            f"Копия: {made.folder}\n"
            f"Строк {manifest.rows}, файлов {len(manifest.files)}, {megabytes} МБ, {made.seconds:.0f} с. "
            f"Убрано старых копий: {len(made.pruned)}."
        )
        if manifest.missing:
            self.stderr.write(
                f"Файлов, которых нет на диске или которые повреждены: {len(manifest.missing)}, "
                f"первый: {manifest.missing[0]}. Поищите их в прежних копиях."
            )
            raise SystemExit(PARTLY)
