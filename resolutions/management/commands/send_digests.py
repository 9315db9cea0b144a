"""`send_digests`: what `work` does every morning, now, and what waits is sent."""

from typing import Any

from resolutions.management.commands import send_mail_queue
from resolutions.work.kinds import digests


class Command(send_mail_queue.Command):
    help = "Готовит письма о новых рекомендациях тем, кому пора, и отправляет очередь."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n".join(digests()))
        super().handle(*args, **options)
