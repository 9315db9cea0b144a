"""DATA_DIR is its owner's alone: drafts, addresses of subscribers and the secret key lie in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from forum_portal.layout import KEPT

BASE_DIR = Path(__file__).resolve().parent.parent
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def data_dir() -> Path:
    """As the environment names it."""
    return (BASE_DIR / (os.environ.get("DATA_DIR") or "var")).resolve()


def keep_private(data_dir: Path) -> None:
    """The folder is there and open to nobody else, and so is what this process makes from now on, wherever; and in it
    that of what is kept, without which SQLite could make no database.

    Where it cannot be made, commands that need it say so themselves, and those that only read go on.
    """
    os.umask(OTHERS)
    with suppress(OSError):
        data_dir.mkdir(parents=True, exist_ok=True)
        state = data_dir.stat()
        # Not a folder that everybody shares, and not one that somebody else looks after.
        if state.st_mode & OTHERS and not state.st_mode & stat.S_ISVTX and state.st_uid == os.getuid():
            close_to_others(data_dir, state)
        if state.st_uid == os.getuid():
            (data_dir / KEPT).mkdir(exist_ok=True)


def close_all_to_others(data_dir: Path) -> int:
    """What was made before files were kept private; how many were open. Another process may take any of them away."""
    opened = 0
    for path in files_in(data_dir):
        with suppress(FileNotFoundError):
            state = path.lstat()
            if state.st_mode & OTHERS and state.st_uid == os.getuid() and not stat.S_ISLNK(state.st_mode):
                close_to_others(path, state)
                opened += 1
    return opened


def close_to_others(path: Path, state: os.stat_result) -> None:
    path.chmod(stat.S_IMODE(state.st_mode) & ~OTHERS)


def files_in(folder: Path) -> Iterator[Path]:
    """Files and folders at any depth; what links lead to is not ours to change."""
    for place, folders, files in os.walk(folder):
        yield from (Path(place) / name for name in (*folders, *files))
