"""What processes that were killed have left on the disk: their own folders, half an upload, a file without a row."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.conf import settings

from resolutions.intake.cage import FOLDER, is_only_ours
from resolutions.models import SourceDocument
from resolutions.models.draft import SOURCES
from resolutions.models.kept_files import PART

# As they are named by the cage (also before it had a name of its own), by uploads and by spreadsheets being made.
TEMPORARY = (f"{FOLDER}*", "reader-????????", "tmp????????.upload*", "openpyxl.????????")


def remove_leftovers(before: datetime) -> int:
    """Those last touched before that time, a day ago or more: nothing under way takes so long. How many."""
    return sum(removed(path, before.timestamp()) for path in leftovers())


def leftovers() -> Iterator[Path]:
    temporary = Path(tempfile.gettempdir())
    return chain(
        *(temporary.glob(pattern) for pattern in TEMPORARY),
        Path(settings.MEDIA_ROOT).rglob(f"*{PART}"),
        documents_of_nobody(),
    )


def documents_of_nobody() -> Iterator[Path]:
    """Whole files whose rows were never committed: whoever sent one was told of a failure, if of anything."""
    root = Path(settings.MEDIA_ROOT)
    there = {path.relative_to(root).as_posix() for path in (root / SOURCES).rglob("*") if path.is_file()}
    known = set(SourceDocument.objects.values_list("file", flat=True))
    yield from (root / name for name in there - known)


def removed(path: Path, before: float) -> bool:
    """Not what is another user's; somebody else may remove it at the same time."""
    with suppress(FileNotFoundError):
        if is_only_ours(path) and path.lstat().st_mtime < before:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            return True
    return False
