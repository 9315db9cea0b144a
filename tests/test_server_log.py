"""The log of a server, as its operator gets it: every line of standard error."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.test_serve import free_port
from tests.test_logs import FIELDS
from tests.test_production import ROOT

pytestmark = pytest.mark.pure
GUNICORN = ["--config=python:forum_portal.web_server", "--workers=1"]
SECRET = "cx1w2e-0123456789abcdef"


class Server:
    """Its database has no tables: whatever asks for one fails. Its log is a file, as nobody reads it meanwhile."""

    def __init__(self, where: Path) -> None:
        self.where, self.port = where, free_port()
        with (where / "log").open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "forum_portal.wsgi", f"--bind=127.0.0.1:{self.port}", *GUNICORN],
                cwd=ROOT,
                env={"PATH": os.environ["PATH"], "DATA_DIR": str(where), "LOG_FORMAT": "json"},
                stderr=log,
            )

    def answer(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, number and page."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers["X-Request-ID"], answer.read().decode()

    def send(self, data: bytes) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(data)
            connection.recv(1)

    def log(self) -> list[str]:
        """All that it has said until its end."""
        self.process.terminate()
        self.process.wait(60)
        return (self.where / "log").read_text().splitlines()


@pytest.fixture
def server(tmp_path):
    (tmp_path / "derived" / "static").mkdir(parents=True)
    server = Server(tmp_path)
    for _ in range(600):
        try:
            server.answer("/healthz")
            break
        except OSError:
            time.sleep(0.1)
    yield server
    server.process.kill()
    server.process.wait()


def test_every_line_is_a_record_and_none_has_an_address(server):
    status, number, page = server.answer(f"/password-reset/MQ/{SECRET}%0aforged%20line/?q=anna@example.org")
    server.answer(f"/nowhere/{SECRET}/")
    server.answer(f"/forums/{SECRET}/", Host="evil.example")
    server.send(f"GET /{SECRET} HTTP/1.1\r\nBad Header: {SECRET}\r\n\r\n".encode())
    lines = server.log()

    records = [json.loads(line) for line in lines]
    assert {tuple(record) for record in records} <= {tuple(FIELDS), (*FIELDS, "traceback")}
    assert [part for part in (SECRET, "forged", "anna", "evil") if part in "".join(lines)] == []
    assert (status, re.findall(r"Номер обращения: <code>(.*?)</code>", page)) == (503, [number])
    assert [
        (record["logger"], record["event"], record["route"], record["status"])
        for record in records
        if record["request_id"] == number
    ] == [
        (
            "resolutions.web.middleware",
            "No answer: django.db.utils.OperationalError: no such table: resolutions_user",
            "password-reset-confirm",
            None,
        ),
        ("resolutions.web.request_id", "request finished", "password-reset-confirm", 503),
    ]
    told = {(record["logger"], record["event"]) for record in records}
    assert told > {
        ("gunicorn.error", "Invalid request from ip=127.0.0.1"),
        ("django.security.DisallowedHost", "Bad Request"),
    }


def test_a_reader_that_fails_writes_one_line_into_the_log_of_the_server_that_started_it(tmp_path):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "LOG_FORMAT": "json"}
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, cwd=ROOT, env=environment, capture_output=True, check=True)
    with closing(sqlite3.connect(tmp_path / "kept" / "portal.sqlite3")) as register:
        register.execute("DROP TABLE resolutions_errand")

    ended = subprocess.run(
        [sys.executable, "manage.py", "read_drafts"], cwd=ROOT, env=environment, capture_output=True, text=True
    )

    (record,) = map(json.loads, ended.stderr.splitlines())
    assert (ended.returncode, ended.stdout, record["event"]) == (1, "", "The work stopped")
    assert record["traceback"].endswith("OperationalError: no such table: resolutions_errand\n")
