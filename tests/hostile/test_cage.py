"""The cage: whatever a child does, it ends, nothing of it stays, and the caller learns why in one word."""

import json
import os
import socket
import tempfile
import time
from pathlib import Path

import pytest

from resolution_reader import FORMATS, UnreadableDocument, cage, read
from resolution_reader.cage import outside
from resolution_reader.readers import caged
from resolution_reader.readers.caged import read_caged
from tests.resolution_reader.readers.office_files import docx, p

pytestmark = pytest.mark.pure
CHILDREN = "tests.hostile.children"


def is_alive(process: int) -> bool:
    """A killed process may stay in the table until whoever inherits it looks."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def ends(*processes: int) -> bool:
    """Whether they are gone, at the latest when the kernel has got round to it."""
    until = time.monotonic() + 60
    while any(map(is_alive, processes)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(is_alive, processes))


def stopped(module: str, data: bytes = b"", **options: float) -> str:
    with pytest.raises(cage.Stopped) as found:
        cage.run(f"{CHILDREN}.{module}", data, **options)
    return found.value.reason


def test_a_child_that_hangs_is_killed_with_all_it_started_and_its_folder_goes(tmp_path):
    told = tmp_path / "told"

    assert stopped("hangs", str(told).encode(), seconds=2) == "slow"
    parent, child, folder = told.read_text().split(" ", 2)
    assert (ends(int(parent), int(child)), os.path.exists(folder)) == (True, False)


def test_what_a_child_leaves_running_is_killed_after_a_good_end():
    left = int(cage.run(f"{CHILDREN}.leaves_a_child", b""))

    assert ends(left)


def test_a_child_ended_by_kill_9_is_reported_as_such():
    assert stopped("kills_itself") == "killed"


def test_memory_and_output_end_at_their_caps():
    assert (stopped("eats", b"memory"), stopped("eats", b"output")) == ("greedy", "greedy")


def test_a_child_that_fails_leaves_its_words_for_the_operator():
    with pytest.raises(cage.Stopped, match="No module named") as found:
        cage.run("tests.hostile.children.nowhere", b"")

    assert found.value.reason == "failed"


def test_inside_there_are_limits_no_environment_no_network_and_no_django(monkeypatch):
    monkeypatch.setenv("SECRET", "which must not get in")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        seen = json.loads(cage.run(f"{CHILDREN}.tells", str(port).encode()))

    assert set(seen["environment"]) <= {"PYTHONPATH", "TMPDIR", "HOME", "LC_ALL"}
    assert seen["limits"] == {"CPU": 15, "AS": 2 * 1024**3, "FSIZE": 50 * 1024**2, "CORE": 0}
    assert (seen["connected"], seen["django"]) == (not cage.can_cut_network(), False)
    assert not os.path.exists(seen["folder"])


@pytest.fixture
def places(tmp_path):
    """Where locks lie during a test: neither in DATA_DIR nor where other tests' are."""
    before = cage.keep_places_in(tmp_path / "places")
    yield tmp_path / "places"
    cage.keep_places_in(before)


@pytest.mark.usefixtures("places")
def test_a_third_reading_waits_and_gives_up_in_the_end(monkeypatch):
    monkeypatch.setattr(outside, "READING", cage.Places("readers", places=2, patience=0.2))

    taken = (cage.place_in(cage.READING), cage.place_in(cage.READING))
    with taken[0], taken[1], pytest.raises(UnreadableDocument, match="подождите минуту"):
        read(docx(p("текст")), "docx")

    assert [block.text for block in read(docx(p("текст")), "docx")] == ["текст"]


def test_places_lie_where_the_portal_keeps_its_own(places):
    with cage.place_in(cage.Places("of-tests", places=1, patience=0.1)):
        assert (places / "of-tests" / "0").exists()
    assert (places.stat().st_mode & 0o777, cage.keep_places_in(places)) == (0o700, places)


def test_a_folder_that_somebody_else_could_have_made_holds_no_locks(places, tmp_path, monkeypatch):
    """Neither one that others may write to nor a link; then they lie among the temporary files, or nowhere."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    temporary = tmp_path / f"forum-portal-places-{os.getuid()}"
    queue = cage.Places("of-tests", places=1, patience=0.1)
    places.mkdir()
    places.chmod(0o777)

    with cage.place_in(queue):
        assert (list(places.iterdir()), (temporary / "of-tests" / "0").exists()) == ([], True)

    temporary.rename(tmp_path / "elsewhere")
    temporary.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(cage.Stopped, match="nobody else's") as stopped, cage.place_in(queue):
        pass
    assert stopped.value.reason == "failed"


def test_where_nothing_can_be_written_locks_lie_among_the_temporary_files(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    before = cage.keep_places_in(tmp_path / "file" / "below a file")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    try:
        with cage.place_in(cage.Places("of-tests", places=1, patience=0.1)):
            assert (tmp_path / f"forum-portal-places-{os.getuid()}" / "of-tests" / "0").exists()
    finally:
        cage.keep_places_in(before)


@pytest.mark.parametrize(("child", "data", "reason"), [("kills_itself", b"", "killed"), ("eats", b"memory", "greedy")])
def test_the_end_of_a_child_is_a_clear_sentence(child, data, reason):
    with pytest.raises(UnreadableDocument) as refusal:
        read_caged(f"{CHILDREN}.{child}", data)

    assert str(refusal.value) == caged.REFUSALS[reason]


def test_every_format_but_text_is_read_in_the_cage():
    free = [name for name, format in FORMATS.items() if getattr(format.reader, "func", None) is not read_caged]

    assert free == ["txt"]
