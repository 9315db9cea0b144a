"""Originals that no row of the register names: taken out of the way, and thrown away only after a long time.

One is left when a process is killed before its row is committed. But a register into which an older backup was put
back names fewer than there are, and so does another database than that of these files: none goes at once.
"""

import logging
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from resolutions.models import SourceDocument
from resolutions.models.draft import SOURCES
from resolutions.models.kept_files import PART

logger = logging.getLogger(__name__)
NOBODYS = "nobodys"  # folder beside SOURCES, in which they keep their names
KEPT = timedelta(days=90)
A_HANDFUL, SHARE = 10, 100  # more than so many, and more than one in a hundred: not what killed processes leave
YESTERDAY = timedelta(days=1)  # what is younger may still be on its way in


class TooManyOfNobody(Exception):
    """The message is a Russian sentence for the operator."""

    def __init__(self, count: int, total: int) -> None:
        super().__init__(
            f"{count} из {total} исходных файлов реестр не знает: похоже, база не от этих файлов. Они не тронуты."
        )


def put_aside_nobodys(now: datetime) -> int:
    """Moves them into a folder of their own; what a row names again comes back from there, the rest goes after 90 days.

    How many were moved or removed. Raises TooManyOfNobody; then every file stays where it is.
    """
    there, aside = files_in(SOURCES), files_in(NOBODYS)
    known = names_in_register()  # after the files: whose row was committed meanwhile is known
    nobodys = older(SOURCES, there - known, now - YESTERDAY)
    if len(nobodys) > max(A_HANDFUL, len(there) // SHARE):
        logger.error("Of %s documents %s have no row: is this the right database?", len(there), len(nobodys))
        raise TooManyOfNobody(len(nobodys), len(there))
    back, past = aside & known - there, older(NOBODYS, aside - known, now - KEPT)
    moved = sum(move(name, NOBODYS, SOURCES) for name in back)
    moved += sum(move(name, SOURCES, NOBODYS) for name in nobodys if is_still_nobodys(name, now))
    for name in past:
        path_of(NOBODYS, name).unlink(missing_ok=True)
    return moved + len(past)


def is_still_nobodys(name: str, now: datetime) -> bool:
    """Its document may have come in since the register was asked; then it has a row, or was written just now."""
    is_known = SourceDocument.objects.filter(file=f"{SOURCES}/{name}").exists()
    return not is_known and bool(older(SOURCES, {name}, now - YESTERDAY))


def names_in_register() -> set[str]:
    return {name.removeprefix(f"{SOURCES}/") for name in SourceDocument.objects.values_list("file", flat=True)}


def files_in(folder: str) -> set[str]:
    """Whole ones; by their names within the folder."""
    root = Path(settings.MEDIA_ROOT) / folder
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != PART)
    return {path.relative_to(root).as_posix() for path in files}


def path_of(folder: str, name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / folder / name


def older(folder: str, names: set[str], moment: datetime) -> set[str]:
    """Those last touched before that moment; one may go meanwhile."""
    found = set()
    for name in names:
        with suppress(FileNotFoundError):
            if path_of(folder, name).stat().st_mtime < moment.timestamp():
                found.add(name)
    return found


def move(name: str, here: str, there: str) -> bool:
    """Whether it was there to be moved; its time starts anew."""
    with suppress(FileNotFoundError):
        os.utime(path_of(here, name))
        path_of(there, name).parent.mkdir(parents=True, exist_ok=True)
        path_of(here, name).replace(path_of(there, name))
        return True
    return False
