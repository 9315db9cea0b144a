"""Brings resolutions in from files and folders; without --publish each waits as a draft."""

import ctypes
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolution_reader import documents_in
from resolutions.models import Organizer
from resolutions.register.organizers import default_organizer
from resolutions.review.importing import Imported, Outcome, import_documents

STOPPED = 130  # what a shell expects of a command that Ctrl+C has ended
NAME_WIDTH = 40
ARENA_MAX, ARENAS = -8, 2  # M_ARENA_MAX of <malloc.h>


class Command(BaseCommand):
    help = "Вносит резолюции из файлов и папок."
    exits = (*Outcome, STOPPED)  # all in; some are drafts; some were refused

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path)
        parser.add_argument("--publish", action="store_true", help="сразу внести в реестр и опубликовать")
        parser.add_argument("--organizer", metavar="SLUG", help="чьи это резолюции; иначе «не указан»")

    def handle(self, *args: Any, **options: Any) -> None:
        organizer = self.organizer(options["organizer"])
        paths = list(documents_in(options["paths"]))
        if not paths:
            raise CommandError("Здесь нет документов известных форматов: проверьте путь.", returncode=2)
        keep_memory_together()
        done: list[Imported] = []
        try:
            with closing(import_documents(paths, organizer, publish_it=options["publish"])) as all_imported:
                for number, imported in enumerate(all_imported, 1):
                    done.append(imported)
                    self.tell(imported, f"[{number} из {len(paths)}] " if len(paths) > 1 else "")
        except KeyboardInterrupt:
            self.stderr.write("Остановлено. Та же команда продолжит с того места: внесённое она узнаёт.")
            raise SystemExit(STOPPED) from None
        finally:
            self.table(done)
        worst = max((imported.outcome for imported in done), default=Outcome.IN)
        if worst:
            raise SystemExit(worst.value)

    def tell(self, imported: Imported, place: str) -> None:
        stream = self.stderr if imported.outcome is Outcome.REFUSED else self.stdout
        stream.write(f"{place}{imported.name}: {imported.sentence}")

    def table(self, done: list[Imported]) -> None:
        if len(done) < 2:
            return
        self.stdout.write(f"\n{'файл':{NAME_WIDTH}}{'секций':>8}{'рекомендаций':>14}{'сомнений':>10}")
        for imported in done:
            name = imported.name if len(imported.name) < NAME_WIDTH else f"{imported.name[: NAME_WIDTH - 2]}…"
            counts = f"{imported.sections:>8}{imported.recommendations:>14}{imported.doubts:>10}"
            self.stdout.write(f"{name:{NAME_WIDTH}}{counts if imported.draft else '       отклонён'}")

    def organizer(self, slug: str | None) -> Organizer:
        if slug is None:
            return default_organizer()
        organizer = Organizer.objects.filter(slug=slug).first()
        if organizer is None:
            raise CommandError(f"Организатора «{slug}» нет.", returncode=2)
        return organizer


def keep_memory_together() -> None:
    """A new thread writes the index after each document, and glibc would keep each one's memory apart: 60 MB of 240."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(ARENA_MAX, ARENAS)
