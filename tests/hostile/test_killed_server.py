"""kill -9 in the middle: of who reads, of who serves, of who receives. No draft is lost, nothing is half stored.

A real server with real readers, each in a process of its own.
"""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from os import kill
from pathlib import Path

import portalocker
import pytest

from resolution_reader.cage import READING
from tests.commands.test_serve import ROOT, answer, free_port, start, stop
from tests.hostile.person import PATIENCE, Person
from tests.review.test_receive import RESOLUTION

pytestmark = [pytest.mark.pure, pytest.mark.xdist_group("killed server")]

LARGE = b"<p>\xd0\xb0</p>" * 400_000  # more than a socket takes at once


class Portal:
    """A running server, its folder, and an editor in front of it."""

    def __init__(self, where: Path, password: str) -> None:
        self.where, self.port = where, free_port()
        self.server = start(where, self.port)
        answer(self.port, "/healthz")
        self.editor = Person(self.port)
        self.editor.post("/login/", {"username": "editor@localhost", "password": password})

    def upload(self, name: str, data: bytes) -> str:
        """The path of its draft."""
        address = self.editor.post("/editor/upload/", {"text": ""}, (name, data))
        assert "/editor/drafts/" in address
        return address.removeprefix(self.editor.site)

    def kept_file(self) -> Path:
        """Of the document that came last."""
        (name,) = self.rows("SELECT file FROM resolutions_sourcedocument ORDER BY id DESC LIMIT 1")[0]
        return self.where / "kept" / "files" / name

    @contextmanager
    def without_readers(self) -> Iterator[None]:
        """Holds both their places."""
        with ExitStack() as held:
            for number in range(READING.places):
                place = self.where / "derived" / "work" / f"read-{number}"
                held.enter_context(portalocker.Lock(place, "a", timeout=PATIENCE))
            yield

    def workers(self) -> list[int]:
        """Of the web server."""
        (master,) = [pid for pid in children_of(self.server.pid) if "gunicorn" in command_of(pid)]
        return children_of(master)

    def work(self) -> list[int]:
        """The process that keeps readers, while there is one."""
        return [pid for pid in children_of(self.server.pid) if "gunicorn" not in command_of(pid)]

    def readers(self) -> list[int]:
        """Whoever reads a document just now."""
        held = self.rows("SELECT claimed_by FROM resolutions_errand WHERE kind = 'read' AND claimed_by != ''")
        return [int(name.split("-")[-2]) for (name,) in held]

    def rows(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.where / "kept" / "portal.sqlite3")) as base:
            return base.execute(query).fetchall()

    def stored(self) -> tuple[int, int]:
        """Drafts beyond the three samples, and files beyond theirs."""
        files = [path for path in (self.where / "kept" / "files").rglob("*") if path.is_file()]
        return self.rows("SELECT count(*) FROM resolutions_draft")[0][0] - 3, len(files) - 3


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:  # it has just ended
        return ""


def seconds_spent(pid: int) -> float:
    """Of a processor, by this process alone."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def once(condition):
    """What the condition gives, as soon as that is anything; fails when patience is at its end."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str]:
    """The folder of a portal that was started once, and its editor's password."""
    where, port = tmp_path_factory.mktemp("made"), free_port()
    server = start(where, port)
    answer(port, "/healthz")
    password = re.search(r"editor@localhost\s+(\S+)", stop(server)).group(1)
    return where, password


@pytest.fixture
def begin(made, tmp_path):
    """begin() -> a portal of its own; ended after the test."""
    begun = []

    def start_portal() -> Portal:
        shutil.copytree(made[0], tmp_path / "data")
        begun.append(Portal(tmp_path / "data", made[1]))
        return begun[-1]

    yield start_portal
    for portal in begun:
        stop(portal.server)


def is_read(portal: Portal, path: str) -> bool:
    return "Проверка черновика" in portal.editor.get(path)


def nobody_writes_into(kept: Path) -> bytes:
    """Puts a pipe in the file's place: whoever reads it waits for ever. Gives what the file held."""
    data = kept.read_bytes()
    kept.unlink()
    os.mkfifo(kept)
    return data


def test_readers_are_killed_workers_are_killed_and_every_draft_is_read_in_the_end(begin):
    portal = begin()
    with portal.without_readers():
        slow = portal.upload("медленный.txt", RESOLUTION + b"\n")
        kept = portal.kept_file()
        data = nobody_writes_into(kept)
    (reader,) = once(portal.readers)
    once(lambda: "Читается…" in portal.editor.get(slow))
    other = portal.upload("итог.txt", RESOLUTION)
    once(lambda: is_read(portal, other))  # by a second reader; the slow one is still read

    kill(reader, signal.SIGKILL)
    (next_reader,) = once(lambda: [pid for pid in portal.readers() if pid != reader])  # at once, by nobody's asking

    assert (portal.rows("SELECT state FROM resolutions_draft WHERE state = 'waiting'"), portal.stored()) == (
        [("waiting",)],
        (2, 1),  # in the place of the other there is a pipe
    )
    # Nobody is left: neither who reads nor who keeps readers nor who answers.
    for pid in [*portal.work(), next_reader, *portal.workers()]:
        kill(pid, signal.SIGKILL)
    kept.unlink()
    kept.write_bytes(data)
    states = "SELECT state FROM resolutions_draft WHERE created_by_id IS NOT NULL ORDER BY id"
    assert once(lambda: portal.rows(states) == [("open",), ("open",)] and portal.rows(states))
    answer(portal.port, "/healthz")
    assert is_read(portal, slow)


def test_who_works_is_started_again_and_whoever_is_left_ends_with_the_server(begin):
    portal = begin()
    (work,) = once(portal.work)
    kill(work, signal.SIGKILL)
    (work,) = once(lambda: [pid for pid in portal.work() if pid != work])
    hands = once(lambda: children_of(work)[2:] and children_of(work))
    everybody = [portal.server.pid, *children_of(portal.server.pid), *hands, *portal.workers()]

    kill(portal.server.pid, signal.SIGKILL)

    assert len(everybody) == 1 + 2 + 3 + 2
    once(lambda: not any(map(command_of, everybody)))


def test_who_has_nothing_to_do_rests_and_shows_himself_now_and_then(begin):
    portal = begin()
    (work,) = once(portal.work)
    once(lambda: children_of(work)[2:])
    shown, spent = set(), seconds_spent(work)
    for _ in range(25):
        shown |= set(portal.rows("SELECT claimed_until FROM resolutions_errand WHERE kind = 'here' AND key = 'read'"))
        time.sleep(0.2)

    assert len(shown) in (1, 2)  # every ten seconds; every second, it would be five
    assert seconds_spent(work) - spent < 0.25


def test_a_worker_killed_while_a_file_comes_in_leaves_nothing_and_the_next_try_works(begin):
    portal = begin()
    cookies = "; ".join(f"{row.name}={row.value}" for row in portal.editor.cookies)
    head = (
        f"POST /editor/upload/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(LARGE)}\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="documents"; filename="a.html"\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", portal.port)) as sending:
        sending.sendall(head.encode() + LARGE[: len(LARGE) // 2])
        time.sleep(0.5)
        for pid in portal.workers():
            kill(pid, signal.SIGKILL)

    assert portal.stored() == (0, 0)
    answer(portal.port, "/healthz")
    path = portal.upload("итог.txt", RESOLUTION)
    assert once(lambda: is_read(portal, path))
    assert portal.stored() == (1, 1)


HANGING = """
import django
django.setup()
from dataclasses import replace
from resolutions.work.hands import do_all
from resolutions.work.kinds import READ, WORKS
list(do_all(replace(WORKS[READ], seconds=1)))
"""


def test_a_reader_that_hangs_ends_by_itself_and_after_three_the_document_is_refused(begin, monkeypatch):
    monkeypatch.setenv("READERS_APART", "1")
    portal = begin()
    path = portal.upload("итог.txt", RESOLUTION)
    nobody_writes_into(portal.kept_file())
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(portal.where), "PYTHONPATH": str(ROOT)}
    environment["DJANGO_SETTINGS_MODULE"] = "forum_portal.settings"

    ends = [subprocess.run([sys.executable, "-c", HANGING], cwd=ROOT, env=environment).returncode for _ in range(4)]

    assert ends == [-signal.SIGALRM] * 3 + [0]
    assert "прервалось" in portal.editor.get(path)


def test_a_service_reads_alone_where_an_operator_wants_it_so(begin, monkeypatch):
    monkeypatch.setenv("READERS_APART", "1")
    portal = begin()
    path = portal.upload("итог.txt", RESOLUTION)
    assert "В очереди: 1-й" in portal.editor.get(path)
    time.sleep(1)
    assert portal.readers() == []

    service = subprocess.Popen(
        [sys.executable, "manage.py", "read_drafts", "--forever"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(portal.where)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    once(lambda: is_read(portal, path))
    path = portal.upload("второй.txt", RESOLUTION + b"\n")
    once(lambda: is_read(portal, path))
    service.terminate()

    said, told = service.communicate()
    assert said.splitlines() == ["итог.txt: на проверке.", "второй.txt: на проверке."]
    assert (service.returncode, told) == (0, "Остановлено. Что не дочитано, прочтёт следующий.\n")
