"""`rebuild_index`: the index anew from the database. It heals by itself; this is for those who would rather see it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.checking import is_of_another_past
from resolutions.tracking import content_version, renew

BAR = 40
AN_HOUR = 3600.0


class Command(BaseCommand):
    help = "Строит поисковый индекс заново по базе данных."
    exits = (0, 1)  # done; not built

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="только то, чего в индексе нет")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            current = store.read_pointer()
            if options["if_needed"] and current and current.version <= content_version():
                current = self.apply_changes() or current
                if not is_of_another_past(current):
                    return
                store.forget(current)
            self.rebuild(unless_done=options["if_needed"])
        except (store.IndexBroken, OSError) as error:
            raise CommandError(f"Индекс не построен: {error}") from error

    def apply_changes(self) -> store.Current | None:
        with store.writing(AN_HOUR) as alone:
            current = store.read_pointer()
            return store.apply_changes(current) if alone and current else None

    def rebuild(self, *, unless_done: bool) -> None:
        total = Recommendation.objects.public().count()
        with store.building(AN_HOUR) as alone:
            if not alone:
                raise CommandError("Индекс уже больше часа строит другой процесс.")
            if unless_done and store.read_pointer():
                return
            store.rebuild(lambda done: self.show(done, total))
            renew()  # pages that were made from the one before are asked for never again
        self.stdout.write(f"\rВ индексе рекомендаций: {total}{' ' * BAR}")

    def show(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            part = min(1.0, done / max(total, 1))
            self.stdout.write(f"\r[{'#' * round(part * BAR):{BAR}}] {done} из {total}", ending="")
            self.stdout.flush()
