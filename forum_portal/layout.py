"""How DATA_DIR is laid out: what is kept, and what is derived and may be thrown away while the portal is stopped."""

from pathlib import Path

KEPT, DERIVED = "kept", "derived"
DATABASE = "portal.sqlite3"
ROOMS = {
    DATABASE: KEPT,
    "files": KEPT,  # what people have sent
    "open_data": KEPT,  # its earlier days cannot be made again
    "development_key": KEPT,
    "installation": KEPT,  # a number: whose backups those are
    "erased": KEPT,  # who was erased since, as hashes: in no backup, but beside them
    "last_backup.json": KEPT,
    "index": DERIVED,
    "pages": DERIVED,
    "pictures": DERIVED,
    "static": DERIVED,
    "mail": DERIVED,  # in development, where e-mails are files
    "requests": DERIVED,  # how many, of each web process
    "places": DERIVED,  # locks, like those of the next
    "work": DERIVED,
    "machine": DERIVED,  # whose files these are: another machine, to which what is kept is brought, is another one
}


def place_in(data_dir: Path, name: str) -> Path:
    """Where that lies: where it lay until 0.8, as long as `migrate` has not moved it (forum_portal/moving.py)."""
    place, before = data_dir / ROOMS[name] / name, data_dir / name
    return place if place.exists() or not before.exists() else before
