"""DATA_DIR as releases until 0.8 laid it out: the portal finds everything in it, and `migrate` moves it, once."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from forum_portal.layout import ROOMS, place_in
from forum_portal.moving import move_in

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.pure
TELL = """
from django.conf import settings
from django.contrib.sessions.models import Session
print([str(settings.SECRET_KEY), Session.objects.count(), (settings.MEDIA_ROOT / "sources" / "one").read_text()])
"""
ADDED = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('one', '', '2100-01-01')"
# Kills the process just before its n-th change of the folder.
KILLED = """
import os, sys
left = int(sys.argv[2])
def count(event, _):
    global left
    if event in ("os.rename", "os.link", "os.symlink"):
        left -= 1
        if left < 0:
            os._exit(9)
sys.addaudithook(count)
from pathlib import Path
from forum_portal.moving import move_in
print(list(move_in(Path(sys.argv[1]))))
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> Path:
    """A migrated register, laid out as before: with a file, a key, and a page that was made."""
    where = tmp_path_factory.mktemp("register")
    manage(where, "migrate", "-v0")
    (where / "kept" / "portal.sqlite3").rename(where / "portal.sqlite3")
    for room in ("kept", "derived"):
        shutil.rmtree(where / room, ignore_errors=True)
    for name, text in {
        "development_key": "a key",
        "files/sources/one": "a text",
        "pages/one.djcache": "kept 1",
    }.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text)
    return where


@pytest.fixture
def before(register, tmp_path) -> Path:
    return Path(shutil.copytree(register, tmp_path / "data"))


def manage(where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(where)}
    done = [sys.executable, "manage.py", *command]
    return subprocess.run(done, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


def told(where: Path) -> str:
    return manage(where, "shell", "--no-imports", "-c", TELL).stdout


def moved(where: Path) -> dict[str, list[str]]:
    return {
        "kept": sorted(path.name for path in (where / "kept").iterdir()),
        "derived": sorted(path.name for path in (where / "derived").iterdir()),
        "links": sorted(path.name for path in where.iterdir() if path.is_symlink()),
        "others": sorted(path.name for path in where.iterdir() if not path.is_symlink()),
    }


ALL_MOVED = {
    "kept": ["development_key", "files", "portal.sqlite3"],
    "derived": ["pages"],
    "links": ["development_key", "files", "pages", "portal.sqlite3"],
    "others": ["derived", "kept"],
}


def test_everything_is_found_where_it_lay_until_it_is_moved(before):
    assert told(before) == "['a key', 0, 'a text']\n"
    assert (before / "kept" / "portal.sqlite3").exists() is False


def test_migrate_moves_it_and_the_second_time_changes_nothing(before):
    said = [manage(before, "migrate", "-v0").stderr for _ in range(2)]

    assert (said, told(before)) == (["", ""], "['a key', 0, 'a text']\n")
    assert moved(before) == ALL_MOVED


def test_a_server_of_the_release_before_finds_all_of_it_under_the_earlier_names(before):
    list(move_in(before))
    with closing(sqlite3.connect(before / "portal.sqlite3")) as earlier:
        earlier.execute("PRAGMA journal_mode = WAL")
        earlier.execute(ADDED)
        earlier.commit()
        here = told(before)

    assert (here, (before / "files" / "sources" / "one").read_text()) == ("['a key', 1, 'a text']\n", "a text")


@pytest.mark.parametrize("step", range(9))
def test_whoever_is_killed_at_any_step_goes_on_the_next_time(before, step):
    command = [sys.executable, "-c", KILLED, str(before), str(step)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    between = told(before)

    list(move_in(before))

    assert (killed.returncode, between) == (9, "['a key', 0, 'a text']\n")
    assert (moved(before), told(before)) == (ALL_MOVED, "['a key', 0, 'a text']\n")


def test_a_database_that_somebody_has_open_stays_where_it_is(before):
    with closing(sqlite3.connect(before / "portal.sqlite3")) as server:
        server.execute("PRAGMA journal_mode = WAL")
        server.execute(ADDED)
        server.commit()

        said = manage(before, "migrate", "-v0").stderr

        assert said == (
            "База SQLite занята: portal.sqlite3 переедет в kept при следующем migrate, когда портал будет остановлен.\n"
        )
        assert told(before) == "['a key', 1, 'a text']\n"
    assert (manage(before, "migrate", "-v0").stderr, moved(before)) == ("", ALL_MOVED)


def test_what_a_killed_server_has_left_in_its_log_comes_along(before):
    server = sqlite3.connect(before / "portal.sqlite3")
    server.execute("PRAGMA journal_mode = WAL")
    server.execute(ADDED)
    server.commit()
    copy = shutil.copytree(before, before.with_name("killed"))
    server.close()
    assert (copy / "portal.sqlite3-wal").stat().st_size > 0

    assert (list(move_in(copy)), moved(copy)) == ([], ALL_MOVED)
    assert told(copy) == "['a key', 1, 'a text']\n"


def test_what_is_there_twice_is_left_and_said(before):
    list(move_in(before))
    (before / "files").unlink()
    (before / "files").mkdir()

    (said,) = move_in(before)

    assert said.startswith(f"В {before} есть и files, и kept/files: портал берёт второе.")
    assert told(before) == "['a key', 0, 'a text']\n"


def test_a_new_folder_has_no_links(tmp_path):
    manage(tmp_path, "migrate", "-v0")
    manage(tmp_path, "migrate", "-v0")

    assert [path for path in tmp_path.rglob("*") if path.is_symlink()] == []
    assert {place_in(tmp_path, name).parent.parent for name in ROOMS} == {tmp_path}
