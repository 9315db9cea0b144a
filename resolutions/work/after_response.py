"""Where nobody works, whoever has posted something does it, once the answer is out: `runserver` is a whole portal.

One thread a process and work, begun after the transaction and a moment later than the answer: a visitor's own request
neither waits for a mail server or a document nor tells by its time whether there was anything to do. What takes minutes
and memory, an index, is left to a process that the thread begins.
"""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Lock, Thread

from django.conf import settings
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse

from resolutions.models import Errand
from resolutions.models.errand import process_name
from resolutions.search.index import apply_changes, asked_for_changes, asked_for_work
from resolutions.work.kinds import INDEX, MAIL, READ, WORKS, CannotNow

logger = logging.getLogger(__name__)

PAUSE = 0.5  # seconds: the answer is out by then


def see_to(work: str) -> None:
    """Somebody does that work from now on; to be called whether or not there is anything to do."""
    if not is_apart(work):
        transaction.on_commit(DOERS[work].wake)


def is_apart(work: str) -> bool:
    """Whether an operator wants it done by a service of his own alone."""
    return settings.WORK_APART or {READ: settings.READERS_APART, MAIL: not settings.WEB_SENDS_LETTERS}.get(work, False)


class IndexMiddleware:
    """Whoever asks the index knows nobody who works: what the request has asked for is seen to here. Single
    recommendations that have changed it reads again itself: it waits for them alone, outside the turns in which pages
    are made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked_for_work.set(False)
        asked_for_changes.set(False)
        response = self.get_response(request)
        if asked_for_changes.get():
            apply_changes()
        if asked_for_work.get():
            see_to(INDEX)
        return response


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
                if not Errand.objects.is_attended(self.work.name, here=self.work.is_of_a_machine):
                    self.do()
        except Exception:
            logger.exception("The work %s stopped", self.work.name)
            self.stop()
        finally:
            connections.close_all()

    def do(self) -> None:
        if self.work.is_rare:
            if Errand.objects.due_now(self.work.kinds).exists():
                do_in_a_process(self.work.name)
            return
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


def do_in_a_process(work: str) -> None:
    """Returns when it has ended; it lives on when this process ends."""
    connections.close_all()  # not kept for minutes
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--once", "--kinds", work]
    around = {name: value for name, value in os.environ.items() if name != "WEB"}  # whose statements are short
    subprocess.run(
        command, env=around, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True, check=False
    )


DOERS = {name: Doer(name) for name in WORKS}
