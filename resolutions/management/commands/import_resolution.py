"""Brings resolutions in from files and folders; without --publish each waits as a draft."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.models import Organizer
from resolutions.review.importing import Outcome, default_organizer, documents_in, import_document


class Command(BaseCommand):
    help = "Вносит резолюции из файлов и папок."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--publish", action="store_true", help="сразу внести в реестр и опубликовать")
        parser.add_argument("--organizer", metavar="SLUG", help="чьи это резолюции; иначе «не указан»")

    def handle(self, *args: Any, **options: Any) -> None:
        organizer = self.organizer(options["organizer"])
        worst = Outcome.IN
        for path in documents_in(options["paths"]):
            outcome, sentence = import_document(path, organizer, publish_it=options["publish"])
            (self.stderr if outcome is Outcome.REFUSED else self.stdout).write(f"{path.name}: {sentence}")
            worst = max(worst, outcome)
        if worst:
            raise SystemExit(worst.value)

    def organizer(self, slug: str | None) -> Organizer:
        if slug is None:
            return default_organizer()
        organizer = Organizer.objects.filter(slug=slug).first()
        if organizer is None:
            raise CommandError(f"Организатора «{slug}» нет.", returncode=2)
        return organizer
