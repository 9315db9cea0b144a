"""How a visitor fares while somebody sends documents that are slow to read.

An upload is answered at once and read later, so a sender who never paused would measure the network. Ours keep the
queue full: there is always a slow document for each of the machine's readers.
"""

import http.client
import os
import secrets
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from benchmarks.checkouts import HERE
from benchmarks.pages import request
from benchmarks.report import Row
from benchmarks.servers import environment, portal
from resolutions.models import Draft, Errand, Organizer, User
from resolutions.vocabulary import DraftState, ErrandKind

SECONDS, PAUSE = 12, 0.05
BETWEEN_UPLOADS = 1.0
FEWEST = 20  # visits; below that a 95th percentile says nothing
ATTACKERS = 2
PATIENCE = 100  # milliseconds
BACKEND = "django.contrib.auth.backends.ModelBackend"
TOKEN = "a" * 32  # of our own cookie and form: Django compares the two

# Four thousand long paragraphs: honest by every limit, and seconds of work for a reader.
SLOW = ("<p>Рекомендовать мэрии " + "очень " * 40 + "стараться {}.</p>") * 4000


def measure_under_attack(page: str) -> list[Row]:
    """The 95th percentile of one page, quiet and while two people upload slow documents, one a second each."""
    around = environment(DATA_DIR=os.environ["DATA_DIR"])
    with portal(around) as server, working(around):
        visits(server.port, page, 2)
        quiet = visits(server.port, page, 3)
        until = time.monotonic() + SECONDS
        attackers = [
            threading.Thread(target=send_until, args=(server.port, session(), until)) for _ in range(ATTACKERS)
        ]
        for attacker in attackers:
            attacker.start()
        attacked = visits(server.port, page, SECONDS)
        for attacker in attackers:
            attacker.join(timeout=60)
        taken, read = Draft.objects.count(), Draft.objects.exclude(state=DraftState.WAITING).count()
        if Draft.objects.filter(state=DraftState.REFUSED).exists():
            raise SystemExit("A slow document was refused, though it is honest.")
    forget_what_waits()
    return [
        Row("a page with nobody else there, p95", quiet, "ms"),
        Row("a page while slow documents are read, p95", attacked, "ms", attacked / PATIENCE, "100 ms"),
        Row(f"slow documents taken in {SECONDS} s", taken, ""),
        Row("of them read meanwhile", read, ""),
    ]


@contextmanager
def working(around: dict[str, str]) -> Iterator[None]:
    """Readers, as `manage.py serve` has them beside the web server."""
    command = [sys.executable, str(HERE.root / "manage.py"), "work", "--kinds", "read"]
    with subprocess.Popen(command, env=around, cwd=HERE.root) as work:
        try:
            yield
        finally:
            work.terminate()


def forget_what_waits() -> None:
    """Empties the queue: readers end by themselves once they have finished what they are at."""
    while Draft.objects.waiting().exists():
        unread = Errand.objects.due_now([ErrandKind.READ])
        Draft.objects.filter(pk__in=map(int, unread.values_list("key", flat=True))).delete()
        time.sleep(0.2)


def visits(port: int, page: str, seconds: float) -> float:
    """The 95th percentile in milliseconds, each visit over a connection of its own."""
    until = time.monotonic() + seconds
    times: list[float] = []
    while time.monotonic() < until or len(times) < FEWEST:
        times.append(request(http.client.HTTPConnection("127.0.0.1", port), page))
        time.sleep(PAUSE)
    return statistics.quantiles(times, n=20)[-1] * 1000


def session() -> str:
    """The key of a session in which an editor is signed in."""
    organizer = Organizer.objects.get_or_create(name="Приславший")[0]
    user = User.objects.create_user(f"{secrets.token_hex(4)}@example.org", "x", organizer=organizer)
    store = SessionStore()
    store.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    store.create()
    return str(store.session_key)


def send_until(port: int, key: str, until: float) -> None:
    while time.monotonic() < until:
        border = secrets.token_hex(8)
        parts = (
            f'--{border}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
            f'--{border}\r\nContent-Disposition: form-data; name="documents"; filename="slow.html"\r\n'
            f"Content-Type: text/html\r\n\r\n{SLOW}{secrets.token_hex(8)}\r\n--{border}--\r\n"
        )
        headers = {
            "Cookie": f"sessionid={key}; csrftoken={TOKEN}",
            "Content-Type": f"multipart/form-data; boundary={border}",
        }
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=90)
        connection.request("POST", "/editor/upload/", parts.encode(), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (302, 422):
            raise SystemExit(f"An upload was answered with {answer.status}.")
        time.sleep(BETWEEN_UPLOADS)
