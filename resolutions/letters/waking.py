"""A web process sends what it has posted by itself: a portal without a timer still writes to people.

One thread a process, begun after the transaction and a moment later than the answer: a visitor's own request neither
waits for a mail server nor tells by its time whether there was anything to send. What does not go now is left to
`manage.py send_mail_queue` and to the next letter.
"""

import logging
import time
from threading import Lock, Thread

from django.conf import settings
from django.db import connections, transaction

from resolutions.letters.sending import send_waiting

logger = logging.getLogger(__name__)

PAUSE = 0.5  # seconds: the answer is out by then


def wake_sender() -> None:
    """Once the transaction is committed; called whether or not a letter was posted."""
    if settings.WEB_SENDS_LETTERS:
        transaction.on_commit(SENDER.wake)


class Sender:
    """At most one thread; whoever wakes it while it works makes it go round once more."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.is_working = self.is_asked = False

    def wake(self) -> None:
        with self.lock:
            self.is_asked = True
            if self.is_working:
                return
            self.is_working = True
        Thread(target=self.work, name="letters", daemon=True).start()

    def work(self) -> None:
        try:
            while self.goes_round():
                time.sleep(PAUSE)
                send_waiting()
        except Exception:
            logger.exception("The sender of letters stopped")
            self.stop()
        finally:
            connections.close_all()

    def goes_round(self) -> bool:
        with self.lock:
            self.is_working, self.is_asked = self.is_asked, False
            return self.is_working

    def stop(self) -> None:
        with self.lock:
            self.is_working = self.is_asked = False


SENDER = Sender()
