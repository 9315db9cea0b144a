"""Whether every link of an archive leads to a file of it, and to a place of its page. Of any size."""

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from resolutions.archive.notes import Notes

ADDRESSES = "//@href | //@src | //form/@action"
REFRESH = "//meta[@http-equiv='refresh']/@content"
BROKEN = """
SELECT link.page, address FROM link LEFT JOIN place ON place.page = link.target AND place.id = link.fragment
WHERE place.page IS NULL ORDER BY link.page, address
"""


def broken_links(folder: Path) -> Iterator[tuple[str, str]]:
    """(page, address)."""
    with tempfile.TemporaryDirectory() as place:
        notes = Notes(Path(place) / "links.sqlite3")
        try:
            notes.make(
                "link (page TEXT, address TEXT, target TEXT, fragment TEXT)",
                "place (page TEXT, id TEXT, PRIMARY KEY (page, id)) WITHOUT ROWID",
            )
            for path in folder.rglob("*"):
                if path.is_file():
                    note(notes, path.relative_to(folder).as_posix(), path)
            yield from notes.ask(BROKEN)
        finally:
            notes.close()


def note(notes: Notes, name: str, file: Path) -> None:
    notes.add("place", (name, ""))
    if file.suffix != ".html":
        return
    page: Any = html.fromstring(file.read_bytes().decode())
    notes.add_all("place", ((name, place) for place in page.xpath("//@id")))
    asked = [*page.xpath(ADDRESSES), *(said.partition("url=")[2] for said in page.xpath(REFRESH))]
    notes.add_all("link", ((name, address, *led_to(name, address)) for address in asked))


def led_to(page: str, address: str) -> tuple[str, str]:
    """The file and the place in it; an address that leads out of the folder leads to no file."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return address, ""
    target = normpath(f"{PurePosixPath(page).parent}/{parts.path}") if parts.path else page
    return target, parts.fragment
