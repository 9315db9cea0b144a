"""The index on disk: one folder per build, one file that says which is current, one lock to write, one to build.

A build goes into a folder of its own, while changes still go into the current one, and becomes current by renaming a
small file; a change is committed by tantivy and then noted in that file. Killed between the two, the change is applied
once more, which changes nothing. Readers need no lock. Everything here can be thrown away: the database is the truth.
"""

import json
import logging
import os
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

import portalocker
import tantivy
from django.conf import settings
from django.db import connection

from resolutions.models import Forum
from resolutions.search.entries import entries, entries_alone
from resolutions.search.schema import FINGERPRINT, SCHEMA, document_of
from resolutions.tracking import changed_since, content_version

logger = logging.getLogger(__name__)

BUILD_HEAP, APPLY_HEAP = 200_000_000, 20_000_000  # bytes that tantivy's writer may take
SWITCH_PATIENCE = 600.0  # seconds; a change of very many forums takes that long
Progress = Callable[[int], None]


class IndexBroken(Exception):
    """The index cannot be read or written; it will be built anew, or its folder needs room or rights."""


@dataclass(frozen=True)
class Current:
    """What the small file says: the folder in use and the content version it has caught up with.

    `alone_at`: when single recommendations were last read again without any forum, in seconds of the clock on the wall.
    """

    folder: str
    version: int
    fingerprint: str
    database: str
    alone_at: float = 0.0

    def is_of_this_register(self) -> bool:
        return self.fingerprint == FINGERPRINT and self.database == database_name()

    def is_fresh(self, seconds: float) -> bool:
        """Whether single recommendations were read again within so many seconds."""
        return 0 <= time.time() - self.alone_at < seconds


def root() -> Path:
    return Path(settings.INDEX_ROOT)


def pointer() -> Path:
    return root() / "current.json"


def database_name() -> str:
    """Whose index this is: another database under the same DATA_DIR needs another one."""
    parts = connection.settings_dict
    return f"{connection.vendor} {parts['HOST']} {parts['PORT']} {parts['NAME']}"


def read_pointer() -> Current | None:
    """What is current; None if nothing is, or it was made by another version or from another database."""
    try:
        current = Current(**json.loads(pointer().read_text(encoding="utf-8")))
        is_there = current.is_of_this_register() and (root() / current.folder / "meta.json").exists()
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    is_said = isinstance(current.version, int) and isinstance(current.alone_at, int | float)
    return current if is_there and is_said else None


def forget(current: Current | None = None) -> None:
    """That one, or whichever there is, is not to be used any more, by nobody."""
    if current is None or read_pointer() == current:
        with suppress(OSError):  # without rights everybody finds out for himself
            pointer().unlink()


def write_pointer(folder: str, version: int, alone_at: float = 0.0) -> Current:
    current = Current(folder, version, FINGERPRINT, database_name(), alone_at)
    fresh = pointer().with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(asdict(current), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer())
    return current


def writing(patience: float) -> AbstractContextManager[bool]:
    """Whether this process alone may write to the current index; False if another did all that time (in seconds)."""
    return held("write.lock", patience)


def building(patience: float) -> AbstractContextManager[bool]:
    """The same for who builds a new one."""
    return held("build.lock", patience)


@contextmanager
def held(name: str, patience: float) -> Iterator[bool]:
    """Whether this process got that lock within `patience` seconds; held until the block ends, or the process."""
    root().mkdir(parents=True, exist_ok=True)
    lock = portalocker.Lock(root() / name, timeout=patience, check_interval=0.01)
    try:
        lock.acquire()
    except portalocker.AlreadyLocked:
        yield False
        return
    except portalocker.LockException as error:  # a disk that knows no locks
        raise IndexBroken(str(error)) from error
    with lock:
        yield True


@contextmanager
def told_as_broken() -> Iterator[None]:
    """tantivy speaks through several exceptions, one of which is no Exception."""
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise IndexBroken(str(error)) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise IndexBroken(str(panic)) from panic


def rebuild(progress: Progress = lambda done: None) -> Current:
    """The whole index anew from the database; only while `building()`. `progress` is told how many are in."""
    version = content_version()  # before anything is read: what changes meanwhile is applied afterwards
    forget_all_but(read_pointer())
    folder = f"{FINGERPRINT}-{secrets.token_hex(4)}"
    path = root() / folder
    path.mkdir()
    forums = list(Forum.objects.readable().order_by("pk").values_list("pk", flat=True))
    try:
        fill(path, forums, progress)
    except BaseException:  # a folder half filled is of no use, and the disk may be full
        shutil.rmtree(path, ignore_errors=True)
        raise
    with writing(SWITCH_PATIENCE) as alone:
        if not alone:
            raise IndexBroken("Somebody has been writing to the index for a very long time.")
        current = write_pointer(folder, version)
    forget_all_but(current)
    return current


def fill(path: Path, forums: list[int], progress: Progress) -> None:
    with told_as_broken():
        writer = tantivy.Index(SCHEMA, path=str(path)).writer(heap_size=BUILD_HEAP, num_threads=1)
        for done, entry in enumerate(entries(forums), 1):
            writer.add_document(document_of(entry))
            if done % 1000 == 0:
                progress(done)
        writer.commit()
        writer.wait_merging_threads()


def apply_changes(current: Current) -> Current:
    """What has changed since; only while `writing()`. It is taken out and read again, a forum as a whole where its
    shape has changed, else the recommendations that have."""
    version = content_version()
    changed = changed_since(current.version)
    if changed.forums or changed.alone:
        with told_as_broken():
            writer = tantivy.Index.open(str(root() / current.folder)).writer(heap_size=APPLY_HEAP, num_threads=1)
            for forum in changed.forums:
                writer.delete_documents_by_term("forum", forum)
            for key in changed.alone:
                writer.delete_documents_by_term("key", key)
            for entry in chain(entries(changed.forums), entries_alone(changed.alone)):
                writer.add_document(document_of(entry))
            writer.commit()
            writer.wait_merging_threads()
    alone_at = time.time() if changed.alone and not changed.forums else current.alone_at
    return write_pointer(current.folder, version, alone_at)


def forget_all_but(current: Current | None) -> None:
    """Builds that were given up, and the one before this. Whoever still reads it keeps its open files."""
    for path in root().iterdir():
        if path.is_dir() and (current is None or path.name != current.folder):
            shutil.rmtree(path, ignore_errors=True)
