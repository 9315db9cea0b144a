"""Does what is to be done without a visitor: started beside the web server by `serve`, or as a service."""

import logging
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from resolutions.work.hands import do_once, keep_hands, not_ready
from resolutions.work.kinds import CannotNow
from resolutions.works import WORKS

logger = logging.getLogger(__name__)
FAILED = 1


class Command(BaseCommand):
    help = (
        "Делает то, что ждёт: читает документы, отправляет письма, строит индекс, убирает. Работает, пока не остановят."
    )
    requires_system_checks: list[str] = []
    stopped = "Остановлено. Что не доделано, сделает следующий."
    exits = (0, FAILED)  # stopped, or all done; something did not answer, or failed

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="сделать то, чему пора, и закончить")
        parser.add_argument("--kinds", nargs="+", choices=list(WORKS), default=list(WORKS), help="только это")

    def handle(self, *args: Any, **options: Any) -> None:
        works = [WORKS[name] for name in options["kinds"]]
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # how services are stopped
        try:
            if options["once"]:
                if reason := not_ready():
                    raise CannotNow(reason)
                for line in do_once(works):
                    self.stdout.write(line)
            else:
                keep_hands(works)
        except CannotNow as reason:
            self.stderr.write(str(reason))
            raise SystemExit(FAILED) from reason
        except KeyboardInterrupt:
            self.stderr.write(self.stopped)
        except Exception as error:
            # One line, like all others of the log.
            logger.exception("The work stopped")
            raise SystemExit(FAILED) from error
