"""What speaks against a backup before anything is done with it: codes, each with a Russian sentence that says more."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from forum_portal.layout import place_in
from forum_portal.release import is_newer, release
from resolutions.backups.engines import NAMES
from resolutions.backups.files import files_in, looked_at
from resolutions.backups.manifest import MANIFEST, SEAL, Manifest, Refused, has_our_key, is_as_sealed

ALTERED_MANIFEST, NEWER_RELEASE, OTHER_ENGINE = "altered-manifest", "newer-release", "other-engine"
OTHER_INSTALLATION = "other-installation"
FILE_MISSING, FILE_CHANGED, FILE_SURPLUS, LINK_CHANGED = "file-missing", "file-changed", "file-surplus", "link-changed"
ANOTHER = "возьмите другую копию"
ANYWAY = "или повторите с --other-installation: тогда ссылки из прежних писем перестанут открываться"


class Objection(NamedTuple):
    code: str
    sentence: str


def objections(folder: Path, manifest: Manifest) -> Iterator[Objection]:
    """All, what is cheap to find first."""
    yield from of_manifest(folder, manifest)
    yield from of_files(folder, manifest)


def of_manifest(folder: Path, manifest: Manifest) -> Iterator[Objection]:
    if not is_as_sealed(folder, manifest.installation):
        yield Objection(ALTERED_MANIFEST, f"Опись копии изменена или обрезана: {ANOTHER}.")
    unknown = set(manifest.migrations) - known_migrations()
    if unknown or is_newer(manifest.release, release()):
        yield Objection(NEWER_RELEASE, newer(manifest, unknown))
    if manifest.engine != connection.vendor:
        yield Objection(OTHER_ENGINE, other_engine(manifest.engine))
    if not has_our_key(folder, manifest.installation):
        yield Objection(OTHER_INSTALLATION, f"Копия сделана под другим ключом: {where_the_key_goes()}, {ANYWAY}.")
    elif manifest.installation != known_installation(manifest):
        yield Objection(OTHER_INSTALLATION, f"Это копия другой установки: возьмите свою {ANYWAY}.")


def of_files(folder: Path, manifest: Manifest) -> Iterator[Objection]:
    """Reads every byte."""
    there = set(files_in(folder)) - {MANIFEST, SEAL}
    for name, told in manifest.files.items():
        if name not in there:
            yield Objection(FILE_MISSING, f"В копии нет файла {name}: {ANOTHER}.")
        elif looked_at(folder / name) != told:
            yield Objection(FILE_CHANGED, f"Файл {name} в копии изменён или обрезан: {ANOTHER}.")
    for name in sorted(there - set(manifest.files)):
        yield Objection(FILE_SURPLUS, f"В копии лишний файл {name}: уберите его.")
    for name, target in manifest.links.items():
        if not (folder / name).is_symlink() or str((folder / name).readlink()) != target:
            yield Objection(LINK_CHANGED, f"Ссылка {name} в копии ведёт не туда: {ANOTHER}.")


def known_migrations() -> set[str]:
    """Of the code that is installed here."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}


def newer(manifest: Manifest, unknown: set[str]) -> str:
    if is_newer(manifest.release, release()):
        return (
            f"Копия сделана выпуском {manifest.release}, а здесь {release()}: "
            f"установите выпуск {manifest.release} или новее и повторите."
        )
    return (
        f"Копия сделана более новым состоянием выпуска {manifest.release} (здесь нет {min(unknown)}): "
        "установите его или следующий выпуск и повторите."
    )


def other_engine(engine: str) -> str:
    told = f"Копия сделана с {NAMES.get(engine, engine)}, а здесь {NAMES[connection.vendor]}"
    if engine == "sqlite":
        return f"{told}: восстановите её без DATABASE_URL и перенесите в PostgreSQL командой copy_register."
    return f"{told}: задайте в DATABASE_URL адрес пустой базы PostgreSQL и повторите."


def where_the_key_goes() -> str:
    if settings.PRODUCTION:
        return "задайте в SECRET_KEY тот, который записал backup --key"
    return f"положите тот, который записал backup --key, в {place_in(Path(settings.DATA_DIR), 'development_key')}"


def known_installation(manifest: Manifest) -> str:
    """Which one this is; a place that is none yet becomes that of the backup."""
    place = place_in(Path(settings.DATA_DIR), "installation")
    return place.read_text(encoding="ascii") if place.exists() else manifest.installation


def refuse(found: Iterator[Objection], *, but: set[str]) -> None:
    """At the first one that is not among these codes."""
    for objection in found:
        if objection.code not in but:
            raise Refused(objection.sentence)
