"""`second_factor reset EMAIL`: whose phone and paper are gone sets it up anew. Exit 0: done; 2: refused."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.models import User
from resolutions.people.second_factor import reset_second_factor

REFUSED = 2


class Command(BaseCommand):
    help = "Второй шаг входа: reset EMAIL забывает приложение и коды человека и заканчивает его сеансы."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["reset"], help="что сделать")
        parser.add_argument("email", help="почта, с которой человек входит")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        user = User.objects.filter(email=email.lower()).first()
        if user is None:
            self.stderr.write(f"Учётной записи с почтой {email} нет.")
            raise SystemExit(REFUSED)
        if user.second_factor_since is None:
            self.stdout.write(f"У {user.email} второй шаг не включён: забывать нечего.")
            return
        reset_second_factor(user, by=None)
        self.stdout.write(f"Второй шаг сброшен, сеансы закончены: {user.email}. Пароль прежний.")
