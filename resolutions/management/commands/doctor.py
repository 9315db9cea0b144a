"""`doctor`: whether the portal and its machine are well, and what to do next. What it prints may be passed on."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from resolutions.doctor.finding import examined
from resolutions.doctor.probes import probes
from resolutions.wording import plural

SOMETHING, REFUSED = 1, 2


class Command(BaseCommand):
    help = (
        "Говорит, всё ли в порядке с порталом и его машиной, и что делать. В выводе нет паролей: его можно переслать."
    )
    requires_system_checks: list[str] = []  # it is asked when something is wrong
    exits = (0, SOMETHING, REFUSED)  # all is well; something is to be done; a wrong option

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mail", metavar="ADDRESS", default="", help="отправить на этот адрес пробное письмо")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["mail"]:
                validate_email(options["mail"])
        except ValidationError as wrong:
            raise CommandError("--mail: нужен адрес вида name@example.org.", returncode=REFUSED) from wrong
        host = urlsplit(settings.SITE_ADDRESS).hostname
        self.stdout.write(f"Портал {host}, {timezone.localtime():%d.%m.%Y %H:%M}")
        to_do = 0
        for title, finding in examined(probes(options["mail"])):
            self.stdout.write(f"{'НАДО  ' if finding.to_do else 'хорошо'}  {title}: {finding.said}")
            if finding.to_do:
                self.stdout.write(f"          → {finding.to_do}")
                to_do += 1
        self.stdout.write(f"Надо сделать: {plural(to_do, 'дело,дела,дел')}." if to_do else "Всё в порядке.")
        if to_do:
            raise SystemExit(SOMETHING)
