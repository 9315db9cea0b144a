"""`close_portal DIR`: the last archive, held against the register. Exit 0: it has all; 1: it lacks some; 2: refused."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.closing import close_portal
from resolutions.archive.making import CannotArchive
from resolutions.management.commands.archive import REFUSED, sentence

PARTLY = 1
WHOLE = "В архиве есть всё, что видел посетитель. Что делать дальше: docs/ru/closing.md."


class Command(BaseCommand):
    help = "Делает последний архив портала и сверяет его с реестром; в реестре ничего не меняет."
    exits = (0, PARTLY, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="папка архива")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            closed = close_portal(folder)
        except CannotArchive as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        self.stdout.write(sentence(closed.made))
        if closed.left:
            self.stdout.write("\n".join(["В архив не вошло:", *closed.left]))
        if closed.missing:
            self.stderr.write("\n".join(closed.missing))
            raise SystemExit(PARTLY)
        self.stdout.write(WHOLE)
