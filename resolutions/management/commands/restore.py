"""`restore DIR`: a backup becomes the register of an empty place. Exit 0: done; 2: refused, one sentence says why."""

import errno
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.backups.folders import backup_at
from resolutions.backups.manifest import Refused
from resolutions.backups.restoring import Restored, restore

REFUSED = 2


class Command(BaseCommand):
    help = "Восстанавливает реестр из копии в пустое место: пустая база, пустая папка DATA_DIR/kept."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", help="копия; или папка, в которой они лежат: тогда последняя")
        parser.add_argument("--other-installation", action="store_true", help="взять копию другой установки")
        parser.add_argument("--erased", metavar="FILE", action="append", default=[], help="ещё список стёртых адресов")

    def handle(self, *args: Any, folder: str, other_installation: bool, erased: list[str], **options: Any) -> None:
        try:
            backup = backup_at(Path(folder))
            lists = [Path(name) for name in erased]
            for name in lists:
                if not name.exists():
                    raise Refused(f"Списка «{name}» нет: проверьте путь.")
            self.tell(backup, restore(backup, other_installation=other_installation, lists=lists))
        except Refused as refusal:
            self.refuse(str(refusal))
        except OSError as error:
            reason = "на диске нет места" if error.errno == errno.ENOSPC else str(error)
            self.refuse(f"Не восстановлено, ничего не изменено: {reason}.")

    def refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(REFUSED)

    def tell(self, backup: Path, restored: Restored) -> None:
        manifest = restored.manifest
        self.stdout.write(
            f"Восстановлено из {backup} за {restored.seconds:.0f} с: строк {manifest.rows}, "
            f"файлов {len(manifest.files)}; снова стёрто записей: {restored.erased}.\n"
            "Индекс и страницы построятся заново; на других машинах выполните after_restore. Войти всем нужно снова."
        )
