"""`archive DIR`: everything public as a folder that needs no server. Exit 0: it is there; 2: refused, and why."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from resolutions.archive.making import CannotArchive, Made, make_archive
from resolutions.models import Organizer
from resolutions.open_data.csv_files import Miscounted
from resolutions.wording import grouped, plural

REFUSED = 2


class Command(BaseCommand):
    help = "Складывает весь опубликованный реестр в папку: страницы, поиск, данные, документы. Повторно – только новое."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path, help="папка архива; пустая, новая или прежний архив")
        parser.add_argument("--organizer", metavar="SLUG", help="только форумы этого организатора")

    def handle(self, *args: Any, folder: Path, organizer: str | None, **options: Any) -> None:
        try:
            made = make_archive(folder, organizer_called(organizer))
        except CannotArchive as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from None
        except Miscounted as wrong:
            raise CommandError(f"Записано не то, что в реестре ({wrong}).", returncode=REFUSED) from wrong
        self.stdout.write(sentence(made))


def organizer_called(slug: str | None) -> Organizer | None:
    if slug is None:
        return None
    organizer = Organizer.objects.filter(slug=slug).first()
    if organizer is None:
        raise CommandError(f"Организатора «{slug}» нет.", returncode=REFUSED)
    return organizer


def sentence(made: Made) -> str:
    if not (made.written or made.removed):
        return "Ничего не изменилось: архив остался прежним."
    size = f"{made.bytes / 1_000_000:.1f} МБ".replace(".", ",")
    new = plural(made.written, "записан,записано,записано").split()[-1]
    return (
        f"{new.capitalize()} {plural(made.written, 'файл,файла,файлов')}, убрано {grouped(made.removed)}. "
        f"Всего в архиве {plural(made.files, 'файл,файла,файлов')}, {size}."
    )
