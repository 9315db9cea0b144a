"""`manage.py copy_register`: the same rows in a database of the other engine, and back again."""

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg2
import pytest

from tests.backups.register import Register
from tests.upgrades.databases import engine

pytestmark = pytest.mark.skipif(engine() == "sqlite", reason="it takes a server of PostgreSQL")
SUMS = (
    "import json; from tests.upgrades.told import sums, codes, tables; print(json.dumps([sums(), codes(), tables()]))"
)
PAGES = """
from django.test import Client
from resolutions.models import Forum
for address in ("/", "/recommendations/?q=двор", *(forum.get_absolute_url() for forum in Forum.objects.public())):
    print(Client().get(address).content.decode())
"""
KEY = """
from resolutions.models import Region
region = Region.objects.create(name="Край", slug="krai")
print(region.pk)
region.delete()
"""


def on_sqlite(register: Register, tmp_path: Path) -> Register:
    """An empty place with the files of that register."""
    where = tmp_path / "on sqlite"
    (where / "kept").mkdir(parents=True)
    (where / "kept" / "files").symlink_to(register.where / "kept" / "files")
    return Register(where, "")


def test_from_postgresql_to_sqlite_and_back_all_is_equal(register, empty, tmp_path):
    deleted = int(register.python(KEY))
    there, back = on_sqlite(register, tmp_path), empty()
    file = there.where / "kept" / "portal.sqlite3"

    told = [
        register.done("copy_register", "--to", f"sqlite:///{file}"),
        there.done("copy_register", "--to", back.url),
    ]
    back = replace(back, where=register.where)

    known = [json.loads(one.python(SUMS)) for one in (register, there, back)]
    assert known[2] == known[0]
    assert known[1][1:] == known[0][1:]  # engines say days otherwise
    assert {"число строк и контрольные суммы равны." in one for one in told} == {True}
    assert there.python(PAGES) == back.python(PAGES) == register.python(PAGES)
    assert [int(one.python(KEY)) for one in (there, back)] == [deleted + 1] * 2
    assert [path.name for path in file.parent.glob(".*")] == []


def test_what_is_there_is_not_written_over(register, copied, tmp_path):
    other, file = copied(), tmp_path / "there.sqlite3"
    file.write_bytes(b"something")

    refused = [register.manage("copy_register", "--to", to) for to in (other.url, f"sqlite:///{file}")]

    assert [(one.returncode, one.stdout) for one in refused] == [(2, "")] * 2
    assert "В базе уже есть таблицы (" in refused[0].stderr
    assert refused[1].stderr == f"База «{file}» уже есть: уберите её оттуда (остановив портал) и повторите.\n"
    assert file.read_bytes() == b"something"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("mysql://example/portal", "Адрес базы не понят: нужен postgresql://… или sqlite:///путь/к/файлу.\n"),
        ("sqlite:///", "Адрес базы не понят: нужен postgresql://… или sqlite:///путь/к/файлу.\n"),
        ("postgresql://127.0.0.1:1/portal", "): проверьте её адрес.\n"),
    ],
)
def test_an_address_that_is_none_is_told(full, address, sentence):
    refused = full.manage("copy_register", "--to", address)

    assert (refused.returncode, refused.stdout, refused.stderr.endswith(sentence)) == (2, "", True)
    assert refused.stderr.count("\n") == 1


def test_a_register_that_is_behind_is_migrated_first(register, tmp_path):
    register.done("migrate", "-v0", "resolutions", "0024")

    refused = register.manage("copy_register", "--to", f"sqlite:///{tmp_path}/there.sqlite3")

    assert (refused.returncode, refused.stderr) == (
        2,
        "База отстаёт от этого выпуска: выполните migrate и повторите.\n",
    )
    assert list(tmp_path.glob("there*")) == []


def test_rows_that_do_not_fit_are_told_and_nothing_is_there(register, empty, tmp_path):
    """SQLite has taken what PostgreSQL cannot."""
    there, back = on_sqlite(register, tmp_path), empty()
    register.done("copy_register", "--to", f"sqlite:///{there.where}/kept/portal.sqlite3")
    there.execute("UPDATE resolutions_complaint SET text = 'a' || char(0) || 'b'")

    refused = there.manage("copy_register", "--to", back.url)

    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert refused.stderr.startswith("Строки туда не помещаются (")
    assert (back.tables(), back.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'portal_%'")) == ([], [])


def test_what_is_written_meanwhile_makes_it_begin_anew(register, tmp_path):
    """Or it would be lost without a word: the new database is that of a moment before."""
    file = tmp_path / "there.sqlite3"
    with closing(psycopg2.connect(register.url)) as holder:
        holder.cursor().execute("LOCK TABLE resolutions_theme IN ACCESS EXCLUSIVE MODE")
        copying = subprocess.Popen(
            [sys.executable, "manage.py", "copy_register", "--to", f"sqlite:///{file}"],
            cwd=Path(__file__).parents[2],
            env=register.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        wait_for_somebody_who_waits(register)
        register.execute("UPDATE resolutions_region SET name = name || '!'")
        holder.rollback()

    said = copying.communicate(timeout=120)[1]

    assert (copying.returncode, said) == (2, "Пока шёл перенос, в реестр писали: остановите портал и повторите.\n")
    assert file.exists() is False


def wait_for_somebody_who_waits(register: Register) -> None:
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'resolutions_theme'::regclass"
    for _ in range(10_000):
        if register.rows(asked) == [(1,)]:
            return
    raise AssertionError("nobody waits")
