"""Where backups lie: a folder of each, named by its moment, in one that the operator has given."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import portalocker
from django.utils import timezone

from resolutions.backups.manifest import MANIFEST, Refused

NAME, PATTERN = "portal-%Y%m%d-%H%M%S", re.compile(r"portal-\d{8}-\d{6}")
UNFINISHED = ".unfinished"
RECEIPT = ".receipt.json"
DAYS, WEEKS, LONGEST = 7, 13, timedelta(days=90)


def name_at(moment: datetime) -> str:
    return f"{timezone.localtime(moment):{NAME}}"


def moment_of(folder: Path) -> datetime:
    return timezone.make_aware(datetime.strptime(folder.name, NAME))  # noqa: DTZ007 -- local time, made aware here


def receipt_of(folder: Path) -> Path:
    return folder.with_name(folder.name + RECEIPT)


def backups_in(place: Path) -> list[Path]:
    """Newest first; whole ones alone have such a name."""
    folders = [path for path in place.iterdir() if PATTERN.fullmatch(path.name) and (path / MANIFEST).is_file()]
    return sorted(folders, reverse=True)


def backup_at(place: Path) -> Path:
    """The backup itself, or the newest of a folder of them. Raises Refused."""
    if (place / MANIFEST).exists() or PATTERN.fullmatch(place.name):
        return place
    found = backups_in(place) if place.is_dir() else []
    if not found:
        raise Refused(f"В «{place}» нет ни одной копии: укажите папку, в которую пишет команда backup.")
    return found[0]


@contextmanager
def alone_in(place: Path) -> Iterator[None]:
    """The lock goes with the process that holds it. Raises Refused."""
    try:
        lock = portalocker.Lock(place / ".lock", fail_when_locked=True)
        lock.acquire()
    except portalocker.AlreadyLocked:
        raise Refused(f"В «{place}» уже делают копию: дождитесь, когда она будет готова.") from None
    with lock:
        yield


def prune(place: Path, installation: str, now: datetime) -> list[Path]:
    """Removes those past their time, of this installation alone; which they were."""
    own = [folder for folder in backups_in(place) if is_of(folder, installation)]
    gone = [folder for folder in own if folder not in kept(own, now)]
    for folder in gone:
        remove(folder)
    return gone


def kept(folders: list[Path], now: datetime) -> set[Path]:
    """All of today, the last of each of seven days and of thirteen weeks that have any, none of them over 90 days old;
    the newest always."""
    by_moment = sorted(((moment_of(folder), folder) for folder in folders), reverse=True)
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    today = timezone.localtime(now).date()
    stay = {folder for _, folder in by_moment[:1]}
    for moment, folder in by_moment:
        day = timezone.localtime(moment).date()
        if day >= today:
            stay.add(folder)
        if day <= today and now - moment <= LONGEST:
            days.setdefault(day, folder)
            weeks.setdefault(day.isocalendar()[:2], folder)
    return stay | set(list(days.values())[:DAYS]) | set(list(weeks.values())[:WEEKS])


def is_of(folder: Path, installation: str) -> bool:
    """Whether it says so; what cannot be read is nobody's."""
    with suppress(OSError, ValueError, AttributeError):
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("installation")
        return bool(said == installation)
    return False


def remove(folder: Path) -> None:
    """Killed in the middle, it is no backup any more, and goes with the next."""
    doomed = folder.with_name(f".{folder.name}{UNFINISHED}")
    folder.rename(doomed)
    shutil.rmtree(doomed)
    receipt_of(folder).unlink(missing_ok=True)


def remove_unfinished(place: Path) -> None:
    """What killed processes have left; only while alone."""
    for path in place.glob(f".portal-*{UNFINISHED}"):
        if PATTERN.fullmatch(path.name[1 : -len(UNFINISHED)]):
            shutil.rmtree(path)
