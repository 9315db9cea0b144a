"""The layout of DATA_DIR as it was until 0.8, where all lay side by side, becomes that of layout.py.

`manage.py` does so before `migrate` and `serve`, once. Every step leaves everything where the code finds it, so that
whoever is killed goes on the next time. A link stays under each earlier name: a server of the release before that still
runs, or is put back, finds all of it there.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from forum_portal.layout import DATABASE, ROOMS

IN_USE = "База SQLite занята: {name} переедет в {room} при следующем migrate, когда портал будет остановлен."
TWICE = (
    "В {folder} есть и {name}, и {room}/{name}: портал берёт второе. Разберитесь, что из них нужно, и уберите лишнее."
)


def move_in(data_dir: Path) -> Iterator[str]:
    """A Russian sentence for each thing that could not be moved; the portal finds it where it lies all the same."""
    if not any(os.path.lexists(data_dir / name) for name in ROOMS):
        return  # nothing yet, or made by this release
    if data_dir.stat().st_uid != os.getuid():
        return  # what another user makes here the portal's own could not read
    for name, room in ROOMS.items():
        before, place = data_dir / name, data_dir / room / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if before.is_symlink():
            continue
        told = {"name": name, "room": room, "folder": data_dir}
        if before.exists() and place.exists() and not before.samefile(place):
            yield TWICE.format(**told)
        elif name == DATABASE and before.exists():
            if not move_database(before, place):
                yield IN_USE.format(**told)
        else:
            if before.exists():
                before.rename(place)
            if place.exists():  # or whoever moved it was killed before this
                before.symlink_to(place.relative_to(data_dir))


def move_database(before: Path, place: Path) -> bool:
    """False while another process has it open. What stands in its log goes into the file first."""
    newest = place if place.exists() else before  # both are one file: whoever moved it was killed before the end
    with closing(sqlite3.connect(newest, timeout=1, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode = DELETE")  # refused unless nobody else has it open
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError:
            return False
        # At no moment does the earlier name lead nowhere, or whoever comes just then would make an empty one.
        if not place.exists():
            os.link(before, place)
        link = before.with_name(f".{before.name}")
        link.unlink(missing_ok=True)
        link.symlink_to(place.relative_to(before.parent))
        link.replace(before)
        return True
