"""The machine: its disk and memory, and when the open data and the backup that lie there were made."""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

MEMORY = Path("/proc/meminfo")


@dataclass(frozen=True)
class Room:
    """In bytes; `share` is what is free of all."""

    free: int
    whole: int

    @property
    def share(self) -> float:
        return self.free / self.whole if self.whole else 1.0


def disk() -> Room:
    """Where DATA_DIR lies, and as it is for a user who is not root."""
    found = os.statvfs(settings.DATA_DIR)
    return Room(found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize)


def files() -> Room:
    """How many more of them the disk can hold, however small."""
    found = os.statvfs(settings.DATA_DIR)
    return Room(found.f_favail, found.f_files)


def memory() -> Room:
    """What programs may still take without anything being put aside."""
    told = dict(re.findall(r"^(\w+):\s+(\d+) kB$", MEMORY.read_text(encoding="ascii"), re.MULTILINE))
    return Room(int(told["MemAvailable"]) * 1024, int(told["MemTotal"]) * 1024)


def dump_made_at() -> datetime | None:
    """When the open data that everybody sees were put in place (resolutions/open_data/dumps.py); None: never yet."""
    try:
        return datetime.fromtimestamp((Path(settings.OPEN_DATA_ROOT) / "current").lstat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def backup_made_at() -> datetime | None:
    """The newest of the backups in BACKUP_DIR, each a folder with its manifest; None: none that can be read."""
    if not settings.BACKUP_DIR:
        return None
    found = []
    for manifest in Path(settings.BACKUP_DIR).glob("*/manifest.json"):
        with suppress(OSError, ValueError, TypeError, KeyError):
            found.append(datetime.fromisoformat(json.loads(manifest.read_text(encoding="utf-8"))["made_at"]))
    return max(found, default=None)
