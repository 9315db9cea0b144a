"""Whatever stops a dump, the one before it stands, whole; and the next one works."""

import hashlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from resolutions.models import Addressing, Recommendation
from resolutions.open_data.dump import alone
from resolutions.open_data.dumps import Dump, current_dump
from resolutions.open_data.snapshot import snapshot
from tests.factories import AddressingFactory, RecommendationFactory
from tests.open_data.consumer import dump, rows

ROOT = Path(__file__).parents[2]


@contextmanager
def files_no_longer_than(limit: int) -> Iterator[None]:
    """The kernel refuses to write more into any file, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def is_whole(made: Dump | None) -> bool:
    return made is not None and all(
        hashlib.sha256((made.folder / file.path).read_bytes()).hexdigest() == file.sha256 for file in made.files()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [0, 500, 3000])
def test_a_full_disk_leaves_the_dump_before(limit):
    RecommendationFactory(text="Прежняя.")
    made = dump("2026-11-23")
    RecommendationFactory(text="Новая. " * 1000)

    with files_no_longer_than(limit), pytest.raises(CommandError, match="Прежняя выгрузка осталась на месте"):
        call_command("dump_open_data")

    assert current_dump() == made
    assert is_whole(current_dump())
    assert [row["text"] for row in rows("Рекомендации")] == ["Прежняя."]
    assert list((made.folder.parent).iterdir()) == [made.folder]
    assert len(dump("2026-11-24").set_of("recommendations").versions) == 2


@pytest.mark.django_db
def test_a_row_that_could_not_be_written_is_missed_and_leaves_the_dump_before():
    """An addressing whose body is gone, as a restored table may leave it: joined to its body, it is no row at all."""
    row = AddressingFactory()
    made = dump("2026-11-23")
    AddressingFactory(recommendation=row.recommendation)
    body = row.addressee_id
    Addressing.objects.filter(pk=row.pk).update(addressee=0)

    with pytest.raises(
        CommandError, match=r"addressings: 1 rows written, 2 in the register.*Прежняя выгрузка осталась"
    ):
        call_command("dump_open_data")

    assert current_dump() == made
    Addressing.objects.filter(pk=row.pk).update(addressee=body)  # or the test itself could not end


@pytest.mark.django_db
def test_two_at_once_are_one():
    made = dump()

    with alone(made.folder.parents[1]), pytest.raises(CommandError, match="уже идёт"):
        call_command("dump_open_data")

    assert current_dump() == made


@pytest.mark.django_db
@pytest.mark.parametrize("damage", ["", "{", '{"format": 99}', '{"format": 1}', "[]", "null"])
def test_a_damaged_description_hides_the_dump_and_the_next_starts_anew(damage, client, caplog):
    RecommendationFactory()
    made = dump("2026-11-23")
    (made.folder / "dump.json").write_text(damage)

    assert client.get("/opendata/").status_code == 200
    assert client.get("/opendata/list.csv").status_code == 404
    assert "is damaged" in caplog.text
    assert [len(found.versions) for found in dump("2026-11-24").sets] == [1] * 8


@pytest.mark.several_connections
@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_for_the_next_dump():
    RecommendationFactory()

    def write() -> None:
        RecommendationFactory()
        connection.close()

    with snapshot():
        before = Recommendation.objects.count()
        other = Thread(target=write)
        other.start()
        other.join(timeout=30)
        inside = Recommendation.objects.count()

    assert (before, inside, Recommendation.objects.count()) == (1, 1, 2)


# In processes of their own, with a database in a file: what a kill leaves there, and that nobody is kept waiting.

FILL = """
import django; django.setup()
from django.core.management import call_command
from django.utils import timezone
from resolutions.models import Forum, Organizer, Recommendation, Section
call_command("migrate", verbosity=0)
forum = Forum.objects.create(organizer=Organizer.objects.create(name="Палата"), published_at=timezone.now())
section = Section.objects.create(forum=forum)
rows = [Recommendation(section=section, order=order, text="Посадить деревья. " * 20) for order in range(3000)]
Recommendation.objects.bulk_create(rows, batch_size=500)
call_command("dump_open_data")
"""
READ_WHILE_ANOTHER_WRITES = """
import django; django.setup()
import sqlite3
from django.conf import settings
from resolutions.models import Theme
from resolutions.open_data.snapshot import snapshot
with snapshot():
    before = Theme.objects.count()
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=1)
    with other:
        other.execute("INSERT INTO resolutions_theme (name, name_key, slug, version) VALUES ('Т', 'т', 't', 1)")
    inside = Theme.objects.count()
Theme.objects.create(name="Ещё")
print(before, inside, Theme.objects.count())
"""


def environment(where: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(where), "DJANGO_SETTINGS_MODULE": "forum_portal.settings"}


def run(where: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(where), capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.pure
def test_kill_9_in_the_middle_leaves_the_dump_before_and_nothing_else_after_the_next(tmp_path, settings):
    settings.OPEN_DATA_ROOT = tmp_path / "kept" / "open_data"
    run(tmp_path, "-c", FILL)
    before = current_dump()
    with sqlite3.connect(tmp_path / "kept" / "portal.sqlite3") as base:
        base.execute("UPDATE resolutions_recommendation SET text = text || '!'")
    base.close()

    dumping = subprocess.Popen(
        [sys.executable, "manage.py", "dump_open_data"], cwd=ROOT, env=environment(tmp_path), stderr=subprocess.PIPE
    )
    unfinished = wait_for_half_a_dump(before.folder.parent)
    dumping.send_signal(signal.SIGKILL)
    dumping.communicate(timeout=30)

    assert len(list(unfinished.rglob("*.csv"))) > 0
    assert (current_dump(), is_whole(current_dump())) == (before, True)

    run(tmp_path, "manage.py", "dump_open_data")
    after = current_dump()
    assert (is_whole(after), after.set_of("recommendations").newest.rows) == (True, 3000)
    assert set(after.folder.parent.iterdir()) == {before.folder, after.folder}
    before, inside, after = map(int, run(tmp_path, "-c", READ_WHILE_ANOTHER_WRITES).split())
    assert (inside - before, after - before) == (0, 2)


def wait_for_half_a_dump(dumps: Path) -> Path:
    """The folder of a dump that has written some of its tables and not described itself yet."""
    for _ in range(3000):
        for folder in dumps.iterdir():
            if not (folder / "dump.json").exists() and len(list(folder.rglob("data-*.csv"))) >= 3:
                return folder
        time.sleep(0.01)
    raise AssertionError("no dump has begun")
