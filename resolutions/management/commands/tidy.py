"""`tidy`: what `work` does every night, now."""

from typing import Any

from django.core.management.base import BaseCommand

from resolutions.work.tidying import IN_THE_REGISTER, ON_THE_DISK, tidy

PARTLY = 1


class Command(BaseCommand):
    help = "Убирает то, чей срок вышел: сеансы, записи о входах, подписки без подтверждения, удалённое, остатки."
    exits = (0, PARTLY)

    def handle(self, *args: Any, **options: Any) -> None:
        is_partly = False
        for sentence, is_done in tidy([*IN_THE_REGISTER, *ON_THE_DISK]):
            (self.stdout if is_done else self.stderr).write(sentence)
            is_partly |= not is_done
        if is_partly:
            raise SystemExit(PARTLY)
