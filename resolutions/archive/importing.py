"""The verb: an empty register becomes what an archive holds. All of it, or nothing.

Codes and slugs are those of the archive, so that every address that it kept answers again. What a release computes
(search, open data, what pages call a row) is made anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import Storage
from django.db import Error, transaction

from resolutions.archive.checking import DAMAGED, NoArchive, check
from resolutions.archive.entering import enter_resolution
from resolutions.archive.entering_directories import Entered
from resolutions.archive.reading import Archive
from resolutions.archive.rows import resolution_of
from resolutions.models import Addressee, Draft, Forum, Locality, Region, SourceDocument
from resolutions.models.fields import keep_others_waiting
from resolutions.register.look import LookChanged, Unfit, change_look

WHAT_FILLS = {
    "форумы": Forum.everything,
    "черновики": Draft.objects,
    "документы": SourceDocument.objects,
    "адресаты": Addressee.objects,
    "места": Locality.objects,
    "регионы": Region.objects,
}
NOT_EMPTY = "Реестр не пуст, в нём уже есть {}: архив вносится только в пустой. Возьмите новую базу и повторите."


def import_archive(folder: Path) -> int:
    """How many forums there are now. Raises NoArchive; then nothing has changed."""
    check(folder)
    archive = Archive(folder)
    with files_or_none() as kept, whole():
        refuse_what_is_not_empty()
        dress(archive)
        directory = Entered(archive)
        slugs = sorted(archive.forums(), key=lambda slug: (archive.published(slug), slug))
        for slug in slugs:
            enter_resolution(archive, resolution_of(archive.forum(slug), directory, lambda: None), kept)
    return len(slugs)


@contextmanager
def whole() -> Iterator[None]:
    """What the database refuses is no archive of a register."""
    try:
        with transaction.atomic():
            keep_others_waiting("import_archive")
            yield
    except (Error, Unfit, LookChanged) as refused:
        raise NoArchive(DAMAGED.format("data", refused)) from refused


@contextmanager
def files_or_none() -> Iterator[list[tuple[Storage, str]]]:
    """Files that are written meanwhile go with the rows that name them."""
    kept: list[tuple[Storage, str]] = []
    try:
        yield kept
    except BaseException:
        for storage, name in kept:
            storage.delete(name)
        raise


def refuse_what_is_not_empty() -> None:
    for what, rows in WHAT_FILLS.items():
        if rows.exists():
            raise NoArchive(NOT_EMPTY.format(what))


def dress(archive: Archive) -> None:
    """Name, emblem and colours; whom to ask the archive does not know."""
    look = archive.look
    said = {"name": look.name, "main_colour": look.main_colour, "accent_colour": look.accent_colour}
    if archive.emblem or any(said.values()):
        nobody = {"contact_email": "", "contact_phone": "", "contact_address": ""}
        change_look(None, look.version, said | nobody, archive.emblem or None)
