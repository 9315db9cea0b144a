"""The data of an archive: everything from one moment of the register, written before any page is made."""

import json
from collections.abc import Iterable

from django.conf import settings

from resolutions.archive.bag import Bag
from resolutions.archive.chosen import Chosen
from resolutions.archive.kept import told
from resolutions.archive.layout import ABOUT, EMBLEM, FORMAT, KIND, ROWS, SOURCES, forum_file
from resolutions.archive.notes import Notes
from resolutions.archive.sources import Source, pieces, source_of
from resolutions.archive.tables import write_tables
from resolutions.archive.telling import CHUNK, Told, forum_told
from resolutions.archive.telling_directories import directories_told
from resolutions.models import Forum, Look
from resolutions.models.look import ONLY
from resolutions.open_data.publisher import publisher_name
from resolutions.open_data.snapshot import snapshot
from resolutions.web.look import shown


def write_data(bag: Bag, notes: Notes, chosen: Chosen) -> None:
    notes.make("confirmed (pk INTEGER PRIMARY KEY)")
    with snapshot():
        look = Look.objects.filter(pk=ONLY).first() or Look()
        for name, rows in directories_told(chosen).items():
            write_rows(bag, ROWS.format(name), rows)
        keys = chosen.addressees().values_list("pk", flat=True)
        notes.add_all("confirmed", ((key,) for key in keys.iterator(CHUNK)))
        for forum in chosen.forums().for_page().order_by("pk").iterator(CHUNK):
            write_forum(bag, notes, forum)
        write_tables(bag, chosen, shown(look).whole_name)
    if look.emblem_version:
        bag.write(EMBLEM, bytes(look.emblem))
    about = {"kind": KIND, "format": FORMAT, "site": settings.SITE_ADDRESS, "publisher": publisher_name()} | told(look)
    if chosen.organizer:
        about["organizer"] = chosen.organizer.slug
    bag.write(ABOUT, as_json(about))


def write_rows(bag: Bag, path: str, rows: Iterable[Told]) -> None:
    with bag.place(path).open("w", encoding="utf-8", newline="") as file:
        file.writelines(map(as_json, rows))
    bag.take(path)


def write_forum(bag: Bag, notes: Notes, forum: Forum) -> None:
    source = source_of(forum)
    if source:
        write_source(bag, source)

    def confirmed(keys: Iterable[int]) -> set[int]:
        return {key for (key,) in notes.among("SELECT pk FROM confirmed WHERE pk IN", keys)}

    bag.write(forum_file(forum.slug), as_script(forum.slug, forum_told(forum, source, confirmed)))


def write_source(bag: Bag, source: Source) -> None:
    path = f"{SOURCES}{source.file}"
    with bag.place(path).open("wb") as file:
        file.writelines(pieces(source))
    bag.take(path)


def as_script(slug: str, data: Told) -> str:
    """JSON on a line of its own, between two that make a script of it: a page in a folder can read nothing else."""
    return f'archiveGives("{slug}",\n{as_json(data)});\n'


def as_json(data: Told) -> str:
    """On one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
