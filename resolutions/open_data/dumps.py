"""What a dump has left on the disk. Pages and the next dump read it; only `dump.py` writes.

open_data/
  current -> dumps/20261123-5f3a…      one symbolic link, moved at once: the dump that everybody sees
  dumps/20261123-5f3a…/
    dump.json                          this module's own description: every file, its size and SHA-256
    list.csv  catalog.jsonld  readme.txt
    7707083893-forums/
      meta.csv  structure-20261123.csv  data-20261123-structure-20261123.csv  …
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NotRequired, TypedDict

from django.conf import settings

from resolutions.open_data.publisher import table_name

FORMAT = 1
DESCRIPTION = "dump.json"
CURRENT = "current"

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    path: str  # within the dump's folder
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Version:
    """The data of one day."""

    day: date
    rows: int
    data: File
    structure: File


@dataclass(frozen=True)
class DataSet:
    table: str
    created: date  # first published
    provenance: str  # what the last change was
    versions: tuple[Version, ...]  # newest first

    @property
    def newest(self) -> Version:
        return self.versions[0]


@dataclass(frozen=True)
class Dump:
    folder: Path
    made: datetime
    first_day: date | None  # of the forums whose day is known
    last_day: date | None
    sets: tuple[DataSet, ...]
    passports: tuple[File, ...]  # list.csv, meta.csv of every set, the catalogue, the explanations
    hidings: tuple[int, ...] = ()  # which hidings of words it knew: what came later is still said in it

    def set_of(self, table: str) -> DataSet | None:
        return next((found for found in self.sets if found.table == table), None)

    def holds_texts(self, file: File) -> bool:
        """Whether it is data of a day: what describes them says no word of a resolution."""
        return any(file == version.data for found in self.sets for version in found.versions)

    def files(self) -> list[File]:
        versions = [version for found in self.sets for version in found.versions]
        return [*self.passports, *(file for version in versions for file in (version.data, version.structure))]

    def file(self, path: str) -> File | None:
        """Only what the dump wrote: a name is looked up, never joined to a folder. The owner's number is not part
        of a name, so that an address lives on when the number is filled in or changes."""
        return next((file for file in self.files() if table_name(file.path) == table_name(path)), None)


def structure_name(day: date) -> str:
    """Of the structure that holds since this day."""
    return f"structure-{day:%Y%m%d}.csv"


def data_name(day: date, structure: str) -> str:
    """Of the data of this day, which have the structure of that name."""
    return f"data-{day:%Y%m%d}-{structure}"


def current_dump() -> Dump | None:
    """The one that everybody sees; None before the first."""
    folder = (Path(settings.OPEN_DATA_ROOT) / CURRENT).resolve()
    try:
        return read(json.loads((folder / DESCRIPTION).read_text(encoding="utf-8")), folder)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as damage:
        logger.error("%s is damaged (%s); the next dump starts anew.", folder / DESCRIPTION, damage)
        return None


def described(dump: Dump) -> str:
    """As JSON, for `dump.json`."""
    fields = {"format": FORMAT} | asdict(dump)
    del fields["folder"]
    return json.dumps(fields, default=lambda day: day.isoformat(), ensure_ascii=False, indent=1)


class FileKept(TypedDict):
    path: str
    bytes: int
    sha256: str


class VersionKept(TypedDict):
    day: str
    rows: int
    data: FileKept
    structure: FileKept


class SetKept(TypedDict):
    table: str
    created: str
    provenance: str
    versions: list[VersionKept]


class DumpKept(TypedDict):
    format: int
    made: str
    first_day: str | None
    last_day: str | None
    sets: list[SetKept]
    passports: list[FileKept]
    hidings: NotRequired[list[int]]


def read(fields: DumpKept, folder: Path) -> Dump:
    if fields["format"] != FORMAT:
        raise ValueError(f"format {fields['format']}")
    return Dump(
        folder=folder,
        made=datetime.fromisoformat(fields["made"]),
        first_day=day_or_none(fields["first_day"]),
        last_day=day_or_none(fields["last_day"]),
        sets=tuple(read_set(found) for found in fields["sets"]),
        passports=tuple(File(**file) for file in fields["passports"]),
        hidings=tuple(fields.get("hidings", ())),
    )


def read_set(fields: SetKept) -> DataSet:
    versions = tuple(
        Version(
            day=date.fromisoformat(version["day"]),
            rows=version["rows"],
            data=File(**version["data"]),
            structure=File(**version["structure"]),
        )
        for version in fields["versions"]
    )
    return DataSet(fields["table"], date.fromisoformat(fields["created"]), fields["provenance"], versions)


def day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
