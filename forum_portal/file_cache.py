"""A cache that all processes of a machine share, on its disk."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from random import randrange
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger(__name__)
SHARE = 20  # it is looked through once in a twentieth of what it may hold: that takes longer than many writes
HOUR = 3600.0
looked_through: dict[str, float] = {}  # when each folder was, by this process
told: set[str] = set()  # folders of which this process has said that they cannot be written


class FileCache(FileBasedCache):
    """What goes wrong with a file costs the time to make its content once more, never the answer.

    Between two looks it may hold a little over MAX_ENTRIES; the oldest go first, and with them all past TIMEOUT.
    """

    _dir: str  # of the class above; not in the stubs

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except Exception:  # half a file is read as anything, and fails as anything
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        with self.trying_to_write():
            super().set(key, value, timeout, version)

    def _createdir(self) -> None:
        """Called when a cache is opened, too, which must not fail."""
        with self.trying_to_write():
            super()._createdir()  # type: ignore[misc]  # not in the stubs

    @contextmanager
    def trying_to_write(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if self._dir not in told:
                logger.error("Nothing can be kept in %s: %s", self._dir, error)
                told.add(self._dir)

    def _cull(self) -> None:
        now = time.time()
        if randrange(max(1, self._max_entries // SHARE)) and now < looked_through.get(self._dir, 0.0) + HOUR:
            return
        looked_through[self._dir] = now
        oldest = now - (self.default_timeout or float("inf"))
        for place, (written, path) in enumerate(sorted(self.written(), reverse=True)):
            if place >= self._max_entries - 1 or written < oldest:
                self._delete(path)  # type: ignore[attr-defined]  # not in the stubs

    def written(self) -> Iterator[tuple[float, str]]:
        """When each file was, and where it lies, half-written ones as well; another process may take them away."""
        for entry in os.scandir(self._dir):
            with suppress(FileNotFoundError):
                yield entry.stat().st_mtime, entry.path
