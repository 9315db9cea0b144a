"""Reads the documents that wait in the queue: started by the web server, or as a service by an operator."""

import argparse
import logging
import os
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from resolutions.review.readers import read_for_ever, read_in

logger = logging.getLogger(__name__)
NICENESS = 5  # visitors come first, and a busy machine still reads
FAILED = 1


class Command(BaseCommand):
    help = "Читает документы, которые ждут в очереди, и заканчивает, когда очередь пуста."
    requires_system_checks: list[str] = []
    exits = (0,)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true", help="ждать новых документов, пока не остановят")
        # From the web server: the place it has taken for this process, an open file.
        parser.add_argument("--place", type=int, help=argparse.SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:
        os.nice(NICENESS)
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # how services are stopped
        place = None if options["place"] is None else os.fdopen(options["place"], "a+")
        try:
            for draft in read_for_ever() if options["forever"] else read_in(place):
                self.stdout.write(f"{draft.name}: {draft.get_state_display()}. {draft.refusal}".strip())
        except KeyboardInterrupt:
            self.stderr.write("Остановлено. Что не дочитано, прочтёт следующий.")
        except Exception as error:
            # What it says goes into the log of the web server that started it: one line, like all others there.
            logger.exception("No more drafts are read")
            raise SystemExit(FAILED) from error
