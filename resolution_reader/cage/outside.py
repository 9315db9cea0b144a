"""The cage: a module run as a limited child process, bytes in and bytes out. Knows nothing of formats.

The child limits itself (inside.py); from outside it gets a wall clock, an empty environment, a folder of its
own, a process group that is killed whole. Readers wait their turn: two at a time on a machine, each may take 700 MB.
"""

import os
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from importlib.util import find_spec
from io import FileIO
from pathlib import Path
from threading import Event
from typing import IO, Literal

import portalocker

from resolution_reader.cage.inside import OUTPUT, SECONDS

FOLDER = "forum-portal-reader-"  # how a child's own folder is called, in the temporary folder
ROOT = Path(__file__).resolve().parents[2]  # where `import resolution_reader` works, installed or not
LOOK = 0.05  # seconds between two looks at what cannot tell by itself that it has changed
GREED = ("MemoryError", "bad_alloc", "heap exhausted", "memory allocation of", "File too large")

Reason = Literal["slow", "greedy", "killed", "failed", "busy", "enough"]


@dataclass(frozen=True)
class Places:
    """Heavy work of one kind: how much of it a machine does at once, how many seconds the next one waits, and how many
    of the places one visitor may have."""

    name: str
    places: int
    patience: float
    each: int | None = None


READING = Places("readers", places=2, patience=30.0)


_places: Path | None = None
_given_up: ContextVar[Event | None] = ContextVar("_given_up", default=None)


class Stopped(Exception):
    """The child gave no answer; `said` is the end of what it wrote to its error output, for the operator."""

    def __init__(self, reason: Reason, said: str = "") -> None:
        super().__init__(f"{reason}: {said}" if said else reason)
        self.reason: Reason = reason


def run(module: str, data: bytes, *, seconds: float = SECONDS) -> bytes:
    """What `python -m module` prints for `data`, in its turn; Stopped when it takes too much of anything or dies."""
    with place_in(READING):
        return run_now(module, data, seconds=seconds)


def run_now(module: str, data: bytes, *, seconds: float = SECONDS) -> bytes:
    """The same for whoever holds a place among some of her own."""
    with (
        tempfile.TemporaryDirectory(prefix=FOLDER, ignore_cleanup_errors=True) as folder,
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as printed,
        tempfile.TemporaryFile() as errors,
    ):
        given.write(data)
        given.seek(0)
        status = _status(module, folder, (given, printed, errors), seconds)
        said = _end_of(errors)
        if status is None:
            raise Stopped("killed" if _is_given_up() else "slow", said)
        if status == -signal.SIGXCPU:
            raise Stopped("slow", said)
        if any(mark in said for mark in GREED) or status == -signal.SIGXFSZ:
            raise Stopped("greedy", said)
        if status:
            raise Stopped("killed" if status == -signal.SIGKILL else "failed", said)
        printed.seek(0)
        return printed.read(OUTPUT)


def give_up_with(event: Event) -> None:
    """Whatever this thread waits for here from now on ends when the event is set, a child as well: Stopped.

    Ctrl+C is told to the main thread alone, which must not wait for what the others wait for.
    """
    _given_up.set(event)


def _is_given_up() -> bool:
    event = _given_up.get()
    return event is not None and event.is_set()


def lacking() -> tuple[str, ...]:
    """Which of the walls ("calls", "files", "network", "processes") this machine does not give; for system checks."""
    return tuple(run_now("resolution_reader.cage.inside", b"").decode().split())


def can_cut_network() -> bool:
    """Whether children are without a network on this machine."""
    return "network" not in lacking()


def _status(module: str, folder: str, files: tuple[IO[bytes], IO[bytes], IO[bytes]], seconds: float) -> int | None:
    """The child's exit status, None when its time was over; nothing of its group is left alive."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", module],
        stdin=files[0],
        stdout=files[1],
        stderr=files[2],
        cwd=folder,
        env={"PYTHONPATH": _path_to(module), "TMPDIR": folder, "HOME": folder, "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        ended = _ends_within(child, seconds)
    finally:
        # Before the child is waited for, while its number cannot be another's; after a good end too: what it
        # started and left behind belongs to the same group.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        status = child.wait()
    return status if ended else None


def _path_to(module: str) -> str:
    """Where the child finds the reader and the module, which may be of another distribution than the reader's."""
    package = find_spec(module.partition(".")[0])
    folders = (package and package.submodule_search_locations) or ()
    return os.pathsep.join(dict.fromkeys([str(ROOT), *(str(Path(folder).resolve().parent) for folder in folders)]))


def _ends_within(child: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether it ends before the time is over or who waits gives up; the ended child stays to be waited for."""
    until = time.monotonic() + seconds
    try:
        handle = os.pidfd_open(child.pid)
    except (AttributeError, OSError):  # no Linux, or one that forbids it
        handle = None
    try:
        while (left := until - time.monotonic()) > 0 and not _is_given_up():
            if _ends_in_a_look(child, handle, min(left, LOOK)):
                return True
        return False
    finally:
        if handle is not None:
            os.close(handle)


def _ends_in_a_look(child: subprocess.Popen[bytes], handle: int | None, seconds: float) -> bool:
    if handle is None:
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
        return child.returncode is not None
    waiting = select.poll()
    waiting.register(handle, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))


def _end_of(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(0, errors.tell() - 2_000))
    return errors.read().decode(errors="replace").strip()


@contextmanager
def place_in(of: Places, who: str = "") -> Iterator[None]:
    """One of the machine's places, held by a file lock, which a dead process leaves by itself; Stopped if all are
    taken for too long ("busy"), or so many by this visitor ("enough")."""
    until = time.monotonic() + of.patience
    folder = _folder_of(of)
    while True:
        lock, own = _free_place(folder, of, who)
        if lock:
            with lock:
                yield
            return
        if _is_given_up():
            raise Stopped("killed")
        if time.monotonic() > until:
            raise Stopped("busy" if of.each is None or own < of.each else "enough")
        time.sleep(LOOK)


def _free_place(folder: Path, of: Places, who: str) -> tuple[FileIO | None, int]:
    """The open lock of a place, if there is one for this visitor; and how many she has already."""
    with (folder / "door").open("a") as door, ExitStack() as locks:
        portalocker.lock(door, portalocker.LOCK_EX)  # two of one visitor's must not find the same place missing
        free, own = [], 0
        for number in range(of.places):
            lock = locks.enter_context((folder / str(number)).open("ab+", buffering=0))
            try:
                portalocker.lock(lock, portalocker.LOCK_EX | portalocker.LOCK_NB)
            except portalocker.AlreadyLocked:
                lock.seek(0)
                own += bool(who) and lock.read() == who.encode()
            else:
                free.append(lock)
        if not free or (of.each is not None and own >= of.each):
            return None, own
        with suppress(OSError):  # a full disk: it is nobody's then, and taken all the same
            free[0].truncate(0)
            free[0].write(who.encode())
        return FileIO(os.dup(free[0].fileno())), own  # the same lock, which outlives this look


def keep_places_in(folder: Path | None) -> Path | None:
    """Where the locks lie: in a folder that only the portal may write to, or, with None, among the temporary files.

    Told once, as the portal starts, because the reader knows no settings; gives where they lay before.
    """
    global _places
    before, _places = _places, folder
    return before


def _folder_of(of: Places) -> Path:
    """Nobody else's: whoever could put it there first, under a name that is known, could stop all reading."""
    for folder in filter(None, (_places, Path(tempfile.gettempdir()) / f"forum-portal-places-{os.getuid()}")):
        with suppress(OSError):  # no room, no rights: the next one will do
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_only_ours(folder):
                (folder / of.name).mkdir(mode=0o700, exist_ok=True)
                return folder / of.name
    raise Stopped("failed", "There is no folder for locks that is nobody else's.")


def is_only_ours(path: Path) -> bool:
    """Whether nobody else has made it or may change it; no link to elsewhere."""
    state = path.lstat()
    open_to_others = state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return state.st_uid == os.getuid() and not stat.S_ISLNK(state.st_mode) and not open_to_others
