"""The verb: a backup becomes the register of a place that has none. Whatever stops it, the place is as it was."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection

from forum_portal.layout import KEPT, place_in
from resolutions.backups.engines import differences
from resolutions.backups.files import copied
from resolutions.backups.making import FILES, OPEN_DATA
from resolutions.backups.manifest import Damaged, Manifest, Refused, read_manifest
from resolutions.backups.objections import FILE_SURPLUS, OTHER_INSTALLATION, objections, refuse
from resolutions.backups.placing import database_put, require_empty_database
from resolutions.backups.scratch import Scratch, scratch
from resolutions.backups.unfolding import unfold
from resolutions.people import erased
from resolutions.search import store

INSTALLATION = "installation"


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    erased: int  # rows of people who were erased after the backup
    seconds: float


def restore(folder: Path, *, other_installation: bool = False, lists: Iterable[Path] = ()) -> Restored:
    """`lists`: of who was erased, besides the one that lies with the backups and the one here.

    Raises Refused, OSError."""
    started = time.monotonic()
    manifest = read_manifest(folder)
    refuse(objections(folder, manifest), but={FILE_SURPLUS} | ({OTHER_INSTALLATION} if other_installation else set()))
    require_empty_place()
    lists = [*lists, folder.parent / erased.NAME, place_in(Path(settings.DATA_DIR), erased.NAME)]
    with scratch("restore", Path(settings.DATA_DIR) / KEPT) as place:
        unfold(folder, manifest, place)
        for sentence in differences(manifest, place.database):
            raise Damaged(f"{sentence} Возьмите другую копию.")
        place.manage("migrate", "--no-input", "--verbosity=0")
        copy_out(folder, manifest, place)
        if not other_installation:
            (place.kept / INSTALLATION).write_text(manifest.installation, encoding="ascii")
            erased.write_list(place.kept / erased.NAME, lists)
        gone = erase_again(place, manifest, lists)
        with put_in_place(place), database_put(place, os.environ.get("DATABASE_URL", ""), own_file()):
            pass
    forget_what_was_made()
    return Restored(manifest, gone, time.monotonic() - started)


def own_file() -> Path:
    return Path(connection.settings_dict["NAME"])


def require_empty_place() -> None:
    require_empty_database(os.environ.get("DATABASE_URL", ""), own_file())
    for root in (Path(settings.MEDIA_ROOT), Path(settings.OPEN_DATA_ROOT)):
        if root.exists() and any(root.iterdir()):
            raise Refused(f"Папка «{root}» не пуста: переименуйте её и повторите.")


def copy_out(folder: Path, manifest: Manifest, place: Scratch) -> None:
    for name in manifest.files:
        if name.startswith((f"{FILES}/", f"{OPEN_DATA}/")):
            copied(folder / name, place.kept / name)
    for name, target in manifest.links.items():
        (place.kept / name).symlink_to(target)


def erase_again(place: Scratch, manifest: Manifest, lists: Iterable[Path]) -> int:
    again = erased.erased_since(lists, manifest.made_at)
    gone: int = place.do(
        "finish",
        {
            INSTALLATION: manifest.installation,
            "addresses": sorted(again.addresses),
            "subscriptions": sorted(again.subscriptions),
        },
    )
    return gone


@contextmanager
def put_in_place(place: Scratch) -> Iterator[None]:
    """What is kept beside the database; back again if the block fails."""
    moved: list[tuple[Path, Path]] = []
    try:
        for name in (FILES, OPEN_DATA, INSTALLATION, erased.NAME):
            source, target = place.kept / name, Path(settings.DATA_DIR) / KEPT / name
            if source.exists():
                source.replace(target)
                moved.append((source, target))
        yield
    except BaseException:
        for source, target in reversed(moved):
            target.replace(source)
        raise


def forget_what_was_made() -> None:
    """Of whatever stood here before; other machines are told by `after_restore`."""
    store.forget()
    caches["pages"].clear()
