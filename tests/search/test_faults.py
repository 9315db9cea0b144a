"""Whatever becomes of the index, the register is intact, pages answer, and the index is right again by itself.

Real processes on a real database: in each test they start with nothing open.
"""

import ctypes
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from resolutions.models import Addressing, Recommendation
from tests.factories import AddresseeFactory, ForumFactory, SectionFactory
from tests.search.generated import text

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("index of another portal")]

ROOT = Path(__file__).parents[2]
ROWS = 1200
TOO_LITTLE = 3_000  # bytes of one file; the index of the register has larger ones
LIST, WORDS = "/recommendations/", f"/recommendations/?q={quote('дворы')}"
CHANGE = "UPDATE resolutions_recommendation SET text = text || ' дворы' WHERE id % 3 = 0"
DROP_CAPABILITY, DAC_OVERRIDE = 24, 1


class Portal:
    """A folder and a database; processes that are started on them, and ended with the tests."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.index = folder, folder / "derived" / "index"
        # On a full disk it would leave half of a module's bytecode behind, for every process to come.
        self.environment = environment | {"PYTHONDONTWRITEBYTECODE": "1"}
        self.children: list[Child] = []
        self.web: Child | None = None

    def start(self, limited: Callable[[], None] | None = None) -> "Child":
        self.children.append(Child(self, limited))
        return self.children[-1]

    def fresh(self) -> "Child":
        """A process with nothing open; one for all tests, as a start takes a second."""
        if self.web is None or self.web.process.poll() is not None:
            self.web = self.start()
        self.web("forget")
        return self.web

    def end(self) -> None:
        while self.children:
            self.children.pop().kill()

    def pointer(self) -> dict[str, Any]:
        return json.loads((self.index / "current.json").read_text())

    def files(self) -> list[Path]:
        """Of the current index."""
        return [path for path in (self.index / self.pointer()["folder"]).iterdir() if path.is_file()]

    def builds(self) -> list[str]:
        return [path.name for path in self.index.iterdir() if path.is_dir()] if self.index.exists() else []

    def is_right(self) -> bool:
        """For a process that has nothing open: all is as the tables hold it, and no ruins lie about."""
        child = self.fresh()
        statuses = [child.asks(path)[0] for path in (LIST, WORDS)]
        assert (statuses, child("is_right"), len(self.builds())) == ([200, 200], True, 1)  # says which of them is not
        return True


class Child:
    def __init__(self, portal: Portal, limited: Callable[[], None] | None) -> None:
        with (portal.folder / "stderr").open("a") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.search.child"],
                cwd=ROOT,
                env=portal.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                preexec_fn=limited,
            )

    def send(self, *command: Any) -> None:
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def receive(self) -> Any:
        return json.loads(self.process.stdout.readline() or '"It has died."')

    def __call__(self, *command: Any) -> Any:
        self.send(*command)
        return self.receive()

    def asks(self, path: str = LIST) -> tuple[int, int | None]:
        answer = self("get", path)
        return answer["status"], answer["total"]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Portal]:
    """Recommendations of two forums, in a database that is not the other tests'."""
    folder = tmp_path_factory.mktemp("portal")
    with django_db_blocker.unblock():
        random = Random(1)
        sections = [SectionFactory(forum=forum) for forum in ForumFactory.create_batch(2)]
        bodies = AddresseeFactory.create_batch(5)
        rows = Recommendation.objects.bulk_create(
            Recommendation(section=sections[place % 2], order=place + 1, text=text(random)) for place in range(ROWS)
        )
        Addressing.objects.bulk_create(
            Addressing(recommendation=row, addressee=random.choice(bodies)) for row in rows[::2]
        )
        address = copied(folder)
        call_command("flush", interactive=False, verbosity=0)
    portal = Portal(folder, {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | address)
    yield portal
    portal.end()
    with django_db_blocker.unblock():
        forget_copy()


def copied(folder: Path) -> dict[str, str]:
    """The test's database as it is now, for other processes; says where it is."""
    if connection.vendor == "postgresql":
        name, server = connection.settings_dict["NAME"], urlsplit(os.environ["DATABASE_URL"])
        connection.close()
        forget_copy()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}_faults" TEMPLATE "{name}"')
        return {"DATABASE_URL": server._replace(path=f"/{name}_faults").geturl()}
    (folder / "kept").mkdir()
    with sqlite3.connect(folder / "kept" / "portal.sqlite3") as copy:
        connection.connection.backup(copy)
    copy.close()
    return {}


def forget_copy() -> None:
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{connection.settings_dict["NAME"]}_faults" WITH (FORCE)')


@pytest.fixture
def portal(filled) -> Portal:
    """Whoever asks first finds no index."""
    shutil.rmtree(filled.index, ignore_errors=True)
    filled.fresh()("few", 20_000)
    return filled


def killed_when(child: Child, happens: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not happens():
        assert time.monotonic() < until
        time.sleep(0.001)
    child.process.send_signal(signal.SIGKILL)
    child.process.wait()


def test_killed_while_it_builds(portal):
    child = portal.fresh()
    child.send("get", LIST)

    killed_when(child, lambda: any(path.stat().st_size for path in portal.index.glob("*/*.pos")))

    assert not (portal.index / "current.json").exists()
    assert portal.is_right()


def test_killed_while_it_writes_a_change(portal):
    child = portal.fresh()
    child("get", LIST)
    before, files = portal.pointer(), set(portal.files())
    child("run", CHANGE)
    child.send("get", LIST)

    killed_when(child, lambda: any(path.suffix == ".pos" for path in set(portal.files()) - files))

    assert portal.pointer() == before
    assert portal.is_right()


def test_killed_at_any_other_moment(portal):
    random = Random(3)
    for _ in range(6):
        child = portal.fresh()
        child("run", CHANGE)
        child.send("get", LIST)
        time.sleep(random.uniform(0, 0.6))
        child.process.kill()
        child.process.wait()

    assert portal.is_right()


def test_the_folder_is_deleted_under_a_process_that_has_it_open(portal):
    child = portal.fresh()
    child.asks()

    shutil.rmtree(portal.index)

    assert (child.asks(), child.asks(WORDS)[0], child("is_right")) == ((200, ROWS), 200, True)
    assert portal.is_right()


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garbled(path: Path) -> None:
    path.write_bytes(Random(path.name).randbytes(path.stat().st_size))


DAMAGES = {
    "every file empty": lambda files: [os.truncate(path, 0) for path in files],
    "every file halved": lambda files: [halved(path) for path in files],
    "every file garbled": lambda files: [garbled(path) for path in files],
    "meta.json garbled": lambda files: [garbled(path) for path in files if path.name == "meta.json"],
    "meta.json empty": lambda files: [os.truncate(path, 0) for path in files if path.name == "meta.json"],
    "meta.json missing": lambda files: [path.unlink() for path in files if path.name == "meta.json"],
    "terms halved": lambda files: [halved(path) for path in files if path.suffix == ".term"],
    "terms garbled": lambda files: [garbled(path) for path in files if path.suffix == ".term"],
    "numbers garbled": lambda files: [garbled(path) for path in files if path.suffix == ".fast"],
    "numbers missing": lambda files: [path.unlink() for path in files if path.suffix == ".fast"],
    "places missing": lambda files: [path.unlink() for path in files if path.suffix in (".idx", ".pos")],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_files_are_damaged_while_nobody_looks(portal, damage):
    portal.fresh().asks(WORDS)
    files = portal.files()

    DAMAGES[damage](files)
    child = portal.fresh()
    first, words = child.asks(), child.asks(WORDS)

    assert (len(files) > 5, first) == (True, (200, ROWS))
    assert words[0] in (200, 503)
    assert (child.asks(WORDS)[0], portal.is_right()) == (200, True)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_change_comes_to_an_index_with_damaged_files(portal, damage):
    portal.fresh().asks(WORDS)

    DAMAGES[damage](portal.files())
    child = portal.fresh()
    child("run", CHANGE)
    first, words = child.asks(), child.asks(WORDS)

    assert first == (200, ROWS)
    assert words[0] in (200, 503)
    assert (child.asks(WORDS)[0], portal.is_right()) == (200, True)


POINTERS = {
    "nothing": lambda said: "",
    "no JSON": lambda said: "\0\1\2{{{",
    "a list": lambda said: "[1, 2]",
    "null": lambda said: "null",
    "not UTF-8": lambda said: b"\xff\xfe\x00",
    "very deep": lambda said: "[" * 100_000,
    "another release": lambda said: json.dumps(said | {"fingerprint": "0" * 12}),
    "another database": lambda said: json.dumps(said | {"database": "sqlite elsewhere"}),
    "from the future": lambda said: json.dumps(said | {"version": said["version"] + 1000}),
    "long ago": lambda said: json.dumps(said | {"version": 0}),
    "a version that is none": lambda said: json.dumps(said | {"version": "x"}),
    "a folder that is none": lambda said: json.dumps(said | {"folder": None}),
    "a folder elsewhere": lambda said: json.dumps(said | {"folder": "../.."}),
    "a folder that is gone": lambda said: json.dumps(said | {"folder": "gone"}),
    "one key more": lambda said: json.dumps(said | {"more": 1}),
}


@pytest.mark.parametrize("pointer", POINTERS)
def test_the_small_file_says_something_else(portal, pointer):
    portal.fresh().asks(WORDS)
    said = POINTERS[pointer](portal.pointer())

    (portal.index / "current.json").write_bytes(said if isinstance(said, bytes) else said.encode())
    child = portal.fresh()

    assert (child.asks(), child.asks(WORDS)[0], child("is_right")) == ((200, ROWS), 200, True)
    assert portal.is_right()


def test_an_index_older_than_a_restored_backup_is_not_believed(portal):
    child = portal.fresh()
    child("run", CHANGE)
    child.asks()

    child("run", "UPDATE resolutions_contentversion SET number = number - 1")
    child("run", "DELETE FROM resolutions_forumchange")
    child("run", "UPDATE resolutions_contentversion SET number = number - 5")

    assert (child.asks(WORDS)[0], child("is_right"), portal.is_right()) == (200, True, True)


def little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (TOO_LITTLE, TOO_LITTLE))


def no_rights() -> None:
    """Root minds permissions, too."""
    ctypes.CDLL(None).prctl(DROP_CAPABILITY, DAC_OVERRIDE, 0, 0, 0)


def test_no_room_for_a_first_index(portal):
    child = portal.start(little_room)

    answers = [child.asks(), child.asks(WORDS), child.asks()]

    assert answers == [(200, ROWS), (503, None), (200, ROWS)]
    assert portal.is_right()


def test_no_room_for_a_change(portal):
    portal.fresh().asks()
    portal.fresh()("run", CHANGE)
    child = portal.start(little_room)

    answers = [child.asks(), child.asks(WORDS), child.asks()]

    assert [answers[0], answers[1][0], answers[2]] == [(200, ROWS), 200, (200, ROWS)]
    assert portal.is_right()


def test_the_folder_may_not_be_written_to(portal):
    has_it_open, finds_it = portal.start(no_rights), portal.start(no_rights)
    has_it_open.asks()
    paths = [portal.index, *portal.index.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    finds_it("run", CHANGE)

    answers = [[child.asks(), child.asks(WORDS)[0], child.asks()] for child in (has_it_open, finds_it)]

    assert answers == [[(200, ROWS), 200, (200, ROWS)], [(200, ROWS), 503, (200, ROWS)]]  # as it was; not at all
    for path in paths:
        path.chmod(0o755)
    assert [heals(child) for child in (has_it_open, finds_it)] == [True, True]
    assert portal.is_right()


def heals(child: Child) -> bool:
    """By itself, within a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = child("get", WORDS)
        if answer["status"] == 200 and answer["caching"] == "no-cache":
            return child("is_right")
        time.sleep(0.5)
    return False


def test_a_file_stands_where_the_folder_should_be(portal):
    portal.index.write_text("")
    child = portal.fresh()

    answers = [child.asks(), child.asks(WORDS)]

    assert answers == [(200, ROWS), (503, None)]
    portal.index.unlink()
    assert (heals(child), portal.is_right()) == (True, True)


def test_two_who_find_no_index_both_answer(portal):
    children = [portal.start() for _ in range(2)]
    for child in children:
        child("few", 100_000)  # both are awake

    for child in children:
        child.send("get", LIST)
    answers = [child.receive() for child in children]

    assert [(answer["status"], answer["total"]) for answer in answers] == [(200, ROWS)] * 2
    assert [child("is_right") for child in children] == [True, True]
    assert portal.is_right()


def rebuild(portal: Portal) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "rebuild_index"],
        cwd=ROOT,
        env=portal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_who_rebuild_at_once(portal):
    portal.fresh().asks()

    commands = [rebuild(portal) for _ in range(2)]
    said = [command.communicate(timeout=120)[0].split()[-1] for command in commands]

    assert ([command.returncode for command in commands], said) == ([0, 0], [str(ROWS)] * 2)
    assert portal.is_right()


def test_threads_ask_while_another_process_rebuilds_and_the_register_changes(portal):
    web = portal.fresh()
    web.asks(WORDS)
    web.send("busy", 6.0, "UPDATE resolutions_recommendation SET text = text || ' дворы' WHERE id % 500 = 0")

    commands = [rebuild(portal) for _ in range(2)]
    answers = web.receive()
    for command in commands:
        command.communicate(timeout=120)

    assert set(answers) == {200}
    assert (web("is_right"), portal.is_right()) == (True, True)


def test_a_large_register_without_an_index_answers_while_a_process_of_its_own_builds_it(portal):
    web = portal.fresh()
    web("few", 100)

    first, words = web("get", LIST), web("get", WORDS)

    assert (first["status"], first["total"], first["counts"]) == (200, ROWS, False)
    assert (words["status"], words["no_words"]) == (503, True)
    assert heals(web)
    healed = web("get", LIST)
    assert (healed["status"], healed["total"], healed["counts"]) == (200, ROWS, True)
    assert (web("is_right"), portal.is_right()) == (True, True)


def test_where_web_processes_may_not_whoever_works_on_the_machine_builds_it(portal, monkeypatch):
    monkeypatch.setitem(portal.environment, "WORK_APART", "1")
    web = portal.start()
    web("few", 100)
    web("get", LIST)
    time.sleep(2)
    by_itself = web("get", WORDS)["status"]

    work = subprocess.Popen([sys.executable, "manage.py", "work", "--kinds", "index"], cwd=ROOT, env=portal.environment)
    healed = heals(web)
    work.terminate()

    assert (by_itself, healed, work.wait(60)) == (503, True, 0)
    assert portal.is_right()
