"""kill -9 of the web worker while it reads a document: nothing half stored, and the same upload works afterwards."""

import http.cookiejar
import re
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
import uuid
from os import kill
from pathlib import Path

import pytest

from tests.commands.test_serve import answer, free_port, start, stop
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.pure

# Takes the reader several seconds, and is honest otherwise.
SLOW = ("<p>Рекомендовать мэрии " + "очень " * 40 + "стараться.</p>").encode() * 4000


class Person:
    """Somebody with a browser and without JavaScript."""

    def __init__(self, port: int) -> None:
        self.site = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        return self.browser.open(self.site + path, timeout=60).read().decode()

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> str:
        """The address one is led to."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path)).group(1)
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in {**fields, "csrfmiddlewaretoken": token}.items()
        ]
        if file:
            head = f'--{border}\r\nContent-Disposition: form-data; name="documents"; filename="{file[0]}"\r\n'
            head += "Content-Type: application/octet-stream\r\n\r\n"
            parts.append(head.encode() + file[1] + b"\r\n")
        request = urllib.request.Request(self.site + path, b"".join(parts) + f"--{border}--\r\n".encode())
        request.add_header("Content-Type", f"multipart/form-data; boundary={border}")
        return self.browser.open(request, timeout=60).geturl()


def workers_of(server) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def stored(where: Path) -> tuple[int, int]:
    """Drafts beyond the two samples, and files beyond theirs."""
    with sqlite3.connect(where / "portal.sqlite3") as base:
        drafts = base.execute("SELECT count(*) FROM resolutions_draft").fetchone()[0]
    base.close()
    files = [path for path in (where / "files").rglob("*") if path.is_file()]
    return drafts - 2, len(files) - 2


def test_a_worker_killed_while_it_reads_leaves_nothing_and_the_next_try_works(tmp_path):
    port = free_port()
    server = start(tmp_path, port)
    answer(port, "/healthz")
    password = ""
    while not password:
        found = re.search(r"editor@localhost\s+(\S+)", server.stdout.readline())
        password = found.group(1) if found else ""
    editor = Person(port)
    editor.post("/login/", {"username": "editor@localhost", "password": password})

    def upload() -> None:
        with pytest.raises((urllib.error.URLError, ConnectionError)):
            editor.post("/editor/upload/", {"text": ""}, ("медленный.html", SLOW))

    sending = threading.Thread(target=upload)
    sending.start()
    time.sleep(1.5)
    for pid in workers_of(server):
        kill(pid, signal.SIGKILL)
    sending.join(timeout=60)

    assert stored(tmp_path) == (0, 0)
    answer(port, "/healthz")
    assert "/editor/drafts/" in editor.post("/editor/upload/", {"text": ""}, ("итог.txt", RESOLUTION))
    assert stored(tmp_path) == (1, 1)
    stop(server)
