"""The verb: the whole public register into a folder of its own; then everybody sees it, all of it at once.

Whatever stops it, a full disk or kill -9 in the middle, leaves the dump before it standing: nothing of that one is
written to, and the link `current` moves when all is on the disk and counted.
"""

import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import portalocker
from django.conf import settings
from django.db.models import Max, Min
from django.utils import timezone

from resolutions.models import Forum, HiddenWords
from resolutions.open_data.blacking import Blacking, blackings, rewritten
from resolutions.open_data.catalogue import CATALOGUE, dcat
from resolutions.open_data.csv_files import file_of, write_lines, write_table
from resolutions.open_data.dumps import (
    CURRENT,
    DESCRIPTION,
    DataSet,
    Dump,
    File,
    Version,
    current_dump,
    data_name,
    described,
    structure_name,
)
from resolutions.open_data.explanations import README, explanations
from resolutions.open_data.passports import LIST, PASSPORT, passport, register_of_sets
from resolutions.open_data.publisher import identifier
from resolutions.open_data.snapshot import snapshot
from resolutions.open_data.tables import ALL, Column, Table
from resolutions.web.look import read_look

KEPT = 30  # versions of each data set
HEADING = Column("field name", "english description", "russian description", "format")


class DumpUnderWay(Exception):
    """Another process is at it."""


def dump_open_data(at: datetime, *, keep: int = KEPT) -> Dump:
    """The new dump; `keep` versions of each data set stay, this one included."""
    root = Path(settings.OPEN_DATA_ROOT)
    (root / "dumps").mkdir(parents=True, exist_ok=True)
    with alone(root):
        before = current_dump()
        forget_others(root, before)
        folder = root / "dumps" / f"{at:%Y%m%d}-{uuid.uuid4().hex[:8]}"
        folder.mkdir()
        try:
            dump = write(folder, before, timezone.localtime(at), keep)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        show(root, folder)
    return dump


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """The lock goes with the process that holds it, however it ends."""
    try:
        lock = portalocker.Lock(root / ".lock", fail_when_locked=True)
        lock.acquire()
    except portalocker.AlreadyLocked as busy:
        raise DumpUnderWay from busy
    with lock:
        yield


def forget_others(root: Path, current: Dump | None) -> None:
    """The dump before the current one, left for who was reading it, and what a killed process left unfinished."""
    for folder in (root / "dumps").iterdir():
        if folder.is_dir() and (current is None or folder.resolve() != current.folder):
            shutil.rmtree(folder)


def write(folder: Path, before: Dump | None, made: datetime, keep: int) -> Dump:
    with snapshot():
        hidings = tuple(HiddenWords.objects.standing().order_by("pk").values_list("pk", flat=True))
        unknown = blackings(set(hidings) - set(before.hidings)) if before else []
        known = Forum.objects.public().aggregate(first=Min("known_day"), last=Max("known_day"))
        sets = tuple(write_set(table, folder, before, made.date(), keep, unknown) for table in ALL)
    dump = Dump(folder, made, known["first"], known["last"], sets, passports=(), hidings=hidings)
    dump = replace(dump, passports=tuple(write_passports(dump)))
    write_text(folder / DESCRIPTION, described(dump))
    return dump


# One data set: a new version if anything has changed, and the versions before it


def write_set(
    table: Table, folder: Path, before: Dump | None, day: date, keep: int, unknown: Sequence[Blacking]
) -> DataSet:
    """`unknown`: words that have been hidden since the dump before was made."""
    place = identifier(table.name)
    (folder / place).mkdir()
    old = before.set_of(table.name) if before else None
    structure = write_structure(table, folder, before, old, day)
    data = f"{place}/{data_name(day, Path(structure.path).name)}"
    rows = write_table(table, folder / data)
    new = Version(day, rows, file_of(folder, data), structure)
    if before is None or old is None:
        return DataSet(table.name, created=day, provenance="Первая публикация набора", versions=(new,))
    if same(new, old.newest):
        (folder / data).unlink()
        versions = tuple(linked(version, folder, before, place, unknown) for version in old.versions[:keep])
        return replace(old, versions=versions)
    # A second change of one day takes the place of the first: a version is what a day ended with.
    earlier = [version for version in old.versions if Path(version.data.path).name != Path(data).name]
    kept = tuple(linked(version, folder, before, place, unknown) for version in earlier[: keep - 1])
    return replace(old, provenance=what_changed(new, old.newest), versions=(new, *kept))


def write_structure(table: Table, folder: Path, before: Dump | None, old: DataSet | None, day: date) -> File:
    """Under the day on which it last changed."""
    path = f"{identifier(table.name)}/{structure_name(day)}"
    write_lines(folder / path, [HEADING], table.columns)
    new = file_of(folder, path)
    if before is None or old is None or new.sha256 != old.newest.structure.sha256:
        return new
    (folder / path).unlink()
    return link(old.newest.structure, folder, before, identifier(table.name))


def same(new: Version, old: Version) -> bool:
    return (new.data.sha256, new.structure.sha256) == (old.data.sha256, old.structure.sha256)


def what_changed(new: Version, old: Version) -> str:
    if new.structure.sha256 != old.structure.sha256:
        return "Изменилась структура набора"
    if new.rows == old.rows:
        return f"Данные исправлены, строк по-прежнему {new.rows}"
    return f"Данные обновлены: строк было {old.rows}, стало {new.rows}"


def linked(version: Version, folder: Path, before: Dump, place: str, unknown: Sequence[Blacking]) -> Version:
    """An earlier version stays what it was but for words hidden since."""
    data = None
    if unknown:
        data = rewritten(version.data, before.folder, folder, f"{place}/{Path(version.data.path).name}", unknown)
    return replace(
        version,
        data=data or link(version.data, folder, before, place),
        structure=link(version.structure, folder, before, place),
    )


def link(file: File, folder: Path, before: Dump, place: str) -> File:
    """The same bytes under the new folder's name, without a copy."""
    moved = replace(file, path=f"{place}/{Path(file.path).name}")
    if not (folder / moved.path).exists():
        os.link(before.folder / file.path, folder / moved.path)
    return moved


# What describes the data


def write_passports(dump: Dump) -> Iterator[File]:
    write_lines(dump.folder / LIST, register_of_sets(dump))
    yield file_of(dump.folder, LIST)
    for found in dump.sets:
        path = f"{identifier(found.table)}/{PASSPORT}"
        write_lines(dump.folder / path, passport(dump, found))
        yield file_of(dump.folder, path)
    look = read_look()
    for path, text in ((CATALOGUE, dcat(dump, look)), (README, explanations(dump, look))):
        write_text(dump.folder / path, text)
        yield file_of(dump.folder, path)


def write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def show(root: Path, folder: Path) -> None:
    """The one step that anybody notices; what it leads to is on the disk before."""
    for written in (*(path for path in folder.iterdir() if path.is_dir()), folder, folder.parent):
        sync_folder(written)
    new = root / ".current"
    new.unlink(missing_ok=True)  # of a process that was killed just here
    new.symlink_to(Path("dumps") / folder.name)
    new.replace(root / CURRENT)
    sync_folder(root)


def sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
