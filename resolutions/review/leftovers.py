"""What processes that were killed have left on the disk: their own folders, half an upload, half a file."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.conf import settings

from resolution_reader.cage import FOLDER, is_only_ours
from resolutions.models.kept_files import PART

FILES = ("tmp????????.upload*", "openpyxl.????????")  # of an upload, of a spreadsheet being made


def remove_leftovers(before: datetime) -> int:
    """Those last touched before that time, a day ago or more: nothing under way takes so long. How many."""
    return sum(remove(path, before.timestamp()) for path in leftovers())


def leftovers() -> Iterator[Path]:
    """A whole folder only under our own name: what others call theirs, and keep in it, nobody knows."""
    temporary = Path(tempfile.gettempdir())
    return chain(
        temporary.glob(f"{FOLDER}*"),
        (path for pattern in FILES for path in temporary.glob(pattern) if not path.is_dir()),
        Path(settings.MEDIA_ROOT).rglob(f"*{PART}"),
    )


def remove(path: Path, before: float) -> bool:
    """Not what is another user's; somebody else may remove it at the same time."""
    with suppress(FileNotFoundError):
        if is_only_ours(path) and path.lstat().st_mtime < before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return True
    return False
