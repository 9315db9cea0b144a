"""`print_resolution FILE` or `--forum SLUG`: the text as the register prints it, a paragraph a line.

Of a document, what belongs to no part of the resolution is marked with `~`. Writes nothing; exit 2: refused, with one
sentence on stderr.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolution_reader import UnreadableDocument, adopted_text, document_at, general_directory, read_outline
from resolution_reader.cage import keep_places_in

REFUSED = 2


class Command(BaseCommand):
    help = "Напечатать резолюцию такой, какой её показывает реестр. «-» вместо файла: стандартный ввод."
    requires_system_checks: list[str] = []
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", metavar="FILE", nargs="?", help="файл резолюции или «-»")
        what.add_argument("--forum", metavar="SLUG", help="форум реестра: последняя часть адреса /forums/АДРЕС/")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = of_forum(options["forum"]) if options["forum"] else of_document(options["file"])
        except UnreadableDocument as refusal:
            sys.stderr.write(f"{refusal}\n")
            sys.exit(REFUSED)
        self.stdout.writelines(f"{line}\n" for line in lines)


def of_document(path: str) -> list[str]:
    keep_places_in(None)  # not even a lock is written to DATA_DIR
    data, format = document_at(path)
    blocks, outline = read_outline(data, format, general_directory())
    return adopted_text(outline, blocks)


def of_forum(slug: str) -> list[str]:
    from resolutions.models import Forum  # noqa: PLC0415 -- only this option needs the database
    from resolutions.register.as_outline import outline_of  # noqa: PLC0415 -- as above

    forum = Forum.objects.filter(slug=slug).select_related("locality").first()
    if forum is None:
        raise UnreadableDocument(f"Форума с адресом «{slug}» нет.")
    return adopted_text(outline_of(forum))
