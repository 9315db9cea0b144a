"""How an archive is made: whole or not at all, in a folder of its own, and only what has changed is written."""

import ctypes
import errno
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import bagit
import portalocker
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.archive.links import broken_links
from resolutions.archive.making import CannotArchive
from resolutions.models import Forum, Recommendation
from resolutions.register.authorship import save_version
from resolutions.register.publish import withdraw
from tests.archive.folder import DATED, archive, everything, files, sums
from tests.factories import AddressingFactory, LocalityFactory, PartFactory, RecommendationFactory, SectionFactory
from tests.open_data.test_failures import ROOT, environment, files_no_longer_than, run

pytestmark = pytest.mark.django_db
ALL: set[str] = set()


@pytest.fixture
def forum() -> Forum:
    row = AddressingFactory(recommendation__text="Осветить двор.").recommendation
    RecommendationFactory(section=row.section, text="Посадить деревья.")
    return row.section.forum


def modified(folder: Path) -> dict[str, tuple[int, int]]:
    """By which file and when it was written."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            state = path.stat()
            found[path.relative_to(folder).as_posix()] = state.st_ino, state.st_mtime_ns
    return found


def test_it_is_a_bag_as_the_library_of_congress_has_them(full, folder):
    archive(folder)

    found = bagit.Bag(str(folder))

    assert found.validate() is True
    assert (found.version_info, found.encoding, found.algorithms) == ((1, 0), "UTF-8", ["sha256"])
    assert found.info["Bagging-Date"] == timezone.localdate().isoformat()
    payload = {path for path in files(folder) if path.startswith("data/")}
    assert set(found.payload_entries()) == payload
    # Every page, too: nothing lies there that no list names.
    assert set(files(folder)) - payload - set(found.entries) == {"tagmanifest-sha256.txt"}


def test_the_readme_says_how_to_check_it_and_that_works(forum, folder):
    archive(folder)
    said = (folder / "README.txt").read_text(encoding="utf-8")
    commands = [f"sha256sum --check --quiet {name}" for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt")]

    assert [command in said for command in commands] == [True, True]
    assert [subprocess.run(command.split(), cwd=folder, check=False).returncode for command in commands] == [0, 0]


def test_a_second_run_writes_nothing_and_keeps_the_day(forum, folder):
    archive(folder)
    before = modified(folder)

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        made = archive(folder)

    assert (made.written, made.removed) == (0, 0)
    assert modified(folder) == before


def test_what_is_mended_is_written_and_nothing_else(forum, folder):
    RecommendationFactory(text="Чужое, другое.")
    archive(folder)
    before = modified(folder)
    row = Recommendation.objects.get(text="Осветить двор.")
    row.text = "Осветить сквер."
    save_version(None, row)

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        made = archive(folder)

    after = modified(folder)
    changed = {path for path in after if after[path] != before.get(path)}
    body = row.addressings.get().addressee
    assert changed - {path for path in changed if path.startswith(("search/", "words/"))} == {
        f"data/forums/{forum.slug}.js",
        "data/tables.zip",
        f"forums/{forum.slug}/index.html",
        f"addressees/{body.slug}/index.html",
        *DATED,
        "manifest-sha256.txt",
    }
    assert made.written == len(changed)
    assert bagit.Bag(str(folder)).validate() is True


def test_what_was_taken_back_goes_with_all_its_files(forum, folder):
    RecommendationFactory(text="Чужое, другое.")
    archive(folder)
    codes = list(Recommendation.objects.filter(section__forum=forum).values_list("code", flat=True))
    withdraw(forum, by=None)

    made = archive(folder)

    names = [forum.slug, *codes]
    assert [path for path in files(folder) if any(name in path for name in names)] == []
    assert made.removed >= 4
    assert list(broken_links(folder)) == []


def test_a_file_that_has_rotted_is_written_anew(forum, folder):
    archive(folder)
    whole = sums(folder, but=ALL)
    page = folder / f"forums/{forum.slug}/index.html"
    page.write_bytes(page.read_bytes()[:-1] + b"?")
    (folder / "manifest-sha256.txt").write_text("not a list")

    made = archive(folder)

    assert (made.written, sums(folder, but=ALL)) == (2, whole)


@pytest.mark.parametrize("limit", [0, 3_000, 90_000])
def test_a_full_disk_leaves_the_archive_before_it(forum, folder, limit):
    """Whether it is full of data, of pages or of what is noted on the way."""
    archive(folder)
    before = modified(folder)
    RecommendationFactory(text="Новое. " * 30_000)

    with files_no_longer_than(limit), pytest.raises(CannotArchive) as refused:
        archive(folder)

    assert str(refused.value).startswith("Архив не записан: ")
    assert str(refused.value).endswith("Прежний архив остался на месте.")
    assert modified(folder) == before
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []
    assert archive(folder).written > 0


def test_what_was_left_by_a_process_that_was_killed_is_in_nobodys_way(forum, folder):
    """Half of a new archive; and, where a disk cannot exchange two folders, the old one under another name."""
    archive(folder)
    before = sums(folder, but=ALL)
    place = folder.parent / ".archive.making"
    (place / "new/forums").mkdir(parents=True)
    (place / "new/forums/half").write_text("half of it")
    (place / "notes.sqlite3").write_text("")
    folder.rename(place / "old")

    made = archive(folder)

    assert (made.written, sums(folder, but=ALL), place.exists()) == (0, before, False)


def test_a_disk_that_cannot_exchange_folders_or_link_files_has_the_new_archive_as_well(forum, folder, monkeypatch):
    def refused(*_):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    monkeypatch.setattr(os, "link", refused)
    archive(folder)
    before = sums(folder)
    RecommendationFactory(text="Новое.")

    archive(folder)

    unchanged = {path for path, found in sums(folder).items() if before.get(path) == found}
    assert f"forums/{forum.slug}/index.html" in unchanged
    assert len(list(folder.glob("forums/*/index.html"))) == 2
    assert bagit.Bag(str(folder)).validate() is True
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_two_at_once_are_one(forum, folder):
    place = folder.parent / ".archive.making"
    place.mkdir()

    with portalocker.Lock(place / "lock", fail_when_locked=True), pytest.raises(CannotArchive) as refused:
        archive(folder)

    assert str(refused.value) == "Этот архив уже делается: дождитесь, когда он будет готов."


def refusal(folder: Path, **options) -> tuple[int, str]:
    with pytest.raises(CommandError) as refused:
        call_command("archive", folder, stdout=StringIO(), **options)
    return refused.value.returncode, str(refused.value)


def test_what_is_somebodys_own_is_never_taken_for_an_archive(forum, folder, tmp_path):
    home, file, another = tmp_path / "home", tmp_path / "file", tmp_path / "another"
    home.mkdir()
    (home / "diary.txt").write_text("mine")
    file.write_text("mine")
    archive(another)
    (another / "CNAME").write_text("mine")

    said = "укажите пустую папку или папку прежнего архива."
    assert refusal(home) == (2, f"В папке {home} лежит не только архив (diary.txt): {said}")
    assert refusal(another) == (2, f"В папке {another} лежит не только архив (CNAME): {said}")
    assert refusal(file) == (2, f"{file} – не папка: укажите папку для архива.")
    assert [path.read_text() for path in (home / "diary.txt", file, another / "CNAME")] == ["mine"] * 3


def test_an_archive_of_others_is_not_written_over(forum, folder, settings):
    archive(folder)
    before = sums(folder, but=ALL)

    said = "укажите пустую папку или удалите его, если он не нужен."
    one = refusal(folder, organizer=forum.organizer.slug)
    settings.SITE_ADDRESS = "https://new.example"

    assert one == (2, f"В папке {folder} лежит другой архив (http://127.0.0.1:8000): {said}")
    assert refusal(folder) == one
    assert refusal(folder, organizer="nobody") == (2, "Организатора «nobody» нет.")
    assert sums(folder, but=ALL) == before


def test_the_command_says_what_became_of_it(forum, folder):
    out = StringIO()

    for _ in range(2):
        call_command("archive", folder, stdout=out)

    first, second = out.getvalue().splitlines()
    assert first.startswith("Записан")
    assert first.endswith(" МБ.")
    assert second == "Ничего не изменилось: архив остался прежним."


def test_everybody_may_read_it_whatever_the_process_keeps_to_itself(forum, folder):
    before = os.umask(0o077)
    try:
        archive(folder)
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert (modes, stat.S_IMODE((folder / "data").stat().st_mode)) == ({0o644}, 0o755)


def test_an_empty_register_is_an_archive_as_well(folder):
    archive(folder)

    assert list(broken_links(folder)) == []
    assert bagit.Bag(str(folder)).validate() is True


def test_a_forum_costs_the_same_for_one_recommendation_and_for_thirty(folder, tmp_path):
    section = SectionFactory()
    costs = []
    for number in (1, 30):
        for _ in range(number - Recommendation.objects.count()):
            row = AddressingFactory(
                recommendation__section=section, addressee__locality=LocalityFactory()
            ).recommendation
            PartFactory(recommendation=row)
        with CaptureQueriesContext(connection) as asked:
            archive(tmp_path / str(number))
        costs.append(len(asked))

    assert costs[0] == costs[1]


# In processes of their own, with a database in a file: what a kill leaves.

FILL = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from resolutions.models import Forum, Organizer, Recommendation, Section
call_command("migrate", verbosity=0)
forum = Forum.objects.create(organizer=Organizer.objects.create(name="Палата"), published_at=timezone.now())
section = Section.objects.create(forum=forum)
rows = [Recommendation(section=section, order=order, text=f"Посадить деревья, {order}.") for order in range(400)]
Recommendation.objects.bulk_create(rows)
"""


@pytest.mark.pure
def test_kill_9_leaves_the_archive_before_and_the_next_run_is_whole(tmp_path):
    folder = tmp_path / "archive"
    run(tmp_path, "-c", FILL)
    run(tmp_path, "manage.py", "archive", str(folder))
    before = sums(folder, but=ALL)
    with sqlite3.connect(tmp_path / "kept" / "portal.sqlite3") as base:
        base.execute("UPDATE resolutions_recommendation SET text = text || '!'")
    base.close()

    command = [sys.executable, "manage.py", "archive", str(folder)]
    making = subprocess.Popen(command, cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE)
    wait_for(tmp_path / ".archive.making/new/r")
    making.send_signal(signal.SIGKILL)
    making.communicate(timeout=30)

    assert (tmp_path / ".archive.making/new/data/archive.json").exists()
    assert sums(folder, but=ALL) == before
    run(tmp_path, "manage.py", "archive", str(folder))
    assert bagit.Bag(str(folder)).validate() is True
    assert "Посадить деревья, 7.!" in everything(folder)
    assert not (tmp_path / ".archive.making").exists()


def wait_for(path: Path) -> None:
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} has not come")
