"""The data of an archive, read back without a database. Pages and imports know nothing else of the register."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from resolutions.archive.checking import DAMAGED, NoArchive, json_in
from resolutions.archive.kept import Unfit, row_of
from resolutions.archive.layout import ABOUT, EMBLEM, FORUMS, ROWS, forum_file
from resolutions.models import Look
from resolutions.models.blacking import MARK

Told = dict[str, Any]
FAULTS = (Unfit, KeyError, IndexError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class Archive:
    """A folder that `check` has found to be one."""

    folder: Path

    @cached_property
    def about(self) -> Told:
        told: Told = json_in(self.folder, ABOUT)
        return told

    @cached_property
    def look(self) -> Look:
        """Without its emblem, which is a file."""
        return row_of(Look, self.about)

    @cached_property
    def emblem(self) -> bytes:
        """PNG; empty where the register had none of its own."""
        file = self.folder / EMBLEM
        return file.read_bytes() if file.exists() else b""

    def rows(self, directory: str) -> Iterator[Told]:
        """Of `organizers`, `regions`, `localities`, `themes`, `addressees`, one after the other. Raises NoArchive."""
        path = ROWS.format(directory)
        try:
            with (self.folder / path).open(encoding="utf-8", newline="\n") as file:
                yield from map(json.loads, file)
        except (OSError, ValueError, RecursionError) as error:
            raise NoArchive(DAMAGED.format(path, "JSON")) from error

    def forums(self) -> Iterator[str]:
        """Slugs, in their order."""
        return iter(sorted(path.stem for path in (self.folder / FORUMS).glob("*.js")))

    def forum(self, slug: str) -> Told:
        """Raises NoArchive."""
        path = forum_file(slug)
        try:
            _, told, *_ = (self.folder / path).read_text(encoding="utf-8").split("\n")
            found: Told = json.loads(told)
        except (OSError, ValueError, RecursionError) as error:
            raise NoArchive(DAMAGED.format(path, "JSON")) from error
        return found

    def published(self, slug: str) -> str:
        """When, as an import and the numbers of pages go by. Raises NoArchive."""
        told = self.forum(slug)
        moment = told.get("published_at") if isinstance(told, dict) else None
        if not isinstance(moment, str):
            raise NoArchive(DAMAGED.format(forum_file(slug), "published_at"))
        return moment

    def has_hidden(self, slug: str) -> bool:
        """Whether words of this forum are blacked out."""
        return MARK in (self.folder / forum_file(slug)).read_text(encoding="utf-8")
