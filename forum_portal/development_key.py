"""A secret key for development, made once and kept in DATA_DIR so that sessions survive a restart."""

import os
import secrets
from pathlib import Path

import portalocker


def development_key(data_dir: Path) -> str:
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / "development_key"
    if path.exists() and (key := path.read_text(encoding="ascii")):
        return key
    # Two workers may want it at the same moment: the second waits until the first has written.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+", encoding="ascii") as file:
        portalocker.lock(file, portalocker.LOCK_EX)
        key = file.read()
        if not key:
            key = secrets.token_urlsafe(50)
            file.write(key)
    return key
