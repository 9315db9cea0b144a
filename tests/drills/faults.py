"""What goes wrong, one after the other. Each is undone before the next begins."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from benchmarks.dawdling import slow_clients
from tests.drills.stack import ROOT, Stack, asked_for, command, send

NEXT_RELEASE = "tests.drills.next_release.settings"
CRAWLER = """
import sys, urllib.request
for number in range(10**6):
    try:
        urllib.request.urlopen(sys.argv[1] % number).read()
    except OSError:
        pass
"""


@dataclass(frozen=True)
class Fault:
    name: str
    happening: Callable[[Stack], AbstractContextManager[None]]
    seconds: float = 8.0


@contextmanager
def postgres_frozen(stack: Stack) -> Iterator[None]:
    processes = stack.postgres()
    send(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        send(processes[::-1], signal.SIGCONT)


@contextmanager
def postgres_killed(stack: Stack) -> Iterator[None]:
    """kill -9; it stays away, then comes up and recovers."""
    processes = stack.postgres()
    send(processes, signal.SIGKILL)
    try:
        yield
    finally:
        stack.start_postgres(processes)


@contextmanager
def postgres_restarted(stack: Stack) -> Iterator[None]:
    """As an upgrade of Debian does it: away for a second."""
    processes = stack.postgres()
    send(processes[:1], signal.SIGINT)
    stack.start_postgres(processes)
    yield


@contextmanager
def pooler_frozen(stack: Stack) -> Iterator[None]:
    os.kill(stack.pgbouncer.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(stack.pgbouncer.pid, signal.SIGCONT)


@contextmanager
def a_web_process_killed(stack: Stack) -> Iterator[None]:
    send(stack.web()[:1], signal.SIGKILL)
    yield


@contextmanager
def a_web_process_frozen(stack: Stack) -> Iterator[None]:
    processes = stack.web()[:1]
    send(processes, signal.SIGSTOP)
    try:
        yield
    finally:
        send(processes, signal.SIGCONT)


@contextmanager
def work_killed(stack: Stack) -> Iterator[None]:
    send(stack.work(), signal.SIGKILL)
    yield


@contextmanager
def derived_gone(stack: Stack) -> Iterator[None]:
    """Somebody has made room: index, pages and pictures are not there any more."""
    data = stack.folder / "data"
    for name in ("index", "pages", "pictures"):
        for place in data.rglob(name):
            shutil.rmtree(place, ignore_errors=True)
    yield


@contextmanager
def many_slow(stack: Stack) -> Iterator[None]:
    with slow_clients(stack.nginx.port, 300):
        yield


@contextmanager
def a_crawler(stack: Stack) -> Iterator[None]:
    """Asks for pages of words that nobody has asked for, one after the other."""
    address = f"http://127.0.0.1:{stack.nginx.port}/recommendations/?q=w%d"
    with subprocess.Popen([sys.executable, "-c", CRAWLER, address]) as crawler:
        try:
            yield
        finally:
            crawler.kill()


@contextmanager
def index_built_anew(stack: Stack) -> Iterator[None]:
    whole = [sys.executable, "manage.py", "rebuild_index"]
    with subprocess.Popen(whole, cwd=ROOT, env=stack.environment, stdout=subprocess.DEVNULL) as building:
        yield
        building.wait()


@contextmanager
def mail_server_away(stack: Stack) -> Iterator[None]:
    stack.letters.kill()
    try:
        yield
    finally:
        stack.letters.start()


@contextmanager
def mail_server_frozen(stack: Stack) -> Iterator[None]:
    """Takes connections, and says nothing."""
    assert stack.letters.process
    stack.letters.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        stack.letters.process.send_signal(signal.SIGCONT)


@contextmanager
def disk_full(stack: Stack) -> Iterator[None]:
    """Of documents and of all that is made from them; the database has another."""
    much = stack.folder / "data" / "much"
    with suppress(OSError), much.open("wb", buffering=0) as file:
        while True:
            file.write(b"0" * 4096)
    try:
        yield
    finally:
        much.unlink()


@contextmanager
def migrated(stack: Stack) -> Iterator[None]:
    """A release is prepared under those who read and work: a column and an index more, then fewer."""
    command(stack, "migrate", "next_release", DJANGO_SETTINGS_MODULE=NEXT_RELEASE)
    yield
    command(stack, "migrate", "next_release", "zero", DJANGO_SETTINGS_MODULE=NEXT_RELEASE)


@contextmanager
def backed_up(stack: Stack) -> Iterator[None]:
    """And the backup unfolded beside the register, compared with it, thrown away; refused through the pooler, behind
    which lie the living tables alone."""
    place = stack.folder / "backups"
    command(stack, "backup", str(place))
    newest = str(max(place.glob("portal-*")))
    refused = asked_for(stack.environment, "restore_check", newest)
    if "pgbouncer" not in refused.stdout + refused.stderr:
        raise SystemExit(f"restore_check through pgbouncer: {refused}")
    command(stack, "restore_check", newest)
    yield
    shutil.rmtree(place)


def is_possible(fault: Fault) -> bool:
    """The portal has a disk of its own where the drill may mount one."""
    return fault.happening is not disk_full or os.geteuid() == 0


FAULTS = [
    Fault("the mail server away", mail_server_away, 12),
    Fault("the mail server frozen", mail_server_frozen, 12),
    Fault("PostgreSQL frozen", postgres_frozen, 12),
    Fault("PostgreSQL killed", postgres_killed, 12),
    Fault("PostgreSQL restarted", postgres_restarted),
    Fault("pgbouncer frozen", pooler_frozen, 12),
    Fault("a web process killed", a_web_process_killed),
    Fault("a web process frozen", a_web_process_frozen, 12),
    Fault("the process that does errands killed", work_killed),
    Fault("index, pages and pictures deleted", derived_gone),
    Fault("300 slow clients", many_slow, 12),
    Fault("a crawler", a_crawler),
    Fault("the index built anew", index_built_anew),
    Fault("the disk of documents full", disk_full, 12),
    Fault("a migration", migrated),
    Fault("a backup, and the check of it", backed_up),
]
