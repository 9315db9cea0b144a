"""From nothing to a portal that answers: the steps before the server, in a process of their own."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.pure


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(where: Path, port: int) -> subprocess.Popen[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(where), "PORT": str(port)}
    environment["READERS_APART"] = os.environ.get("READERS_APART", "0")
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        umask=0o022,
    )


def answer(port: int, path: str) -> str:
    """The page, once the server answers; fails after five minutes, for a machine that has much else to do."""
    for _ in range(3000):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as page:
                return page.read().decode()
        except HTTPError:  # it does answer, and says no
            raise
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")


def stop(server: subprocess.Popen[str]) -> str:
    """What it printed; the server ends as at Ctrl+C."""
    server.terminate()
    return server.communicate()[0]


def made_pages(where: Path) -> int:
    return len(list((where / "derived" / "pages").glob("*.djcache")))


def test_from_an_empty_folder_both_resolutions_answer_and_a_second_start_changes_nothing(tmp_path):
    where, port = tmp_path / "data", free_port()
    (where / "files").mkdir(parents=True)
    (where / "files").chmod(0o755)  # as an earlier version made it
    server = start(where, port)
    first_page = answer(port, "/forums/")
    assert {answer(port, "/forums/") for _ in range(20)} == {first_page}  # whichever process is asked
    made_at_first = made_pages(where)
    directory = answer(port, "/addressees/")
    first = stop(server)
    server = start(where, port)
    second_page = answer(port, "/forums/")
    second = stop(server)

    kept = [path for path in (where, *where.rglob("*")) if not path.is_symlink()]
    assert {path.name for path in kept} > {"portal.sqlite3", "files", "static", "pages", "index", "open_data"}
    assert [str(path) for path in kept if path.stat().st_mode & 0o077] == []  # nobody else may read any of it
    assert (made_at_first, made_pages(where)) == (1, 3)  # once for both, the directory, and anew after a start
    assert ("/forums/novosibirsk/" in first_page, "/forums/ozersky-gorodskoy-okrug-2021/" in first_page) == (True, True)
    assert second_page == first_page
    assert [text.count(f"Вход:   http://127.0.0.1:{port}/login/") for text in (first, second)] == [1, 1]
    assert '"/forums/primersk-2026/"' in first_page
    assert "Мэрия города Новосибирска" in directory  # whom the samples ask is checked by who ships them
    looks = re.findall(r'href="/static/([^"]+\.css)"', first_page)
    assert {bool(re.search(r"\.[0-9a-f]{12}\.css$", look)) for look in looks} == {True}  # by what they contain
    assert [(text.count("admin@localhost"), text.count("editor@localhost")) for text in (first, second)] == [
        (1, 1),
        (0, 0),
    ]


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_a_port_that_is_none_is_named(tmp_path, port):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": port}

    result = subprocess.run(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert (result.returncode, f"PORT={port} не номер порта" in result.stderr) == (1, True)
