"""Who reads what waits: processes of their own, so that a heavy document costs visitors nothing.

No service is needed: whoever brings a document or looks at one that waits sees to it that somebody reads. There are as
many readers on a machine as the cage has places. A place is a file lock, which the kernel takes back from a dead
process; whoever gets it therefore takes over at once what its last holder had claimed.
"""

import fcntl
import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from resolution_reader.cage import READERS
from resolutions.models import Draft
from resolutions.review.queue import LEASE, read_waiting, take_over

PAUSE = 1.0  # seconds between two looks at the queue of a reader that stays

logger = logging.getLogger(__name__)


def see_that_somebody_reads() -> None:
    """Starts a reader for each document that nobody reads or is about to, where places are free; after commit."""
    if settings.READERS_APART:
        return
    try:
        start_readers()
    except OSError:
        # The document is kept and waits; whoever looks next tries again.
        logger.exception("No reader could be started")


def start_readers() -> None:
    waiting = Draft.objects.waiting().values_list("claimed_by", "claimed_until")
    now = timezone.now()
    readers = [who if until and until > now else "" for who, until in waiting]
    if not readers:
        return
    with ExitStack() as held:
        places = [held.enter_context(place) for place in all_places()]
        free = [place for place in places if lock(place)]
        # One that holds a place and nothing else has just begun, or is between two documents.
        about_to = [place for place in places if place not in free and name_in(place) not in readers]
        unread = readers.count("") - len(about_to)
        for place in free:
            if unread > 0 or name_in(place) in readers:  # whoever claims from a free place is dead
                start(place)
                unread -= 1


def all_places() -> list[IO[str]]:
    folder = Path(settings.DATA_DIR) / "readers"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [(folder / str(number)).open("a+") for number in range(READERS.places)]


def lock(place: IO[str]) -> bool:
    """Whether the place was free; it is held from now on until everybody who has this open file closes it."""
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    if not name_in(place):
        place.write(f"{socket.gethostname()[:60]}-{secrets.token_hex(8)}")
        place.flush()
    return True


def name_in(place: IO[str]) -> str:
    """Under which name the place's holder claims drafts: written there once, the same for every holder."""
    place.seek(0)
    return place.read()


def start(place: IO[str]) -> None:
    """A reader that holds the place from its first moment on: it inherits the lock."""
    handle = place.fileno()
    child = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "read_drafts", f"--place={handle}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env=os.environ | {"WEB": "0"},
        pass_fds=[handle],
        start_new_session=True,  # ends when the queue is empty, not when the web server does
    )
    # Nobody else would ask how it ended, and it would stay in the list of processes until the server ends.
    threading.Thread(target=child.wait, daemon=True).start()


def read_in(place: IO[str] | None) -> Iterator[Draft]:
    """Reads all that waits, in the place given or in a free one; gives each draft as it is afterwards."""
    while place := place or free_place():
        with place:
            take_over(name_in(place))
            yield from within_lease(read_waiting(name_in(place)))
        # What came since the last look found this place still taken.
        if not Draft.objects.unclaimed(timezone.now()).exists():
            return
        place = None


def within_lease(drafts: Iterator[Draft]) -> Iterator[Draft]:
    """Ends this process when one document takes longer than it may be held: it would hold its place for ever."""
    while True:
        signal.alarm(int(LEASE.total_seconds()))
        draft = next(drafts, None)
        signal.alarm(0)
        if draft is None:
            return
        yield draft


def free_place() -> IO[str] | None:
    """A place, held; None when all are taken."""
    found = None
    for place in all_places():
        if found is None and lock(place):
            found = place
        else:
            place.close()
    return found


def read_for_ever() -> Iterator[Draft]:
    """The same as a service: goes on when the queue is empty or the database away for a while."""
    while True:
        try:
            yield from read_in(None)
        except OperationalError as reason:
            logger.error("The database does not answer, trying again: %s", reason)
        close_old_connections()
        time.sleep(PAUSE)
