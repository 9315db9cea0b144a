"""`restore_forum SLUG`: a deleted forum comes back as it was. Exit 0: done; 2: refused, with one sentence on stderr."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.models import Forum
from resolutions.review.restoring import TOO_LATE, CannotRestore, restore_forum

REFUSED = 2


class Command(BaseCommand):
    help = "Восстанавливает удалённый форум: 90 дней после удаления."
    exits = (0, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="последняя часть адреса форума: /forums/АДРЕС/")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        try:
            restored = restore_forum(forum_called(slug), by=None)
        except CannotRestore as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(REFUSED) from None
        self.stdout.write(restored.sentence)


def forum_called(slug: str) -> Forum:
    forum: Forum | None = Forum.everything.filter(slug=slug).select_related("organizer").first()
    if forum is None:
        was_there = Forum.history.filter(slug=slug).exists()
        raise CannotRestore(TOO_LATE if was_there else f"Форума с адресом «{slug}» нет.")
    return forum
