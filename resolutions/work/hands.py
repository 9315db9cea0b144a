"""`manage.py work`: a process that keeps a hand for each place, a process of its own, and does nothing else.

A hand that dies is replaced at once and its errands are taken over; when this process dies its hands end with what they
are at. So it may be stopped and killed at any time. For a rare work a hand is made when something is due, and goes.
"""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence

from django.db import OperationalError, close_old_connections, connection, connections
from django.db.migrations.executor import MigrationExecutor

from resolutions.models import Errand
from resolutions.models.errand import process_name
from resolutions.work.kinds import CannotNow, Work, next_time
from resolutions.work.places import place_for

ENDS = (signal.SIGINT, signal.SIGTERM)
NICENESS = 5  # visitors come first, and a busy machine still works
PAUSE = 1.0  # seconds between two looks at what is due, and before a hand that died is replaced
REST = 60.0  # seconds, where something outside does not answer
SHOWN = 10.0  # seconds between two signs of life, and between two looks at what is rare

logger = logging.getLogger(__name__)


def keep_hands(works: Sequence[Work]) -> None:
    """For ever; ends its hands when it is told to end (KeyboardInterrupt)."""
    wait_for_migrate()
    wanted = [work for work in works for _ in range(work.places) if not work.is_rare]
    hands: dict[int, Work] = {}
    shown = -SHOWN
    try:
        while True:
            if time.monotonic() - shown >= SHOWN:
                wanted += [work for work in show(works) if work not in hands.values()]
                shown = time.monotonic()
            for work in wanted:
                hands[hand(work)] = work
            time.sleep(PAUSE)
            wanted = [work for pid in reap(hands) if not (work := hands.pop(pid)).is_rare]
    finally:
        for number in ENDS:  # once is enough
            signal.signal(number, signal.SIG_IGN)
        for pid in hands:
            os.kill(pid, signal.SIGTERM)
        for pid in hands:
            os.waitpid(pid, 0)
        leave()


def wait_for_migrate() -> None:
    told = ""
    while reason := not_ready():
        if reason != told:
            logger.warning("%s", reason)
        told = reason
        connections.close_all()
        time.sleep(PAUSE)


def not_ready() -> str:
    """Why nothing can be done yet; empty: it can."""
    try:
        executor = MigrationExecutor(connection)
        is_behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as reason:
        return f"The database does not answer: {reason}"
    return "The database is not migrated: the work begins after `manage.py migrate`." if is_behind else ""


def show(works: Sequence[Work]) -> list[Work]:
    """Says that somebody is there; what posts errands does them itself where nobody is. Which rare works are due."""
    try:
        Errand.objects.attend([work.name for work in works], process_name())
        stand(works)
        return [work for work in works if work.is_rare and Errand.objects.due_now(work.kinds).exists()]
    except OperationalError as reason:
        logger.error("The database does not answer, trying again: %s", reason)
        return []
    finally:
        connections.close_all()  # a hand that is made must not share one


def stand(works: Sequence[Work]) -> None:
    """What is to be done every day has its errand from the first day on."""
    standing = [(kind, work.at) for work in works if work.at for kind in work.kinds]
    for kind, at in standing:
        if not Errand.objects.is_posted(kind):
            Errand.objects.post(kind, due=next_time(at))


def leave() -> None:
    try:
        Errand.objects.leave(process_name())
    except OperationalError:
        logger.error("The database does not answer: for half a minute it will look as if somebody worked")


def reap(hands: dict[int, Work]) -> list[int]:
    return [pid for pid in hands if os.waitpid(pid, os.WNOHANG)[0]]


def hand(work: Work) -> int:
    """Its number. It shares what has been loaded, so that it is there at once and costs little."""
    parent = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)  # raised from what Python runs around a fork, it would be lost
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
        return pid
    status = 1
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)
        os.nice(NICENESS)
        do_for_ever(work, parent)
        status = 0
    except KeyboardInterrupt:
        status = 0
    except BaseException:
        logger.exception("A hand of the work %s stopped", work.name)
    finally:
        sys.stdout.flush()
        os._exit(status)  # what the other process is to do at its end is none of this one's


def do_for_ever(work: Work, parent: int) -> None:
    """Until the parent is gone: the hands of the next one wait for the place. What is rare once."""
    while os.getppid() == parent:
        pause = PAUSE
        try:
            for line in do_all(work):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()
        except CannotNow as reason:
            logger.warning("%s", reason)
            pause = REST
        except OperationalError as reason:
            logger.error("The database does not answer, trying again: %s", reason)
        close_old_connections()
        if work.is_rare:
            return
        rest(pause, parent)


def rest(seconds: float, parent: int) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and os.getppid() == parent:
        time.sleep(PAUSE)


def do_all(work: Work) -> Iterator[str]:
    """All that is due, in a place of the machine; nothing where all are taken."""
    while True:
        with place_for(work) as name:
            if name is None:
                return
            yield from within(work.seconds, work.do(name))
        # What came since the last look may have found this place still taken.
        if not Errand.objects.due_now(work.kinds).exists():
            return


def within(seconds: int | None, steps: Iterator[str]) -> Iterator[str]:
    """Ends this process when one step takes longer: it would hold its place for ever."""
    while True:
        signal.alarm(seconds or 0)
        step = next(steps, None)
        signal.alarm(0)
        if step is None:
            return
        yield step


def do_once(works: Sequence[Work]) -> Iterator[str]:
    """All that is due now, one work after the other, here."""
    stand(works)
    for work in works:
        yield from do_all(work)
