"""`parse_resolution FILE`: the outline of one document as JSON on stdout; writes nothing, needs no database."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolution_reader import Directory, UnreadableDocument, document_at, draft_outline, general_directory, to_json
from resolution_reader.cage import keep_places_in

REFUSED = 2


class Command(BaseCommand):
    help = "Разобрать резолюцию и напечатать её структуру (JSON). «-» вместо файла: стандартный ввод."
    requires_system_checks: list[str] = []
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="файл резолюции или «-»")
        parser.add_argument(
            "--directory", choices=["general", "register"], default="general", help="справочник адресатов"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        keep_places_in(None)  # not even a lock is written to DATA_DIR
        try:
            data, format = document_at(options["file"])
            outline = draft_outline(data, format, _directory(options["directory"]))
        except UnreadableDocument as refusal:
            sys.stderr.write(f"{refusal}\n")
            sys.exit(REFUSED)
        self.stdout.write(json.dumps(to_json(outline), ensure_ascii=False, indent=1))


def _directory(which: str) -> Directory:
    if which == "general":
        return general_directory()
    from resolutions.review.receive import register_directory  # noqa: PLC0415 -- only this option needs the database

    return register_directory()
