"""`rebuild_index`: the index anew from the database. It heals by itself; this is for those who would rather see it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.models import Recommendation
from resolutions.search.rebuilding import complete, rebuild
from resolutions.search.store import IndexBroken

BAR = 40


class Command(BaseCommand):
    help = "Строит поисковый индекс заново по базе данных."
    exits = (0, 1)  # done; not built

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="только то, чего в индексе нет")

    def handle(self, *args: Any, **options: Any) -> None:
        total = Recommendation.objects.public().count()
        build = complete if options["if_needed"] else rebuild
        try:
            alone = build(lambda done: self.show(done, total))
        except (IndexBroken, OSError) as error:
            raise CommandError(f"Индекс не построен: {error}") from error
        if not alone:
            raise CommandError("Индекс уже больше часа строит другой процесс.")
        self.stdout.write(f"\rВ индексе рекомендаций: {total}{' ' * BAR}")

    def show(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            part = min(1.0, done / max(total, 1))
            self.stdout.write(f"\r[{'#' * round(part * BAR):{BAR}}] {done} из {total}", ending="")
            self.stdout.flush()
