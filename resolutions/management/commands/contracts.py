"""Prints what others rely on, as JSON: the same for the same code, whatever the database holds."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.contracts import contracts


class Command(BaseCommand):
    help = "Печатает всё, на что опираются другие: адреса, параметры, форматы, команды (JSON)."
    requires_system_checks: list[str] = []
    exits = (0,)

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(contracts(), ensure_ascii=False, indent=1, sort_keys=True))
