"""The directories of an archive as rows that are not saved: read from its data, kept on the disk, asked by slug."""

import json
from functools import lru_cache
from typing import Any

from django.db.models import Model

from resolutions.archive.kept import Row, row_of
from resolutions.archive.notes import Notes
from resolutions.archive.reading import Archive, Told
from resolutions.models import Addressee, Locality, Organizer, Region, Theme

NAMES: dict[type[Model], str] = {
    Organizer: "organizers",
    Region: "regions",
    Locality: "localities",
    Theme: "themes",
    Addressee: "addressees",
}
REMEMBERED = 2000  # rows, of which pages that follow each other ask for the same


class Shown:
    """A `Directory`. Keys of rows are made up: they tell one row from another while pages are made."""

    def __init__(self, archive: Archive, notes: Notes) -> None:
        self.notes = notes
        self.named = 0
        notes.make("named (key INTEGER PRIMARY KEY, kind TEXT, slug TEXT, parent TEXT, told TEXT, UNIQUE (kind, slug))")
        for kind in NAMES.values():
            rows = archive.rows(kind)
            notes.add_all("named", ((None, kind, row["slug"], row.get("parent"), json.dumps(row)) for row in rows))
        self.known = lru_cache(maxsize=REMEMBERED)(self.known)  # type: ignore[method-assign]  # of this run

    def known(self, kind: str, slug: str) -> tuple[int, Told]:
        """The key and what is told of it."""
        asked = "SELECT key, told FROM named WHERE kind = ? AND slug = ?"
        for key, told in self.notes.ask(asked, kind, slug):
            return key, json.loads(told)
        raise KeyError(f"{kind}: {slug}")

    def row(self, model: type[Row], slug: str, **relations: Any) -> Row:
        key, told = self.known(NAMES[model], slug)
        return row_of(model, told, pk=key, **relations)

    def organizer(self, slug: str) -> Organizer:
        return self.row(Organizer, slug)

    def locality(self, slug: str) -> Locality:
        _, told = self.known("localities", slug)
        region = self.row(Region, told["region"]) if "region" in told else None
        return self.row(Locality, slug, region=region)

    def theme(self, slug: str) -> Theme:
        return self.row(Theme, slug)

    def addressee(self, slug: str) -> Addressee:
        _, told = self.known("addressees", slug)
        return self.row(Addressee, slug, locality=self.place_of(told))

    def unconfirmed(self, told: Told) -> Addressee:
        self.named += 1
        return row_of(Addressee, told, pk=-self.named, locality=self.place_of(told))

    def place_of(self, told: Told) -> Locality | None:
        return self.locality(told["locality"]) if "locality" in told else None
