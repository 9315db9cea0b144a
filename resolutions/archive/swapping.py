"""A folder takes another one's place at once: whoever looks finds the one or the other, whole."""

import ctypes
import os
from pathlib import Path
from typing import Any

HERE = -100  # AT_FDCWD of <fcntl.h>
EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>


def put_in_place(new: Path, folder: Path, old: Path) -> None:
    """`new` is `folder` from now on. What was there is `new` or `old`, to be removed; all three lie on one disk."""
    os.sync()  # what is shown is on the disk
    if not folder.exists() or not any(folder.iterdir()):
        new.rename(folder)
    elif not exchanged(new, folder):
        folder.rename(old)  # whoever is killed here is helped by the next one (making.py)
        new.rename(folder)
    os.sync()


def exchanged(one: Path, other: Path) -> bool:
    """In one step; some disks cannot."""
    exchange: Any = getattr(ctypes.CDLL(None), "renameat2", None)
    return exchange is not None and exchange(HERE, bytes(one), HERE, bytes(other), EXCHANGE) == 0
