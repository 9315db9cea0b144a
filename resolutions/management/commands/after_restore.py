"""`after_restore`: after another state of the database has been put in place, on every machine that serves.

Nobody can tell by numbers that index and pages are of another past, once the restored register has been changed.
"""

from typing import Any

from django.core.cache import caches
from django.core.management.base import BaseCommand

from resolutions.search import store
from resolutions.tracking import renew


class Command(BaseCommand):
    help = "После восстановления базы из копии: забывает индекс и готовые страницы, сделанные по прежней базе."
    exits = (0,)

    def handle(self, *args: Any, **options: Any) -> None:
        renew()
        store.forget()
        caches["pages"].clear()
        self.stdout.write("Индекс и готовые страницы забыты: они строятся заново по этой базе.")
