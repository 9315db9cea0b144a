"""Requests of several processes, which any of them tells together; and what an earlier server had counted."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.commands.test_serve import free_port
from tests.test_production import ROOT

pytestmark = pytest.mark.pure
GUNICORN = ["--config=python:forum_portal.web_server", "--workers=2"]


class Server:
    """Two processes, whose database has no tables: what is asked for needs none."""

    def __init__(self, where: Path) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "forum_portal.wsgi", f"--bind=127.0.0.1:{self.port}", *GUNICORN],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(where)},
            stderr=subprocess.DEVNULL,
        )
        # Both: gunicorn forgets that it was told to end while it still begins.
        for _ in range(600):
            if len(self.workers()) == 2 and self.answers():
                break
            time.sleep(0.1)

    def workers(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()

    def answers(self) -> bool:
        try:
            return self.get("/healthz") == "ok\n"
        except OSError:
            return False

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()

    def counted(self, route: str) -> float:
        lines = self.get("/metrics").splitlines()
        start = f'portal_requests_total{{route="{route}",status="200"}} '
        return sum(float(line.removeprefix(start)) for line in lines if line.startswith(start))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


def test_whichever_process_is_asked_tells_of_all_and_a_new_server_begins_anew(tmp_path):
    server = Server(tmp_path)
    for _ in range(30):
        server.get("/robots.txt")
    told = {server.counted("robots") for _ in range(10)}
    processes = {path.name for path in (tmp_path / "derived" / "requests").glob("counter_*.db")}
    open_to_others = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077]
    server.stop()
    server = Server(tmp_path)
    anew = server.counted("robots")
    server.stop()

    assert (told, len(processes), anew) == ({30.0}, 2, 0)
    assert open_to_others == []
