"""What this machine remembers of its backups: where they lie, when the last was made and when one was last proven."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings

from forum_portal.layout import place_in


@dataclass(frozen=True)
class LastBackup:
    """Times are ISO 8601; empty: never. `folder`: in which the folders of backups lie; `checked_at`: when one was last
    proven sound."""

    folder: str
    made_at: str = ""
    checked_at: str = ""

    def seconds_since(self, moment: str, now: datetime) -> int | None:
        return max(0, round((now - datetime.fromisoformat(moment)).total_seconds())) if moment else None


def last_backup() -> LastBackup | None:
    """None before the first, and where what is remembered cannot be read."""
    try:
        return LastBackup(**json.loads(place().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def note_backup(folder: Path, made_at: datetime) -> None:
    known = last_backup() or LastBackup("")
    write(replace(known, folder=str(folder), made_at=made_at.isoformat()))


def note_check(folder: Path, checked_at: datetime) -> None:
    known = last_backup() or LastBackup(str(folder))
    write(replace(known, checked_at=checked_at.isoformat()))


def place() -> Path:
    return place_in(Path(settings.DATA_DIR), "last_backup.json")


def write(known: LastBackup) -> None:
    fresh = place().with_suffix(".new")
    fresh.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(json.dumps(asdict(known)), encoding="utf-8")
    fresh.replace(place())
