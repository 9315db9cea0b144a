"""What is no archive, not whole, or for no empty register is refused with one sentence, and nothing is half done."""

import hashlib
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from resolutions.models import Addressee, Forum, Theme
from tests.archive.folder import archive, files
from tests.archive.test_round_trip import emptied
from tests.factories import AddresseeFactory, ForumFactory, LocalityFactory, OrganizerFactory, UserFactory

pytestmark = pytest.mark.django_db
WHOLE = "Возьмите целую копию."


def refusal(folder: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_archive", folder, stdout=StringIO())
    assert refused.value.returncode == 2
    return str(refused.value)


def register() -> dict[str, int]:
    """How many rows there are of everything, histories as well."""
    models = apps.get_app_config("resolutions").get_models()
    return {model.__name__: model._base_manager.count() for model in models if model.__name__ != "ContentVersion"}


def resum(folder: Path) -> None:
    """As somebody would who wants what he has changed to be taken for whole."""
    for name, is_payload in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        lines = [
            f"{hashlib.sha256(content).hexdigest()}  {path}\n"
            for path, content in sorted(files(folder).items())
            if path.startswith("data/") == is_payload and path != "tagmanifest-sha256.txt"
        ]
        (folder / name).write_text("".join(lines))


@pytest.fixture
def made(full, folder) -> Path:
    archive(folder)
    emptied()
    return folder


def test_one_changed_byte_wherever_it_is(made):
    before = register()
    for path, content in files(made).items():
        middle = len(content) // 2
        (made / path).write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])

        said = refusal(made)

        assert said.endswith(WHOLE), path
        (made / path).write_bytes(content)
    assert register() == before
    call_command("import_archive", made, stdout=StringIO())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("index.html", "Архив неполный: нет файла index.html."),
        ("data/forums/tver-2025.js", "Архив неполный: нет файла data/forums/tver-2025.js."),
    ],
)
def test_a_missing_file(made, path, said):
    (made / path).unlink()

    assert refusal(made) == f"{said} {WHOLE}"


def test_a_file_more(made):
    (made / "data/forums/one-more.js").write_text("")

    assert refusal(made) == (
        f"В архиве лишний файл data/forums/one-more.js: его нет в списке manifest-sha256.txt. {WHOLE}"
    )


@pytest.mark.parametrize("name", ["bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", "data/archive.json"])
def test_what_is_no_archive_is_no_archive(made, name, tmp_path):
    (made / name).unlink()
    (tmp_path / "empty").mkdir()

    said = "нет архива портала: укажите ту, в которой лежат bagit.txt и data."
    for folder in (made, tmp_path / "empty", tmp_path / "nowhere", made / "README.txt"):
        assert refusal(folder) == f"В папке {folder} {said}"


@pytest.mark.parametrize(("about", "is_newer"), [({"kind": "photographs", "format": 1}, False), ({"format": 2}, True)])
def test_a_bag_of_something_else_and_one_of_a_release_to_come(made, about, is_newer):
    file = made / "data/archive.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | about))
    resum(made)

    assert refusal(made) == (
        "Архив сделан более новой версией портала (формат 2): обновите портал и повторите."
        if is_newer
        else f"В папке {made} нет архива портала: укажите ту, в которой лежат bagit.txt и data."
    )


@pytest.mark.parametrize("line", ["0" * 64 + "  ../../etc/passwd\n", "0" * 64 + "  /etc/passwd\n", "nonsense\n"])
def test_a_list_that_names_what_is_none_of_its_files(made, line):
    with (made / "manifest-sha256.txt").open("a") as file:
        file.write(line)

    assert refusal(made) == f"Архив повреждён: список manifest-sha256.txt не читается. {WHOLE}"


def test_a_link_to_somebody_elses_file(made, tmp_path):
    """Whoever unpacks a stranger's archive may find one in it; what it leads to is not taken in."""
    secret = tmp_path / "secret"
    secret.write_text("Тайна")
    file = made / "data/sources/tver-2025.txt"
    file.unlink()
    file.symlink_to(secret)
    resum(made)

    assert refusal(made) == f"Архив неполный: нет файла data/sources/tver-2025.txt. {WHOLE}"


@pytest.mark.parametrize(
    ("change", "about"),
    [
        (lambda told: told | {"organizer": "nobody"}, "nobody"),
        (lambda told: told | {"starts_on": "вчера"}, "Forum.starts_on"),
        (lambda told: told | {"adopted_number": "x" * 51}, "Forum.adopted_number"),
        (lambda told: told | {"starts_on": "2026-01-02", "ends_on": "2026-01-01"}, "forum_ends_after_start"),
        (lambda told: told | {"sections": None}, "NoneType"),
        (lambda told: told | {"published_at": None}, "published_at"),
        (lambda told: [told], "published_at"),
        (lambda told: told | {"slug": "../../etc"}, "Forum.slug"),
        (lambda told: told | {"source": told["source"] | {"file": "../../../secret"}}, "secret"),
    ],
)
def test_data_that_no_register_takes(made, tmp_path, change, about):
    """Sums that are right and rows that are not; the forums before it are not entered either."""
    (tmp_path / "secret").write_text("Тайна")
    retold(made, "tver-2025", change)
    before = register()

    said = refusal(made)

    assert said.startswith("Архив повреждён: в файле data")
    assert about in said
    assert register() == before


def test_a_document_goes_with_the_rows_that_would_have_named_it(made, settings):
    """The last forum is refused, when the document of the one before it is kept already."""
    retold(made, "tver", lambda told: told | {"published_at": "2027-01-01T00:00:00+00:00", "votes": "x" * 501})
    before = files(settings.MEDIA_ROOT)

    assert "Forum.votes" in refusal(made)

    assert files(settings.MEDIA_ROOT) == before


def retold(folder: Path, forum: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    file = folder / f"data/forums/{forum}.js"
    head, told, tail = file.read_text(encoding="utf-8").split("\n", 2)
    changed = json.dumps(change(json.loads(told)), ensure_ascii=False)
    file.write_text(f"{head}\n{changed}\n{tail}", encoding="utf-8")
    resum(folder)


@pytest.mark.parametrize(
    ("what", "make"),
    [
        ("форумы", lambda: ForumFactory(published_at=None, locality=None)),
        ("адресаты", AddresseeFactory),
        ("места", lambda: LocalityFactory(region=None)),
    ],
)
def test_a_register_that_is_not_empty(made, what, make):
    make()
    before = register()

    assert refusal(made) == (
        f"Реестр не пуст, в нём уже есть {what}: архив вносится только в пустой. Возьмите новую базу и повторите."
    )
    assert register() == before


def test_whoever_works_here_already_and_an_organizer_are_no_hindrance(made):
    UserFactory(organizer=OrganizerFactory(name="Не указан"))

    call_command("import_archive", made, stdout=StringIO())

    assert Forum.objects.count() == 2


def test_a_forum_that_was_deleted_is_one_that_is_there(made):
    ForumFactory(published_at=None, locality=None)
    Forum.everything.update(deleted_at="2026-01-01T00:00:00Z")

    assert refusal(made).startswith("Реестр не пуст, в нём уже есть форумы")


def test_the_command_says_how_much_came_in(made):
    out = StringIO()

    call_command("import_archive", made, stdout=out)

    assert out.getvalue() == "Внесено из архива: 2 форума, 4 рекомендации.\n"
    assert (Theme.objects.count(), Addressee.objects.current().count()) == (2, 5)
