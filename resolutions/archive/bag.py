"""The folder of an archive as RFC 8493 (BagIt) wants it: what lies below `data` is the payload, pages are tags.

bagit.txt  bag-info.txt  README.txt
manifest-sha256.txt      the sum of every file below data
tagmanifest-sha256.txt   the sum of every other file but itself
"""

import filecmp
import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from resolutions.archive.layout import DECLARATION, MANIFEST, PAYLOAD, TAG_MANIFEST
from resolutions.archive.notes import Notes

SIZE = "SELECT COALESCE(SUM(size), 0), COUNT(*) FROM file"
VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass
class Bag:
    """A new archive being written beside the one before; a file that says the same is that one's own (a hard link).

    `folder` is there and empty; `before` may be None. `written` counts the files that say something else than before.
    """

    folder: Path
    before: Path | None
    notes: Notes
    written: int = 0

    def __post_init__(self) -> None:
        self.notes.make("file (path TEXT PRIMARY KEY, sum TEXT, size INTEGER) WITHOUT ROWID")

    def write(self, path: str, content: bytes | str) -> None:
        content = content if isinstance(content, bytes) else content.encode()
        place = self.place(path)
        known = self.before / path if self.before else None
        # Read and not believed: a file that has rotted on the disk is written anew.
        if not (known and says(known, content) and linked(known, place)):
            place.write_bytes(content)
            self.written += 1
        self.notes.add("file", (path, hashlib.sha256(content).hexdigest(), len(content)))

    def take(self, path: str) -> None:
        """What somebody has written to `place(path)`, by pieces."""
        place = self.folder / path
        known = self.before / path if self.before else None
        if known and known.is_file() and filecmp.cmp(known, place, shallow=False):
            place.unlink()
            if not linked(known, place):
                shutil.copyfile(known, place)
        else:
            self.written += 1
        with place.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        self.notes.add("file", (path, found, place.stat().st_size))

    def place(self, path: str) -> Path:
        """Where it is to be written."""
        place = self.folder / path
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True)
        return place

    def has(self, path: str) -> bool:
        return any(self.notes.ask("SELECT 1 FROM file WHERE path = ?", path))

    def payload(self) -> tuple[int, int]:
        """Bytes and files of it."""
        size, files = next(self.notes.ask(f"{SIZE} WHERE path LIKE ? || '%'", PAYLOAD))
        return size, files

    def whole(self) -> tuple[int, int]:
        size, files = next(self.notes.ask(SIZE))
        return size, files

    def close(self) -> None:
        """Nothing more is to come: the lists of sums."""
        self.write(DECLARATION, VERSION)
        for name, is_payload in ((MANIFEST, True), (TAG_MANIFEST, False)):
            asked = "SELECT path, sum FROM file WHERE (path LIKE ? || '%') = ? ORDER BY path"
            with self.place(name).open("w", encoding="utf-8", newline="") as file:
                for path, found in self.notes.ask(asked, PAYLOAD, is_payload):
                    file.write(f"{found}  {path}\n")
            self.take(name)


def says(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def linked(known: Path, place: Path) -> bool:
    """Some disks have no hard links, and none has more than some thousands to one file."""
    try:
        os.link(known, place)
    except OSError:
        return False
    return True
