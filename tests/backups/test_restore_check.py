"""`manage.py restore_check`: sound, or what is wrong with a backup; ten kinds of damage, each noticed."""

import gzip
import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.backups.register import Register, change_manifest, change_rows, name_of, receipt_of
from tests.upgrades.databases import engine

LARGEST = "resolutions_recommendation"
A_FORUM = "(SELECT max(id) FROM resolutions_forum WHERE published_at IS NOT NULL)"


def checked(register: Register, backup: Path) -> tuple[int, set[str], str]:
    """Its exit, the codes of the receipt, and what it said on stderr."""
    result = register.manage("restore_check", backup)
    return result.returncode, {found["code"] for found in receipt_of(backup)["findings"]}, result.stderr


def resealed(register: Register, backup: Path) -> None:
    assert register.run("-m", "tests.backups.resealing", str(backup)).returncode == 0


def last_file(backup: Path) -> Path:
    return max(path for path in (backup / "files").rglob("*") if path.is_file())


def test_a_sound_backup_leaves_a_receipt_of_what_was_compared(full, changed):
    before = full.counts()

    result = full.manage("restore_check", changed.parent)

    receipt = receipt_of(changed)
    made = json.loads((changed / "manifest.json").read_text(encoding="utf-8"))
    assert (result.returncode, result.stderr, receipt["findings"], receipt["is_sound"]) == (0, "", [], True)
    assert receipt["rows"] == {name: table["rows"] for name, table in made["tables"].items()}
    assert receipt["sampled"] == {"records": 20, "files": 16, "pages": 50, "pages compared": 50}
    assert (receipt["backup"], receipt["made_at"]) == (changed.name, made["made_at"])
    assert 0 < receipt["seconds"] < 300
    assert result.stdout.startswith(f"{changed}: цела. Строк {sum(receipt['rows'].values())}; сверено с реестром: ")
    checked_at = json.loads((full.where / "kept" / "last_backup.json").read_text())["checked_at"]
    assert (datetime.now(UTC) - datetime.fromisoformat(checked_at)).total_seconds() < 300
    assert full.counts() == before
    assert [path.name for path in (full.where / "derived").glob(".*")] == []
    assert not full.url or full.rows("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'portal_%'") == []


# Ten kinds of damage


def test_a_row_is_missing(full, changed):
    """Whoever made the backup has lost it: every hash of a file is right."""
    change_rows(changed, "resolutions_complaint", "DELETE FROM resolutions_complaint", lambda text: "")
    resealed(full, changed)

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"rows"})
    assert said == "В таблице resolutions_complaint строк 0, а по описи 1.\n"


def test_a_row_was_changed(full, changed):
    change_rows(
        changed,
        "resolutions_complaint",
        "UPDATE resolutions_complaint SET text = 'x' || text",
        lambda text: text.replace("\t", "\tx", 2).replace("\tx", "\t", 1),
    )
    resealed(full, changed)

    code, found, said = checked(full, changed)

    assert (code, found, said) == (1, {"rows"}, "В таблице resolutions_complaint строки не те, что по описи.\n")


def test_rows_were_changed_and_every_sum_of_theirs_with_them(full, changed):
    """What no hash tells the living register does: its records and its pages."""
    if full.url:
        path = changed / "database" / f"{LARGEST}.copy.gz"
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        path.write_bytes(gzip.compress("".join(f"{line.replace('о', 'а')}\n" for line in lines).encode()))
    else:
        change_rows(changed, LARGEST, f"UPDATE {LARGEST} SET text = replace(text, 'о', 'а')", str)
    resealed(full, changed)
    hashes = full.run("-m", "tests.backups.rehashing", str(changed), LARGEST)
    assert hashes.returncode == 0, hashes.stderr

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"records", "pages"})
    assert "в копии не такая, как в реестре: сделайте новую." in said


def test_a_file_is_missing(full, changed):
    gone = last_file(changed)
    gone.unlink()

    code, found, said = checked(full, changed)

    name = gone.relative_to(changed)
    assert (code, found, said) == (1, {"file-missing"}, f"В копии нет файла {name}: возьмите другую копию.\n")


def test_a_file_was_changed(full, changed):
    path = last_file(changed)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))

    code, found, said = checked(full, changed)

    name = path.relative_to(changed)
    assert (code, found) == (1, {"file-changed"})
    assert said == f"Файл {name} в копии изменён или обрезан: возьмите другую копию.\n"


def test_a_file_was_changed_and_its_hash_with_it(full, changed):
    path = last_file(changed)
    path.write_bytes(b"something else")
    resealed(full, changed)

    code, found, _ = checked(full, changed)

    assert (code, found) == (1, {"files"})


def test_a_file_is_surplus(full, changed):
    (changed / "files" / "surplus").write_text("a text")

    code, found, said = checked(full, changed)

    assert (code, found, said) == (1, {"file-surplus"}, "В копии лишний файл files/surplus: уберите его.\n")


def test_the_manifest_was_edited(full, changed):
    made = json.loads((changed / "manifest.json").read_text(encoding="utf-8"))
    made["tables"]["resolutions_complaint"]["rows"] = 2
    change_manifest(changed, tables=made["tables"])

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"altered-manifest"})
    assert said == "Опись копии изменена или обрезана: возьмите другую копию.\n"


def test_the_manifest_was_edited_and_its_hash_with_it_by_somebody_without_the_key(full, changed, empty):
    change_manifest(changed, content_version=1)
    key = json.loads((changed / "seal.json").read_text())["key"]
    empty().run("-m", "tests.backups.resealing", str(changed))
    (changed / "seal.json").write_text(json.dumps(json.loads((changed / "seal.json").read_text()) | {"key": key}))

    code, found, _ = checked(full, changed)

    assert (code, found) == (1, {"altered-manifest"})


def test_the_dump_was_cut(full, changed):
    path = max((changed / "database").iterdir(), key=lambda one: one.stat().st_size)
    path.write_bytes(path.read_bytes()[:-20])

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"file-changed"})
    assert said == f"Файл database/{path.name} в копии изменён или обрезан: возьмите другую копию.\n"


def test_the_dump_was_cut_before_anybody_took_its_hash(full, changed):
    path = max((changed / "database").iterdir(), key=lambda one: one.stat().st_size)
    path.write_bytes(path.read_bytes()[:-20])
    resealed(full, changed)

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"rows"})
    assert said.startswith("База в копии не читается (")
    assert said.endswith("): возьмите другую копию.\n")


def test_it_is_of_another_installation(copied, backup):
    stranger = copied()
    (stranger.where / "kept" / "installation").write_text("another")

    code, found, said = checked(stranger, backup)

    assert (code, found) == (1, {"other-installation"})
    assert said.startswith("Это копия другой установки: возьмите свою")


def test_it_is_of_a_newer_release(full, changed):
    change_manifest(changed, release="99.0.0")
    resealed(full, changed)

    code, found, said = checked(full, changed)

    assert (code, found) == (1, {"newer-release"})
    assert said.endswith("установите выпуск 99.0.0 или новее и повторите.\n")


# What is done, and what undoes it where no trigger notices.
PASTS = {
    "other words": (
        "UPDATE resolutions_recommendation SET text = replace(text, 'о', 'а')",
        "UPDATE resolutions_recommendation AS row SET text = kept.text FROM kept WHERE kept.id = row.id",
    ),
    "fewer": (
        f"UPDATE resolutions_forum SET published_at = NULL WHERE id = {A_FORUM}",
        "UPDATE resolutions_forum SET published_at = now()"
        " WHERE published_at IS NULL AND deleted_at IS NULL AND withdrawn_at IS NULL AND NOT is_demonstration",
    ),
}


@pytest.mark.parametrize("past", PASTS)
def test_the_index_is_of_another_past(register, tmp_path, past):
    """An older state of the database was put back by hand, and changed until its number was that of the index."""
    change, undo = PASTS[past]
    register.done("rebuild_index")
    before = shutil.copy(register.where / "kept" / "portal.sqlite3", tmp_path / "before") if not register.url else None
    register.execute("CREATE TABLE kept AS SELECT id, text FROM resolutions_recommendation")
    register.execute(change)
    register.done("rebuild_index", "--if-needed")
    (number,) = register.rows("SELECT number FROM resolutions_contentversion")[0]
    if before:
        shutil.copy(before, register.where / "kept" / "portal.sqlite3")
        register.execute(f"UPDATE resolutions_contentversion SET number = {number}")
    else:
        register.execute(f"SET session_replication_role = replica; {undo}")
    register.done("backup", tmp_path / "place")

    (backup,) = (tmp_path / "place").glob("portal-*[0-9]")
    code, found, said = checked(register, backup)
    register.done("after_restore")
    register.done("rebuild_index")
    after = checked(register, backup)

    assert (code, found) == (1, {"index-of-another-past"})
    assert said == "Индекс этой машины построен по другому состоянию базы: выполните after_restore.\n"
    assert after == (0, set(), "")


# What has changed since is no damage


def test_what_has_changed_since_the_backup_is_not_held_against_it(register, tmp_path):
    register.done("backup", tmp_path / "place")
    register.execute(f"UPDATE resolutions_forum SET motto = motto || '!' WHERE id = {A_FORUM}")
    register.execute(
        "UPDATE resolutions_recommendation SET text = text || '!'"
        " WHERE id IN (SELECT id FROM resolutions_recommendation LIMIT 3)"
    )

    result = register.manage("restore_check", tmp_path / "place")

    (backup,) = (tmp_path / "place").glob("portal-*[0-9]")
    sampled = receipt_of(backup)["sampled"]
    assert (result.returncode, result.stderr) == (0, "")
    assert (sampled["records"] > 0, 0 < sampled["pages compared"] < sampled["pages"]) == (True, True)


@pytest.mark.skipif(engine() == "sqlite", reason="SQLite has no schemas")
def test_a_schema_of_somebody_else_is_never_dropped(register, tmp_path):
    register.execute("CREATE SCHEMA portal_check; CREATE TABLE portal_check.precious (id int)")
    register.done("backup", tmp_path / "place")

    refused = register.manage("restore_check", tmp_path / "place")

    assert (refused.returncode, refused.stderr) == (2, "В базе есть чужая схема portal_check: переименуйте её.\n")
    assert register.rows("SELECT count(*) FROM portal_check.precious") == [(0,)]


@pytest.mark.skipif(engine() == "sqlite", reason="SQLite has no roles")
def test_a_role_that_may_make_no_schema_is_told_what_to_grant(register, tmp_path):
    role, name = f"reader_{name_of(register.url)}", name_of(register.url)
    register.execute(
        f"CREATE ROLE {role} LOGIN; GRANT pg_read_all_data TO {role}; REVOKE CREATE ON DATABASE {name} FROM PUBLIC;"
    )
    register.done("backup", tmp_path / "place")

    refused = replace(register, url=register.url.replace("postgres:@", f"{role}:@")).manage(
        "restore_check", tmp_path / "place"
    )
    register.execute(f"DROP OWNED BY {role}; DROP ROLE {role}")

    assert (refused.returncode, refused.stderr) == (
        2,
        "Роль базы не может создать схему: выполните GRANT CREATE ON DATABASE имя_базы TO имя_роли.\n",
    )


def test_pages_of_a_register_whose_index_is_not_there_are_not_held_against_it(register, tmp_path):
    register.done("backup", tmp_path / "place")
    (backup,) = (tmp_path / "place").glob("portal-*[0-9]")
    shutil.rmtree(register.where / "derived" / "index", ignore_errors=True)
    (register.where / "derived" / "index").write_text("no folder: nobody can build one")

    found = checked(register, backup)

    compared = receipt_of(backup)["sampled"]["pages compared"]
    assert (found, 0 < compared < 50) == ((0, set(), ""), True)


def test_a_folder_without_a_backup_is_told(full, tmp_path):
    refused = full.manage("restore_check", tmp_path)

    assert (refused.returncode, refused.stderr) == (
        2,
        f"В «{tmp_path}» нет ни одной копии: укажите папку, в которую пишет команда backup.\n",
    )
