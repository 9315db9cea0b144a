"""Where nobody works, whoever has posted something does it, once the answer is out: `runserver` is a whole portal.

One thread a process and work, begun after the transaction and a moment later than the answer: a visitor's own request
neither waits for a mail server or a document nor tells by its time whether there was anything to do.
"""

import logging
import time
from threading import Lock, Thread

from django.conf import settings
from django.db import connections, transaction

from resolutions.models import Errand
from resolutions.models.errand import process_name
from resolutions.work.kinds import MAIL, READ, WORKS, CannotNow

logger = logging.getLogger(__name__)

PAUSE = 0.5  # seconds: the answer is out by then


def see_to(work: str) -> None:
    """Somebody does that work from now on; to be called whether or not there is anything to do."""
    if not is_apart(work):
        transaction.on_commit(DOERS[work].wake)


def is_apart(work: str) -> bool:
    """Whether an operator wants it done by a service of his own alone."""
    return settings.WORK_APART or {READ: settings.READERS_APART, MAIL: not settings.WEB_SENDS_LETTERS}.get(work, False)


class Doer:
    """At most one thread; whoever wakes it while it works makes it go round once more."""

    def __init__(self, work: str) -> None:
        self.work = WORKS[work]
        self.lock = Lock()
        self.is_working = self.is_asked = False

    def wake(self) -> None:
        with self.lock:
            self.is_asked = True
            if self.is_working:
                return
            self.is_working = True
        Thread(target=self.go_round, name=self.work.name, daemon=True).start()

    def go_round(self) -> None:
        try:
            while self.is_wanted():
                time.sleep(PAUSE)
                if not Errand.objects.is_attended(self.work.name):
                    self.do()
        except Exception:
            logger.exception("The work %s stopped", self.work.name)
            self.stop()
        finally:
            connections.close_all()

    def do(self) -> None:
        try:
            for _ in self.work.do(f"{process_name()}-{self.work.name}"):
                pass
        except CannotNow as reason:
            logger.warning("The work %s is left for later: %s", self.work.name, reason)

    def is_wanted(self) -> bool:
        with self.lock:
            self.is_working, self.is_asked = self.is_asked, False
            return self.is_working

    def stop(self) -> None:
        with self.lock:
            self.is_working = self.is_asked = False


DOERS = {name: Doer(name) for name in WORKS}
