"""A worker that is started before `migrate`, as services of one machine are: it says so once, and waits."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAITS = "The database is not migrated: the work begins after `manage.py migrate`."
pytestmark = pytest.mark.pure


def environment(where: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(where)}


def is_attended(where: Path) -> bool:
    try:
        with sqlite3.connect(where / "kept" / "portal.sqlite3") as base:
            return bool(base.execute("SELECT count(*) FROM resolutions_errand WHERE kind = 'here'").fetchone()[0])
    except sqlite3.OperationalError:
        return False
    finally:
        base.close()


def test_it_says_so_once_and_begins_when_the_tables_are_there(tmp_path):
    work = subprocess.Popen(
        [sys.executable, "manage.py", "work"], cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE, text=True
    )
    said = work.stderr.readline()
    time.sleep(3)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment(tmp_path), check=True)
    until = time.monotonic() + 60
    while not is_attended(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    works = is_attended(tmp_path)
    work.terminate()

    assert (WAITS in said, works) == (True, True)
    assert work.communicate()[1] == "Остановлено. Что не доделано, сделает следующий.\n"


def test_once_it_says_so_and_fails(tmp_path):
    command = [sys.executable, "manage.py", "work", "--once"]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{WAITS}\n")
