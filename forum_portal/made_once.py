"""What is drawn by lot once and lies in DATA_DIR: a secret key for development, by which sessions survive a restart."""

import os
import secrets
from pathlib import Path

import portalocker

from forum_portal.layout import place_in


def made_once(path: Path, length: int) -> str:
    """Of so many random bytes, as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and (kept := path.read_text(encoding="ascii")):
        return kept
    # Two workers may want it at the same moment: the second waits until the first has written.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+", encoding="ascii") as file:
        portalocker.lock(file, portalocker.LOCK_EX)
        kept = file.read()
        if not kept:
            kept = secrets.token_urlsafe(length)
            file.write(kept)
    return kept


def development_key(data_dir: Path) -> str:
    return made_once(place_in(data_dir, "development_key"), 50)


def machine_id(data_dir: Path) -> str:
    """Whose files lie there: what only that machine can do is asked of it by this name."""
    return made_once(place_in(data_dir, "machine"), 15)


def installation_id(data_dir: Path) -> str:
    """Whose register it is, wherever its backups are taken."""
    return made_once(place_in(data_dir, "installation"), 15)
