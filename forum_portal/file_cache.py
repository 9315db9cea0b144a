"""What was made to be shown again: on the disk, for all processes of a machine.

A file is a line with the content type and the content behind it, packed. Nothing in it is ever run, so that whoever can
write into the folder is not thereby the web server.
"""

import logging
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

logger = logging.getLogger(__name__)
Kept = tuple[str, bytes]  # content type and content
FORM = re.compile(rb"kept 1 ([\w.+/; =-]{1,100})\n")
LONGEST_LINE, LARGEST = 200, 64 * 1024**2
SUFFIX = ".djcache"
SHARE = 20  # it is looked through once in a twentieth of what it may hold: that takes longer than many writes
HOUR = 3600.0


@dataclass
class Written:
    """By this process into one folder, since it was last looked through."""

    looked_at: float = 0.0
    files: int = 0
    bytes: int = 0


written: dict[str, Written] = {}
told: set[str] = set()  # folders of which this process has said that they cannot be written


class FileCache(BaseCache):
    """Keeps (content type, content) under a key, for TIMEOUT seconds after it was written.

    What goes wrong with a file costs the time to make its content once more, never the answer. Between two looks it may
    hold a little over MAX_ENTRIES files and MAX_BYTES; the oldest go first, and with them all past TIMEOUT.
    """

    def __init__(self, folder: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._dir = os.path.abspath(folder)
        self._max_bytes: float = params.get("OPTIONS", {}).get("MAX_BYTES", float("inf"))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """A Kept; what is damaged, foreign or too old is none."""
        try:
            with open(self.file_of(key, version), "rb") as file:
                line, packed = file.readline(LONGEST_LINE), file.read()
                age = time.time() - os.fstat(file.fileno()).st_mtime
            unpacking = zlib.decompressobj()
            content = unpacking.decompress(packed, LARGEST)  # which also tells whether it came through whole
        except (OSError, zlib.error):
            return default
        form = FORM.fullmatch(line)
        is_whole = form and unpacking.eof and not unpacking.unused_data
        if not is_whole or not form or age > (self.default_timeout or float("inf")):
            return default
        return form[1].decode("ascii"), content

    def made_at(self, key: str) -> float:
        """When what is kept under the key was written; it may go at any moment, which is an OSError."""
        return os.stat(self.file_of(key)).st_mtime

    def set(self, key: str, value: Kept, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        content_type, content = value
        # A page of a list is packed in a quarter of a millisecond instead of 1.3, and a third larger.
        data = f"kept 1 {content_type}\n".encode("ascii") + zlib.compress(content, 1)
        with self.trying_to_write():
            os.makedirs(self._dir, mode=0o700, exist_ok=True)  # it may be removed at any time
            self.make_room()
            self.write(self.file_of(key, version), data)
            count = written[self._dir]
            count.files, count.bytes = count.files + 1, count.bytes + len(data)

    def keep_as(self, key: str, other: str) -> None:
        """What is kept under the other key under this one as well, as if it had been written just now."""
        path, kept = self.file_of(key), self.file_of(other)
        remove(path)
        with suppress(OSError):  # it has gone meanwhile, or there is no room: as good as nothing there
            os.link(kept, path)
            os.utime(path)
            written.setdefault(self._dir, Written()).files += 1

    def clear(self) -> None:
        with suppress(FileNotFoundError):
            for _, _, path in self.files():
                remove(path)

    def file_of(self, key: str, version: int | None = None) -> str:
        name = sha256(self.make_key(key, version).encode()).hexdigest()
        return os.path.join(self._dir, name + SUFFIX)

    def write(self, path: str, data: bytes) -> None:
        """At once: whoever reads meanwhile finds what was there before."""
        handle, temporary = tempfile.mkstemp(dir=self._dir)
        try:
            with open(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError:
            remove(temporary)
            raise

    @contextmanager
    def trying_to_write(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if self._dir not in told:
                logger.error("Nothing can be kept in %s: %s", self._dir, error)
                told.add(self._dir)

    def make_room(self) -> None:
        count, now = written.setdefault(self._dir, Written()), time.time()
        is_little = count.files < self._max_entries / SHARE and count.bytes < self._max_bytes / SHARE
        if is_little and now < count.looked_at + HOUR:
            return
        written[self._dir] = Written(now)
        oldest, taken = now - (self.default_timeout or float("inf")), 0
        for place, (moment, size, path) in enumerate(sorted(self.files(), reverse=True)):
            taken += size
            if place >= self._max_entries - 1 or taken > self._max_bytes or moment < oldest:
                remove(path)

    def files(self) -> Iterator[tuple[float, int, str]]:
        """When each was written, its size and place, half-written ones as well; another process may take them away."""
        for entry in os.scandir(self._dir):
            with suppress(FileNotFoundError):
                about = entry.stat()
                yield about.st_mtime, about.st_size, entry.path


def remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.remove(path)
