"""Files as they are copied and looked at: by the hash of what was read."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from resolutions.backups.manifest import KeptFile

BLOCK = 1024**2
LEVEL = 3  # of packing: beyond it takes longer than the disk


def looked_at(path: Path) -> KeptFile:
    """Reads all of it."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
    return KeptFile(size, digest.hexdigest())


def copied(source: Path, target: Path, before: Path | None = None, known: KeptFile | None = None) -> KeptFile:
    """On the disk when it returns. `before`: the same file of an earlier backup, of which `known` is what was written
    then: if it still says that, and says what the source says, it is linked and takes no room."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if before and known and known == looked_at(source) and is_still(before, known):
        with suppress(OSError):  # a disk without links, or too many of one file
            os.link(before, target)
            return known
    digest, size = sha256(), 0
    with source.open("rb") as read, target.open("xb") as write:
        while block := read.read(BLOCK):
            write.write(block)
            digest.update(block)
            size += len(block)
        write.flush()
        os.fsync(write.fileno())
    return KeptFile(size, digest.hexdigest())


@contextmanager
def packing(path: Path) -> Iterator[IO[bytes]]:
    """What is written goes there packed, and is on the disk afterwards. The same content gives the same bytes."""
    with path.open("xb") as raw:
        with gzip.GzipFile("", "wb", LEVEL, raw, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
        raw.flush()
        os.fsync(raw.fileno())


def is_still(path: Path, known: KeptFile) -> bool:
    try:
        return looked_at(path) == known
    except OSError:
        return False


def files_in(folder: Path) -> Iterator[str]:
    """Their names within the folder, in order, at any depth; no links."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix()


def sync_folders(folder: Path) -> None:
    """That every name in it stays, too."""
    for place, _, _ in os.walk(folder):
        sync(Path(place))


def sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
