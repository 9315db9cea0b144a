"""Sends the letters that wait; to be run every minute. What the mail server does not take is tried again later."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from resolution_reader.language import plural
from resolutions.following.subscribing import forget_lapsed
from resolutions.letters.sending import Round, send_waiting

NO_SERVER = 1


class Command(BaseCommand):
    help = "Отправляет письма, которые ждут в очереди."
    exits = (0, NO_SERVER)

    def handle(self, *args: Any, **options: Any) -> None:
        forget_lapsed(timezone.now())
        self.tell(send_waiting())

    def tell(self, done: Round) -> None:
        """Silent when there was nothing to do: it runs every minute."""
        if done.sent or done.put_off:
            self.stdout.write(f"Отправлено {letters(done.sent)}, отложено {letters(done.put_off)}.")
        if not done.server_answers:
            self.stderr.write("Почтовый сервер не отвечает: письма ждут в очереди.")
            raise SystemExit(NO_SERVER)


def letters(number: int) -> str:
    return f"{number} {plural(number, 'письмо', 'письма', 'писем')}"
