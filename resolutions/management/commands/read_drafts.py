"""`read_drafts`: `work --kinds read` by the name it had before, for one release more."""

import os
from typing import Any

from django.core.management.base import CommandParser

from resolutions.management.commands import work
from resolutions.work.hands import NICENESS
from resolutions.work.kinds import READ


class Command(work.Command):
    stopped = "Остановлено. Что не дочитано, прочтёт следующий."
    help = "Читает документы, которые ждут в очереди, и заканчивает, когда очередь пуста."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="ждать новых документов, пока не остановят")

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NICENESS)
        super().handle(once=not options["forever"], kinds=[READ])
