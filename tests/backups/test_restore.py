"""`manage.py restore`: the same register in an empty place, or one sentence and the place as empty as it was."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.backups.register import ROOT, Register, change_manifest, change_rows, with_key_of
from tests.upgrades.databases import engine

SUMS = "import json; from tests.upgrades.told import sums, codes; print(json.dumps([sums(), codes()]))"
PAGES = """
from django.test import Client
from resolutions.models import Forum
for address in ("/", "/recommendations/?q=двор", *(forum.get_absolute_url() for forum in Forum.objects.public())):
    print(Client().get(address).content.decode())
"""
# Of the tables that must not be the same afterwards, why.
OTHERWISE = {
    "django_session": "whoever was signed in signs in again",
    "resolutions_forumchange": "pages made before are asked for no more",
}
VERSION = "SELECT number FROM resolutions_contentversion"
CHANGE = "UPDATE resolutions_recommendation SET text = text WHERE id = (SELECT min(id) FROM resolutions_recommendation)"
NEW_KEY = """
from resolutions.models import Region
region = Region.objects.create(name="Край", slug="krai")
print(region.pk)
region.delete()
"""


@pytest.fixture
def place(empty, full) -> Register:
    """An empty one with the key of the full register."""
    found = empty()
    with_key_of(full, found.where)
    return found


def lies_in(place: Register) -> list[str]:
    return sorted(path.relative_to(place.where).as_posix() for path in (place.where / "kept").rglob("*"))


def test_everything_is_there_again(full, backup, place):
    told = place.done("restore", backup)

    before, after = full.counts(), place.counts()
    assert told.startswith(f"Восстановлено из {backup} за ")
    assert {name for name in before if before[name] != after[name]} <= set(OTHERWISE)
    assert (before["django_session"], after["django_session"]) == (1, 0)
    assert json.loads(place.python(SUMS)) == json.loads(full.python(SUMS))
    assert place.files() == full.files()
    assert place.python(PAGES) == full.python(PAGES)
    assert (place.where / "kept" / "open_data" / "current" / "dump.json").exists()
    installation = [register.where / "kept" / "installation" for register in (full, place)]
    assert installation[0].read_text() == installation[1].read_text()
    assert [path for path in place.where.rglob("*") if path.lstat().st_mode & 0o077 and not path.is_symlink()] == []
    assert lies_in(place)[0] == "kept/development_key"
    assert [name for name in lies_in(place) if "/." in name and "open_data" not in name] == []


def test_the_newest_of_a_folder_counts_changes_and_gives_the_keys_of_deleted_rows_to_nobody(register, place, tmp_path):
    register.done("backup", tmp_path / "place")
    deleted = int(register.python(NEW_KEY))
    register.execute("DELETE FROM resolutions_complaint")
    register.done("backup", tmp_path / "place")
    place.done("restore", tmp_path / "place")

    versions = [place.rows(VERSION)[0][0]]
    place.execute(CHANGE)
    versions += [place.rows(VERSION)[0][0]]

    assert place.rows("SELECT count(*) FROM resolutions_complaint") == [(0,)]
    assert versions[1] == versions[0] + 1
    assert versions[0] - register.rows(VERSION)[0][0] > 1  # pages of that past are asked for no more
    assert int(place.python(NEW_KEY)) > deleted


def test_a_backup_of_an_earlier_state_is_brought_up_to_this_release(register, place, tmp_path):
    register.done("migrate", "-v0", "resolutions", "0024")
    register.done("backup", tmp_path / "place")

    place.done("restore", tmp_path / "place")

    assert place.manage("migrate", "--check").returncode == 0
    register.done("migrate", "-v0")
    assert json.loads(place.python(SUMS)) == json.loads(register.python(SUMS))


def test_whoever_was_erased_since_is_erased_again_and_whoever_left_stays_away(register, place, tmp_path):
    """The register itself is lost; the list lies beside the backups, in none of them, and a part of it elsewhere."""
    (colleague,) = register.rows("SELECT email FROM resolutions_user WHERE role = 'official' ORDER BY id LIMIT 1")[0]
    subscriber, leaver = "reader@example.org", "leaves@example.org"
    register.done("backup", tmp_path / "place")
    register.execute(f"UPDATE resolutions_user SET is_active = false WHERE email = '{colleague}'")
    register.done("personal_data", "erase", colleague)
    (register.where / "kept" / "erased").rename(tmp_path / "elsewhere")
    (tmp_path / "place" / "erased").unlink()
    register.done("personal_data", "erase", subscriber.upper())
    register.python(
        "from resolutions.following.subscribing import unsubscribe; from resolutions.models import Subscription;"
        f"unsubscribe(Subscription.objects.filter(email='{leaver}').first())"
    )
    lists = [(tmp_path / name).read_text() for name in ("place/erased", "elsewhere")]
    shutil.rmtree(register.where)

    told = place.done("restore", tmp_path / "place", "--erased", tmp_path / "elsewhere")

    assert [word for word in (colleague, subscriber, leaver) if word in "".join(lists)] == []
    assert [text.count("\n") for text in lists] == [2, 1]
    emails = {email for (email,) in place.rows("SELECT email FROM resolutions_subscription")}
    assert (emails.isdisjoint({subscriber, leaver}), len(emails) > 0) == (True, True)
    assert place.rows(f"SELECT count(*) FROM resolutions_user WHERE email = '{colleague}'") == [(0,)]
    assert place.rows(f"SELECT count(*) FROM resolutions_historicaluser WHERE email = '{colleague}'") == [(0,)]
    assert "снова стёрто записей: 3." in told, told


# What is refused: in one sentence, and nothing has changed


def no_manifest(backup: Path) -> None:
    (backup / "manifest.json").unlink()


def half_a_manifest(backup: Path) -> None:
    text = (backup / "manifest.json").read_text(encoding="utf-8")
    (backup / "manifest.json").write_text(text[: len(text) // 2], encoding="utf-8")


def one_byte(backup: Path) -> None:
    path = next(path for path in sorted((backup / "files").rglob("*")) if path.is_file())
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut_dump(backup: Path) -> None:
    path = max((backup / "database").iterdir(), key=lambda found: found.stat().st_size)
    path.write_bytes(path.read_bytes()[:-10])


def edited(backup: Path) -> None:
    change_manifest(backup, content_version=1)


def another_engine(backup: Path) -> None:
    change_manifest(backup, engine="sqlite" if engine() == "postgresql" else "postgresql")


def of_a_later_release(backup: Path) -> None:
    change_manifest(backup, release="99.1.0")


def of_a_later_state(backup: Path) -> None:
    known = json.loads((backup / "manifest.json").read_text(encoding="utf-8"))["migrations"]
    change_manifest(backup, migrations=[*known, "resolutions.9999_later"])


RESEALED = (another_engine, of_a_later_release, of_a_later_state)
REFUSALS = {
    no_manifest: "нет копии: укажите папку, которую сделала команда backup.",
    half_a_manifest: "повреждена: возьмите другую копию.",
    one_byte: "в копии изменён или обрезан: возьмите другую копию.",
    cut_dump: "в копии изменён или обрезан: возьмите другую копию.",
    edited: "Опись копии изменена или обрезана: возьмите другую копию.",
    of_a_later_release: "установите выпуск 99.1.0 или новее и повторите.",
    of_a_later_state: "(здесь нет resolutions.9999_later): установите его или следующий выпуск и повторите.",
    another_engine: {
        "sqlite": "задайте в DATABASE_URL адрес пустой базы PostgreSQL и повторите.",
        "postgresql": "восстановите её без DATABASE_URL и перенесите в PostgreSQL командой copy_register.",
    }[engine()],
}


@pytest.mark.parametrize("damage", REFUSALS, ids=lambda damage: damage.__name__)
def test_it_is_refused_in_one_sentence_that_says_what_to_do(full, changed, place, damage):
    damage(changed)
    if damage in RESEALED:
        full.run("-m", "tests.backups.resealing", str(changed))
    before = lies_in(place)

    refused = place.manage("restore", changed)

    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert refused.stderr.endswith(f"{REFUSALS[damage]}\n")
    assert lies_in(place) == before
    assert place.url == "" or place.tables() == []


def test_a_dump_that_lacks_a_row_is_refused_even_where_all_else_says_it_is_whole(full, changed, place):
    change_rows(changed, "resolutions_complaint", "DELETE FROM resolutions_complaint", lambda text: "")
    full.run("-m", "tests.backups.resealing", str(changed))

    refused = place.manage("restore", changed)

    assert (refused.returncode, refused.stderr) == (
        2,
        "В таблице resolutions_complaint строк 0, а по описи 1. Возьмите другую копию.\n",
    )
    assert place.url == "" or place.tables() == []


def test_a_backup_of_another_installation_is_taken_only_where_it_is_asked_for(empty, backup):
    stranger = empty()
    refused = stranger.manage("restore", backup)
    stranger.done("restore", backup, "--other-installation")

    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert refused.stderr.startswith("Копия сделана под другим ключом: положите тот, который записал backup --key, в ")
    assert stranger.counts()["resolutions_forum"] > 0
    manifest = json.loads((backup / "manifest.json").read_text(encoding="utf-8"))
    stranger.done("backup", stranger.where.with_name("its own"))
    (own,) = stranger.where.with_name("its own").glob("portal-*")
    assert json.loads((own / "manifest.json").read_text(encoding="utf-8"))["installation"] != manifest["installation"]


def test_a_place_of_another_installation_with_the_same_key_is_told(backup, place):
    (place.where / "kept" / "installation").write_text("another")

    refused = place.manage("restore", backup)

    assert (refused.returncode, refused.stderr) == (
        2,
        "Это копия другой установки: возьмите свою или повторите с --other-installation: "
        "тогда ссылки из прежних писем перестанут открываться.\n",
    )


def test_a_register_that_is_there_is_not_written_over(register, backup):
    before, file = register.counts(), register.where / "kept" / "portal.sqlite3"

    refused = register.manage("restore", backup)

    told = (
        f"В базе уже есть таблицы ({len(before)}): создайте пустую базу (createdb) и укажите её адрес.\n"
        if register.url
        else f"База «{file}» уже есть: уберите её оттуда (остановив портал) и повторите.\n"
    )
    assert (refused.returncode, refused.stderr, register.counts()) == (2, told, before)


def test_files_that_are_there_are_not_written_over(backup, place):
    (place.where / "kept" / "files").mkdir()
    (place.where / "kept" / "files" / "one").write_text("a text")

    refused = place.manage("restore", backup)

    assert (refused.returncode, refused.stderr) == (
        2,
        f"Папка «{place.where}/kept/files» не пуста: переименуйте её и повторите.\n",
    )
    assert (place.where / "kept" / "files" / "one").read_text() == "a text"


def test_kill_9_in_the_middle_leaves_the_place_empty_and_the_next_try_takes_the_remains_away(backup, place):
    before = lies_in(place)
    restoring = subprocess.Popen(
        [sys.executable, "manage.py", "restore", str(backup)],
        cwd=ROOT,
        env=place.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    scratch = place.where / "kept" / ".restore"
    until = time.monotonic() + 60
    while not (scratch / "kept" / "files").exists() and time.monotonic() < until:
        time.sleep(0.002)
    restoring.send_signal(signal.SIGKILL)
    restoring.wait(30)
    remains = scratch.exists()
    between = [name for name in lies_in(place) if not name.startswith("kept/.restore")]
    tables = place.tables() if place.url else []
    place.done("restore", backup)

    assert (remains, between, tables) == (True, before, [])
    assert (scratch.exists(), place.counts()["resolutions_forum"] > 0) == (False, True)
    assert not place.url or place.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'portal_%'") == []


def test_a_folder_without_a_backup_is_told(place, tmp_path):
    refused = place.manage("restore", tmp_path)

    assert (refused.returncode, refused.stderr) == (
        2,
        f"В «{tmp_path}» нет ни одной копии: укажите папку, в которую пишет команда backup.\n",
    )
