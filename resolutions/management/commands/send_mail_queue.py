"""`send_mail_queue`: `work --once --kinds mail` by the name it had before, for one release more.

It also forgets what was never confirmed, as `tidy` does every night.
"""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from resolutions.following.subscribing import forget_lapsed
from resolutions.management.commands import work
from resolutions.work.kinds import MAIL


class Command(work.Command):
    help = "Отправляет письма, которые ждут в очереди."

    def add_arguments(self, parser: CommandParser) -> None:
        """None: it has always sent what is due."""

    def handle(self, *args: Any, **options: Any) -> None:
        forget_lapsed(timezone.now())
        super().handle(once=True, kinds=[MAIL])
