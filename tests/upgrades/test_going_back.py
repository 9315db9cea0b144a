"""The last release on a register that this one has migrated: as while the services begin anew, and after an upgrade
that was taken back. It is that release's own code, out of the repository's history.
"""

import io
import json
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.upgrades.databases import engine, restored
from tests.upgrades.test_upgrade import GROW, HERE, RELEASES, ROOT, run

LAST = RELEASES[-1]
ASKED = """
import json
from django.test import Client
known = json.load(open("KNOWN"))
visitor = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
print(json.dumps({path: visitor.get(path).status_code for path in known["doors"]}))
"""
pytestmark = pytest.mark.xdist_group("going-back")


@dataclass(frozen=True)
class Back:
    """What that release said of its register; what its code finds after the migration and has brought in; how this
    one's addresses answer after that."""

    known: dict[str, Any]
    found: dict[str, Any]
    brought_in: str
    forward: dict[str, int]


@pytest.fixture(scope="module")
def back(tmp_path_factory) -> Back:
    old, known = tmp_path_factory.mktemp("release"), HERE / LAST / f"{engine()}.json"
    unpack(commit_of(LAST), old)
    with restored(HERE / LAST, tmp_path_factory.mktemp("back")) as environment:
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        found = of_old(old, environment, "-m", "tests.upgrades.takes_over", str(known))
        document = tmp_path_factory.mktemp("document") / "new.txt"
        document.write_text("Резолюция форума «Возвращение»\n2 декабря 2026 года, г. Пермь\n1. Мэрии построить мост.\n")
        brought_in = of_old(old, environment, "manage.py", "import_resolution", str(document), "--publish")
        # Whoever puts a release back with its own installation runs its `migrate`, which makes its triggers.
        of_old(old, environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        asked = ASKED.replace("KNOWN", str(known))
        forward = run(environment, "manage.py", "shell", "--no-imports", "-c", asked)
    return Back(json.loads(known.read_text(encoding="utf-8")), json.loads(found), brought_in, json.loads(forward))


def commit_of(release: str) -> str:
    """In which it was made; a clone without its history has none."""
    ask = ["git", "log", "-1", "--format=%H", f"--grep=^Release {release}:"]
    found = subprocess.run(ask, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    if not found:
        pytest.skip(f"The history of this clone does not reach back to {release}.")
    return found


def unpack(commit: str, folder: Path) -> None:
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")


def of_old(folder: Path, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_last_release_finds_everything_that_it_had(back):
    counts = {name: count for name, count in back.known["tables"].items() if name not in GROW}
    found = {name: back.found["tables"].get(name) for name in counts}
    come = {"resolutions_theme": 19} if "resolutions_look" not in counts else {}

    assert len(counts) > 40
    assert found == {name: count + come.get(name, 0) for name, count in counts.items()}
    assert back.found["sums"] == back.known["sums"]


def test_its_addresses_answer_and_its_people_sign_in_and_work(back):
    answers = back.found["doors"]

    assert {path: answers[path] for path, may in back.known["doors"].items() if answers[path] not in may} == {}
    assert back.found["people"] == back.known["people"]
    assert back.found["moved"] == back.known["moved"]


def test_it_brings_in_a_resolution_and_this_release_goes_on_from_there(back):
    answers = back.forward

    assert "опубликован" in back.brought_in
    assert {path: answers[path] for path, may in back.known["doors"].items() if answers[path] not in may} == {}
