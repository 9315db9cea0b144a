"""The verb: all of the register into a folder of its own, which is there whole or not at all.

The database first, files after it: a file that a row names is never gone again, so it is there when its turn comes.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from forum_portal.layout import place_in
from forum_portal.made_once import installation_id
from forum_portal.release import release
from resolutions.backups.engines import ENGINES, told_as_refused
from resolutions.backups.files import copied, files_in, looked_at, sync, sync_folders
from resolutions.backups.folders import (
    UNFINISHED,
    alone_in,
    backups_in,
    is_of,
    name_at,
    prune,
    remove_unfinished,
)
from resolutions.backups.keys import keep_key
from resolutions.backups.manifest import KeptFile, Manifest, Refused, read_manifest, written
from resolutions.last_backup import note_backup
from resolutions.models import SourceDocument
from resolutions.models.kept_files import PART
from resolutions.people import erased

FILES, OPEN_DATA = "files", "open_data"
CURRENT = f"{OPEN_DATA}/current"
Earlier = tuple[Path, Manifest]


@dataclass(frozen=True)
class Made:
    folder: Path
    manifest: Manifest
    pruned: list[Path]
    seconds: float


def back_up(place: Path, key_file: Path | None = None) -> Made:
    """A new backup in `place`, and those past their time gone. Raises Refused, OSError; then nothing has changed."""
    started = time.monotonic()
    require_apart(place)
    place.mkdir(parents=True, exist_ok=True)
    if key_file:
        keep_key(key_file, place)
    with alone_in(place):
        remove_unfinished(place)
        installation = installation_id(Path(settings.DATA_DIR))
        folder, moment = folder_for(place)
        unfinished = folder.with_name(f".{folder.name}{UNFINISHED}")
        unfinished.mkdir(mode=0o700)
        try:
            manifest = fill(unfinished, moment, installation, newest_of(place, installation))
            sync_folders(unfinished)
            unfinished.rename(folder)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        sync(place)
        bring_erased(place)
        pruned = prune(place, installation, moment)
    note_backup(place.resolve(), moment)
    return Made(folder, manifest, pruned, time.monotonic() - started)


def require_apart(place: Path) -> None:
    if place.resolve().is_relative_to(Path(settings.DATA_DIR).resolve()):
        raise Refused("Копия внутри DATA_DIR пропала бы вместе с ней: укажите папку на другом диске.")


def folder_for(place: Path) -> tuple[Path, datetime]:
    """One that is not there yet, and its moment, in whole seconds."""
    moment = timezone.now().replace(microsecond=0)
    while (folder := place / name_at(moment)).exists():
        moment += timedelta(seconds=1)
    return folder, moment


def newest_of(place: Path, installation: str) -> Earlier | None:
    """The backup before this one, whose files need not be copied once more."""
    for folder in backups_in(place):
        if is_of(folder, installation):
            with suppress(Refused):
                return folder, read_manifest(folder)
    return None


def fill(folder: Path, moment: datetime, installation: str, earlier: Earlier | None) -> Manifest:
    with told_as_refused():
        documents = dict(
            SourceDocument.objects.values_list("file", "sha256")
        )  # before the snapshot, which has them all
        state, tables = ENGINES[connection.vendor].dump(folder)
    database = {name: looked_at(folder / name) for name in files_in(folder)}
    files = dict(copy_files(folder, earlier))
    opened, links = copy_open_data(folder, earlier)
    there = {name.removeprefix(f"{FILES}/"): file.sha256 for name, file in files.items()}
    manifest = Manifest(
        made_at=moment,
        release=release(),
        installation=installation,
        engine=connection.vendor,
        content_version=state.content_version,
        migrations=state.migrations,
        tables=tables,
        files=database | files | opened,
        links=links,
        missing=tuple(sorted(name for name, digest in documents.items() if there.get(name) != digest)),
    )
    written(manifest, folder)
    return manifest


def copy_files(folder: Path, earlier: Earlier | None) -> Iterator[tuple[str, KeptFile]]:
    root = Path(settings.MEDIA_ROOT)
    for name in files_in(root):
        if not name.endswith(PART):
            with suppress(FileNotFoundError):  # put aside or brought back just now: it has no row
                yield f"{FILES}/{name}", copy(root / name, folder, f"{FILES}/{name}", earlier)


def copy_open_data(folder: Path, earlier: Earlier | None) -> tuple[dict[str, KeptFile], dict[str, str]]:
    """The dump that everybody sees, with the versions of earlier days; a newer one may take its place meanwhile."""
    for _ in range(2):
        current = Path(settings.OPEN_DATA_ROOT) / "current"
        if not current.exists():
            break
        newest = current.resolve()
        place = f"{OPEN_DATA}/dumps/{newest.name}"
        try:
            names = {f"{place}/{name}": newest / name for name in files_in(newest)}
            files = {name: copy(source, folder, name, earlier) for name, source in names.items()}
        except FileNotFoundError:
            shutil.rmtree(folder / OPEN_DATA)
            continue
        (folder / CURRENT).symlink_to(f"dumps/{newest.name}")
        return files, {CURRENT: f"dumps/{newest.name}"}
    return {}, {}


def copy(source: Path, folder: Path, name: str, earlier: Earlier | None) -> KeptFile:
    if earlier is None:
        return copied(source, folder / name)
    before, manifest = earlier
    return copied(source, folder / name, before / name, manifest.files.get(name))


def bring_erased(place: Path) -> None:
    """The list of who was erased, beside the backups and in none of them; what stands there already stays."""
    lists = [place / erased.NAME, place_in(Path(settings.DATA_DIR), erased.NAME)]
    erased.write_list(place / erased.NAME, lists)
