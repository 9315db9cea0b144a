"""Tells subscribers what was published since they were last told; to be run once a day, in the morning."""

from typing import Any

from django.utils import timezone

from resolutions.following.digests import queue_digests
from resolutions.management.commands import send_mail_queue
from resolutions.work.kinds import letters


class Command(send_mail_queue.Command):
    help = "Готовит письма о новых рекомендациях тем, кому пора, и отправляет очередь."

    def handle(self, *args: Any, **options: Any) -> None:
        queued = queue_digests(timezone.now())
        self.stdout.write(f"О новом: {letters(queued)}.")
        super().handle(*args, **options)
