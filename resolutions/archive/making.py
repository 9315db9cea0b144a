"""The verb: the whole archive into a folder of its own beside the one before; then that one stands in its place.

Whatever stops it, a full disk or kill -9 in the middle, leaves the archive before it as it was.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import portalocker
from django.conf import settings
from django.utils import timezone

from resolutions.archive.bag import Bag
from resolutions.archive.checking import NoArchive, json_in, listed
from resolutions.archive.chosen import Chosen
from resolutions.archive.explaining import explanations, information, made_on
from resolutions.archive.layout import ABOUT, INFO, MANIFEST, README, TAG_MANIFEST, TOP, WRITTEN_LAST
from resolutions.archive.notes import Notes
from resolutions.archive.showing import show
from resolutions.archive.swapping import put_in_place
from resolutions.archive.writing import write_data
from resolutions.models import Organizer

BUSY = "Этот архив уже делается: дождитесь, когда он будет готов."
NOT_A_FOLDER = "{} – не папка: укажите папку для архива."
NOT_OURS = "В папке {} лежит не только архив ({}): укажите пустую папку или папку прежнего архива."
ANOTHER = "В папке {} лежит другой архив ({}): укажите пустую папку или удалите его, если он не нужен."
STANDS = "Прежний архив остался на месте."


class CannotArchive(Exception):
    """The message is a Russian sentence; nothing has changed."""


@dataclass(frozen=True)
class Made:
    """How many files say something else than before, and how many are gone; none of either: it stays as it was."""

    written: int
    removed: int
    bytes: int
    files: int


def make_archive(folder: Path, organizer: Organizer | None = None) -> Made:
    """Raises CannotArchive."""
    folder = folder.resolve()
    try:
        with open_to_all(), work_place(folder) as place:
            check_place(folder, organizer)
            return make(folder, place, Chosen(organizer))
    except (OSError, sqlite3.Error) as error:
        raise CannotArchive(f"Архив не записан: {reason_of(error)}. {STANDS}") from error


def reason_of(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, sqlite3.Error):
        return f"для работы не хватило диска ({error})"
    if error.errno == errno.ENOSPC:
        return "на диске нет места"
    return f"{error.strerror}: {error.filename}"


def make(folder: Path, place: Path, chosen: Chosen) -> Made:
    before = folder if (folder / ABOUT).exists() else None
    new = place / "new"
    new.mkdir()
    notes = Notes(place / "notes.sqlite3")
    try:
        bag = Bag(new, before, notes)
        write_data(bag, notes, chosen)
        show(bag, notes)
        removed = count_removed(bag)
        is_the_same = not (bag.written or removed)
        finish(bag, made_on(before) if before and is_the_same else timezone.localdate())
        made = Made(bag.written, removed, *bag.whole())
    finally:
        notes.close()
    if bag.written or removed:
        put_in_place(new, folder, place / "old")
    return made


def finish(bag: Bag, day: date) -> None:
    """What says when it was made is written last: of one that says the same as the one before, when that was."""
    bag.write(README, explanations(bag, day))
    bag.write(INFO, information(bag, day))
    bag.close()


def count_removed(bag: Bag) -> int:
    if bag.before is None:
        return 0
    try:
        return sum(1 for path in paths_before(bag.before) if path not in WRITTEN_LAST and not bag.has(path))
    except (NoArchive, OSError):
        return 1  # who knows what it was


def paths_before(folder: Path) -> Iterator[str]:
    for name in (MANIFEST, TAG_MANIFEST):
        yield from (path for path, _ in listed(folder, name))


# Where


@contextmanager
def open_to_all() -> Iterator[None]:
    """An archive is public to its last file, and is handed on; settings keep all else of a process to itself."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def work_place(folder: Path) -> Iterator[Path]:
    """A folder beside it, so that what is made there can be put in its place at once; gone when that is done."""
    place = folder.parent / f".{folder.name}.making"
    place.mkdir(parents=True, exist_ok=True)
    lock = portalocker.Lock(place / "lock", fail_when_locked=True)
    try:
        lock.acquire()
    except portalocker.AlreadyLocked as busy:
        raise CannotArchive(BUSY) from busy
    with lock:
        old = place / "old"
        if old.exists() and not folder.exists():
            old.rename(folder)  # of a process that was killed between two steps
        for left in place.iterdir():
            if left.name != "lock":
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def check_place(folder: Path, organizer: Organizer | None) -> None:
    """Nothing of somebody's own is ever taken for an archive."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CannotArchive(NOT_A_FOLDER.format(folder))
    names = {path.name for path in folder.iterdir()}
    foreign = names - TOP
    if not names:
        return
    if foreign or not (folder / ABOUT).exists():
        raise CannotArchive(NOT_OURS.format(folder, min(foreign or names)))
    try:
        about = json_in(folder, ABOUT)
    except NoArchive:
        return  # damaged: to be made anew
    wanted = settings.SITE_ADDRESS, organizer.slug if organizer else None
    if isinstance(about, dict) and (about.get("site"), about.get("organizer")) != wanted:
        raise CannotArchive(
            ANOTHER.format(folder, ", ".join(filter(None, [about.get("site"), about.get("organizer")])))
        )
