"""The walls of the cage: what a reader that is taken over could do without them, and cannot."""

import ctypes
import json
import os
import re
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from resolution_reader import cage
from resolution_reader.cage import outside
from tests.resolution_reader.readers.office_files import docx, p

pytestmark = pytest.mark.pure
SHOWS_TMP = "tests.hostile.children.shows_tmp"
OWN = {"own folder", "own child"}  # what it needs to read a document


@pytest.fixture
def within_reach(tmp_path):
    """What lies about on a machine: a database's file and socket, an upload, a server, the process that asks."""
    (tmp_path / "uploads").mkdir()
    for name in ("database", "uploads/removable"):
        (tmp_path / name).write_text("secret")
        (tmp_path / name).chmod(0o666)  # one wall is tried at a time: whoever the child is, the file's own mode lets it
    (tmp_path / "uploads").chmod(0o777)
    word = ctypes.create_string_buffer(b"a secret in memory")
    abstract = secrets.token_hex(8)
    with (
        socket.socket(socket.AF_UNIX) as of_database,
        socket.socket(socket.AF_UNIX) as nameless,
        socket.create_server(("127.0.0.1", 0)) as server,
    ):
        of_database.bind(str(tmp_path / "socket"))
        of_database.listen()
        (tmp_path / "socket").chmod(0o666)
        nameless.bind("\0" + abstract)
        nameless.listen()
        yield {
            "file": str(tmp_path / "database"),
            "beside the code": str(outside.ROOT / "pyproject.toml"),
            "folder": str(tmp_path / "uploads"),
            "removable": str(tmp_path / "uploads" / "removable"),
            "socket": str(tmp_path / "socket"),
            "abstract": abstract,
            "port": server.getsockname()[1],
            "parent": os.getpid(),
            "address": ctypes.addressof(word),
        }


def tried(on: dict) -> dict[str, bool]:
    return json.loads(cage.run("tests.hostile.children.probes", json.dumps(on).encode()))


def test_a_reader_that_is_taken_over_reaches_nothing_but_its_own_folder(within_reach):
    without = tried(within_reach | {"caged": False})
    assert {name for name, could in without.items() if not could} == set()

    with open(within_reach["removable"], "w") as file:
        file.write("another upload")
    within = tried(within_reach | {"caged": True})

    assert {name for name, could in within.items() if could} == OWN


def test_where_calls_cannot_be_filtered_there_is_no_network_and_no_file_all_the_same(within_reach):
    within = tried(within_reach | {"caged": True, "another machine": True})

    assert {name for name, could in within.items() if could} - {"unix socket", "give away"} == OWN


REFUSING = """
import os, sys
from resolution_reader.cage import calls
calls.REFUSED = {refused}
assert calls.wall_off_calls()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def on_another_kernel(
    *command: str, refused: dict[str, tuple[int, int]], tmp_path: Path
) -> subprocess.CompletedProcess[str]:
    environment = {"DATA_DIR": str(tmp_path / "data"), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-c", REFUSING.replace("{refused}", repr(refused)), *command],
        cwd=outside.ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_what_a_program_writes_to_tmp_lies_in_its_own_folder():
    assert json.loads(cage.run(SHOWS_TMP, b"")) == [True, ["written"]]
    assert not os.path.exists("/tmp/written")


def test_without_a_tmp_of_its_own_a_program_makes_its_socket_and_sees_nothing_there(tmp_path):
    code = f"from resolution_reader import cage; print(cage.run({SHOWS_TMP!r}, b'').decode())"

    done = on_another_kernel("-c", code, refused={"unshare": (272, 97)}, tmp_path=tmp_path)

    assert (json.loads(done.stdout), done.stderr) == ([False, []], "")


def test_where_the_kernel_has_no_walls_documents_are_read_and_the_check_says_which_are_lacking(tmp_path):
    (tmp_path / "a.docx").write_bytes(docx(p("Резолюция форума"), p("1. Создать совет.")))

    # Neither Landlock nor namespaces, and a root that cannot become anybody else.
    refused = {"landlock_create_ruleset": (444, 444), "unshare": (272, 97), "setresuid": (117, 147)}

    read = on_another_kernel("-m", "resolution_reader", str(tmp_path / "a.docx"), refused=refused, tmp_path=tmp_path)
    checked = on_another_kernel("manage.py", "check", "--deploy", refused=refused, tmp_path=tmp_path)

    assert (read.returncode, read.stderr, json.loads(read.stdout)["title"]) == (0, "", "Резолюция форума")
    assert sorted(re.findall(r"resolutions\.W\d+", checked.stderr)) == ["resolutions.W002", "resolutions.W004"]


def test_this_machine_lacks_none():
    """What the tests above rest on; `manage.py check --deploy` says how to get the rest."""
    assert (cage.lacking(), cage.can_cut_network()) == ((), True)
