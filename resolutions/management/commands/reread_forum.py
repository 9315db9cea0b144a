"""`reread_forum SLUG`: a forum's own document, read anew; the differences wait as a correction.

Exit 0: done, or nothing differs; 1: it waits to be read; 2: refused, with one sentence on stderr.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.models import Forum
from resolutions.review.reread_forum import CannotReread, reread_at_once

PARTLY, REFUSED = 1, 2


class Command(BaseCommand):
    help = "Читает исходный документ форума заново; отличия ждут решения редактора как исправление."
    exits = (0, PARTLY, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="последняя часть адреса форума: /forums/АДРЕС/")

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        forum = Forum.objects.filter(slug=slug).select_related("organizer", "locality").first()
        try:
            if forum is None:
                raise CannotReread(f"Форума с адресом «{slug}» нет.")
            found = reread_at_once(forum)
        except CannotReread as refusal:
            self.stderr.write(str(refusal))
            raise SystemExit(REFUSED) from None
        self.stdout.write(found.sentence)
        if found.draft and found.draft.is_unread:
            raise SystemExit(PARTLY)
