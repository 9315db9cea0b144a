import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.backups.register import ROOT, Register, database, drop, name_of
from tests.upgrades.filling import filled

NUMBERS = count(1)


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """With everything that people may have in one; not to be changed."""
    register = Register(tmp_path_factory.mktemp("backups") / "full", database(f"backups_{os.getpid()}"))
    filled(ROOT, register.where, {"DATABASE_URL": register.url} if register.url else {})
    register.done("migrate", "-v0")  # what fills it lays the key where releases until 0.8 had it
    register.done("dump_open_data")
    yield register
    drop(register.url)


@pytest.fixture
def copied(full: Register, tmp_path: Path) -> Iterator[Callable[[], Register]]:
    """copied() -> another register that holds the same, to be changed."""
    made: list[Register] = []

    def copy() -> Register:
        number = next(NUMBERS)
        url = database(f"backups_{os.getpid()}_{number}", name_of(full.url)) if full.url else ""
        made.append(Register(Path(shutil.copytree(full.where, tmp_path / f"copy-{number}", symlinks=True)), url))
        return made[-1]

    yield copy
    for register in made:
        drop(register.url)


@pytest.fixture
def register(copied: Callable[[], Register]) -> Register:
    return copied()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Callable[[], Register]]:
    """empty() -> a place with nothing in it."""
    made: list[Register] = []

    def place() -> Register:
        number = next(NUMBERS)
        url = database(f"backups_{os.getpid()}_{number}")
        made.append(Register(tmp_path / f"empty-{number}", url))
        return made[-1]

    yield place
    for register in made:
        drop(register.url)


@pytest.fixture(scope="module")
def backup(full: Register, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of the full register; not to be changed."""
    place = tmp_path_factory.mktemp("backups")
    full.done("backup", place)
    (full.where / "kept" / "last_backup.json").unlink()
    (made,) = place.glob("portal-*")
    return made


@pytest.fixture
def changed(backup: Path, tmp_path: Path) -> Path:
    """A copy of that backup, to be changed."""
    return Path(shutil.copytree(backup, tmp_path / "changed" / backup.name, symlinks=True))
