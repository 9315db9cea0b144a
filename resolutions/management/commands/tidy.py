"""`tidy`: what is kept only for a while goes; once a day, by a timer."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from resolutions.review.deleting import remove_for_good

# What it is called in the output -> what removes it, as of a moment, and says how many.
STEPS = {"Форумов удалено навсегда": remove_for_good}


class Command(BaseCommand):
    help = "Убирает то, что хранится не вечно."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        for name, step in STEPS.items():
            self.stdout.write(f"{name}: {step(at)}.")
