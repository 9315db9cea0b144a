"""`manage.py backup`: all of the register, in a folder that is there whole or not at all."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.backups.register import ROOT, Register
from tests.upgrades.databases import engine

# As if the disk had no room for a file of more than a million bytes.
LIMITED = """
import resource, runpy, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.argv = ["manage.py", "backup", sys.argv[1]]
runpy.run_path("manage.py", run_name="__main__")
"""


def made_in(place: Path) -> list[Path]:
    return sorted(place.glob("portal-*[0-9]"))


def manifest_of(backup: Path) -> dict:
    return json.loads((backup / "manifest.json").read_text(encoding="utf-8"))


def test_it_holds_every_row_every_file_and_the_open_data_and_says_so(full, backup):
    manifest = manifest_of(backup)
    version, (release,) = (
        full.rows("SELECT number FROM resolutions_contentversion")[0][0],
        full.python("from forum_portal.release import release; print(release())").split(),
    )

    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {
        name: number for name, number in full.counts().items() if name in manifest["tables"]
    }
    assert set(full.tables()) - set(manifest["tables"]) <= {"django_migrations"}
    assert (manifest["content_version"], manifest["release"], manifest["engine"]) == (version, release, engine())
    assert {name: (backup / "files" / name).read_bytes() for name in full.files()} == full.files()
    dumped = full.where / "kept" / "open_data" / "current"
    assert {path.name for path in dumped.rglob("*")} == {
        path.name for path in (backup / "open_data" / "current").rglob("*")
    }
    assert manifest["missing"] == []
    on_disk = {path.relative_to(backup).as_posix() for path in backup.rglob("*") if path.is_file()}
    shown = {name for name in on_disk if not name.startswith("open_data/current/")}
    assert set(manifest["files"]) == shown - {"manifest.json", "seal.json"}


def test_nobody_else_may_read_it(backup):
    assert [
        path for path in (backup, *backup.rglob("*")) if path.lstat().st_mode & 0o077 and not path.is_symlink()
    ] == []


def test_what_is_derived_secret_or_somebodys_session_on_a_disk_is_not_in_it(full, backup):
    names = {path.name for path in backup.rglob("*")}
    key = (full.where / "kept" / "development_key").read_text()

    assert names.isdisjoint({"index", "pages", "development_key", "erased", "static", "machine"})
    assert [path for path in backup.rglob("*") if path.is_file() and key.encode() in path.read_bytes()] == []


def test_the_key_goes_where_it_is_asked_to_apart_and_for_its_owner_alone(register, tmp_path):
    place, key = tmp_path / "place", tmp_path / "key"
    register.done("backup", place, "--key", key)
    again = register.manage("backup", place, "--key", key)

    assert key.read_text() == (register.where / "kept" / "development_key").read_text()
    assert (stat.S_IMODE(key.stat().st_mode), again.returncode, len(made_in(place))) == (0o600, 0, 2)


@pytest.mark.parametrize("where", ["place/key", "data/kept/key"])
def test_the_key_does_not_lie_beside_what_it_opens(register, tmp_path, where):
    key = (tmp_path if where.startswith("place") else register.where.parent) / where
    key = register.where / "kept" / "key" if where.startswith("data") else key

    refused = register.manage("backup", tmp_path / "place", "--key", key)

    assert (refused.returncode, refused.stdout, key.exists(), made_in(tmp_path / "place")) == (2, "", False, [])
    assert refused.stderr == "Ключ рядом с копией открыл бы её вместе с ней: укажите для --key файл в другом месте.\n"


def test_another_key_is_not_written_over(register, tmp_path):
    key = tmp_path / "key"
    key.write_text("an earlier key")

    refused = register.manage("backup", tmp_path / "place", "--key", key)

    assert (refused.returncode, key.read_text()) == (2, "an earlier key")
    assert refused.stderr == f"В «{key}» лежит что-то другое: укажите для --key новый файл.\n"


def test_a_backup_inside_of_what_it_is_of_is_refused(register):
    refused = register.manage("backup", register.where / "kept" / "backups")

    assert (refused.returncode, refused.stderr) == (
        2,
        "Копия внутри DATA_DIR пропала бы вместе с ней: укажите папку на другом диске.\n",
    )


def test_a_register_without_tables_is_refused_in_one_sentence(empty, tmp_path):
    refused = empty().manage("backup", tmp_path / "place")

    assert (refused.returncode, refused.stderr.count("\n"), made_in(tmp_path / "place")) == (2, 1, [])
    assert refused.stderr.endswith("проверьте её, диск и миграции.\n")


def test_files_that_have_not_changed_are_links_and_one_that_has_rotted_is_copied_anew(register, tmp_path):
    register.done("backup", tmp_path / "place")
    (first,) = made_in(tmp_path / "place")
    rotted, sound = sorted(register.files())[:2]
    (first / "files" / rotted).write_bytes(b"rotted")

    register.done("backup", tmp_path / "place")

    second = made_in(tmp_path / "place")[1]
    assert (second / "files" / sound).samefile(first / "files" / sound)
    assert (second / "files" / rotted).read_bytes() == register.files()[rotted]


def test_a_file_that_the_disk_has_lost_or_damaged_is_named(register, tmp_path):
    lost, damaged = sorted(register.files())[:2]
    (register.where / "kept" / "files" / lost).unlink()
    (register.where / "kept" / "files" / damaged).write_bytes(b"rotted")

    partly = register.manage("backup", tmp_path / "place")

    assert (partly.returncode, manifest_of(made_in(tmp_path / "place")[0])["missing"]) == (1, [lost, damaged])
    assert partly.stderr == (
        f"Файлов, которых нет на диске или которые повреждены: 2, первый: {lost}. Поищите их в прежних копиях.\n"
    )


def test_a_full_disk_leaves_nothing_but_what_was_there(register, tmp_path):
    register.done("backup", tmp_path / "place")
    before = sorted(path.name for path in (tmp_path / "place").iterdir())
    (register.where / "kept" / "files" / "large").write_bytes(bytes(2_000_000))

    refused = register.run("-c", LIMITED, str(tmp_path / "place"))

    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert sorted(path.name for path in (tmp_path / "place").iterdir()) == before


def test_kill_9_in_the_middle_leaves_no_backup_and_the_next_one_takes_the_remains_away(register, tmp_path):
    place = tmp_path / "place"
    for number in range(400):
        folder = register.where / "kept" / "files" / "nobodys" / "1" / f"{number:03}"
        folder.mkdir(parents=True)
        (folder / "file").write_bytes(os.urandom(20_000))
    making = subprocess.Popen(
        [sys.executable, "manage.py", "backup", str(place)], cwd=ROOT, env=register.environment, stderr=subprocess.PIPE
    )
    until = time.monotonic() + 60
    while not list(place.glob(".portal-*/files/nobodys")) and time.monotonic() < until:
        time.sleep(0.002)
    making.send_signal(signal.SIGKILL)
    making.communicate(timeout=30)
    between = made_in(place), len(list(place.glob(".portal-*")))

    register.done("backup", place)

    assert between == ([], 1)
    assert (len(made_in(place)), list(place.glob(".portal-*"))) == (1, [])


def test_two_at_once_are_one_after_the_other_or_refused(register, tmp_path):
    (tmp_path / "place").mkdir()
    held = (
        f"import portalocker\nwith portalocker.Lock('{tmp_path}/place/.lock'):\n    print(1, flush=True)\n    input()"
    )
    holder = subprocess.Popen([sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    holder.stdout.readline()

    refused = register.manage("backup", tmp_path / "place")
    holder.communicate("\n", timeout=30)

    assert (refused.returncode, refused.stderr) == (
        2,
        f"В «{tmp_path}/place» уже делают копию: дождитесь, когда она будет готова.\n",
    )


@pytest.mark.skipif(engine() != "sqlite", reason="a writer of PostgreSQL is in no way of a snapshot")
def test_somebody_who_writes_meanwhile_is_not_in_it_and_not_in_the_way(register, tmp_path):
    with closing(sqlite3.connect(register.where / "kept" / "portal.sqlite3")) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("DELETE FROM resolutions_complaint")

        register.done("backup", tmp_path / "place")

        writer.commit()
    assert manifest_of(made_in(tmp_path / "place")[0])["tables"]["resolutions_complaint"]["rows"] == 1


def test_the_register_need_not_be_migrated_to_the_newest_state_for_it(register: Register, tmp_path):
    """Before an upgrade, by the code that is there already."""
    register.done("migrate", "-v0", "resolutions", "0024")

    assert register.manage("backup", tmp_path / "place").returncode == 0
