"""What is kept of a subscriber's or a person's address: `personal_data export ADDRESS` shows it, `erase` removes it.

`erase -` reads addresses from standard input, one a line. What was erased is noted, and `restore` erases it again.
"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.following.personal import erase, known_of
from resolutions.people.forget import StillWorksHere

NOTHING = 1


class Command(BaseCommand):
    help = "Показывает или стирает всё, что хранится об адресе подписчика или бывшего сотрудника."
    exits = (0, NOTHING)  # refusals end with 1, too

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=("export", "erase"))
        parser.add_argument("address", help="адрес почты; «-»: адреса из стандартного ввода (для erase)")

    def handle(self, *args: Any, what: str, address: str, **options: Any) -> None:
        if what == "export":
            known = known_of(address)
            self.stdout.write(json.dumps(known, ensure_ascii=False, indent=2))
            if not any(known.values()):
                raise SystemExit(NOTHING)
            return
        addresses = sys.stdin.read().split() if address == "-" else [address]
        if not addresses:
            raise CommandError("Ни одного адреса.")
        erased = sum(self.erase(one) for one in addresses)
        self.stdout.write(f"Стёрто записей: {erased}.")
        if not erased:
            raise SystemExit(NOTHING)

    def erase(self, address: str) -> int:
        try:
            return erase(address)
        except StillWorksHere:
            raise CommandError(
                f"{address}: с этой почтой ещё входят. Снимите «может входить» у пользователя и повторите."
            ) from None
