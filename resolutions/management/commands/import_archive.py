"""`import_archive DIR`: an empty register becomes what an archive holds. Exit 0: it has; 2: refused, and why."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.checking import NoArchive
from resolutions.archive.importing import import_archive
from resolutions.models import Recommendation
from resolutions.wording import plural

REFUSED = 2


class Command(BaseCommand):
    help = "Восстанавливает реестр из папки архива; только в пустой реестр."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="папка архива, сделанного командой archive")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            forums = import_archive(folder)
        except NoArchive as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        recommendations = plural(Recommendation.objects.readable().count(), "рекомендация,рекомендации,рекомендаций")
        self.stdout.write(f"Внесено из архива: {plural(forums, 'форум,форума,форумов')}, {recommendations}.")
