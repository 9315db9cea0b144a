"""A cache that all processes of a machine share, on its disk.

What goes wrong with a file costs the time to make its content once more, never the answer: a full disk, a folder
without rights, half a file after a power cut.
"""

import os
import pickle
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from random import randrange
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

FAULTS = (OSError, EOFError, zlib.error, pickle.UnpicklingError)
SHARE = 20  # it is looked through once in a twentieth of what it may hold: that takes longer than many writes


class FileCache(FileBasedCache):
    """Between two looks it may hold a little over MAX_ENTRIES; the oldest go first, and with them all past TIMEOUT."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        with suppress(*FAULTS):
            return super().get(key, default, version)
        return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        with suppress(*FAULTS):
            super().set(key, value, timeout, version)

    def _createdir(self) -> None:
        """Already when the cache is opened."""
        with suppress(*FAULTS):
            super()._createdir()  # type: ignore[misc]  # not in the stubs

    def _cull(self) -> None:
        if randrange(max(1, self._max_entries // SHARE)):
            return
        files = sorted(self.written(), reverse=True)
        oldest = time.time() - (self.default_timeout or float("inf"))
        for place, (written, path) in enumerate(files):
            if place >= self._max_entries - 1 or written < oldest:
                self._delete(path)  # type: ignore[attr-defined]  # not in the stubs

    def written(self) -> Iterator[tuple[float, str]]:
        """When each file was, and where it lies; another process may be taking them away."""
        for path in self._list_cache_files():  # type: ignore[attr-defined]  # not in the stubs
            with suppress(FileNotFoundError):
                yield os.stat(path).st_mtime, path
