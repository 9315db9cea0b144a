"""`propose_themes [--apply]`: which themes fit the sections that have none, and by which words.

Exit 0: done; 1: some were changed by somebody else meanwhile and left alone; 2: refused, with one sentence on stderr.
"""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from resolutions.models import Section, Theme
from resolutions.review.themes_of_register import apply, found_in
from resolutions.wording import plural

logger = logging.getLogger(__name__)
PARTLY, REFUSED = 1, 2
SECTIONS = "секция,секции,секций"


class Command(BaseCommand):
    help = "Предлагает темы секциям, у которых их нет; --apply ставит их, у опубликованных тоже."
    exits = (0, PARTLY, REFUSED)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="поставить предложенные темы")

    def handle(self, *args: Any, **options: Any) -> None:
        if not Theme.objects.current().exists():
            self.stderr.write("В реестре нет ни одной темы: добавьте их на странице управления.")
            raise SystemExit(REFUSED)
        count = left = 0
        for found in found_in(Section.objects.all()):
            section = found.section
            self.stdout.write(f"{section.forum.heading}: {section.heading}")
            for one in found.proposed:
                words = ", ".join(f"«{word}»" for word in one.words)
                self.stdout.write(f"    {one.theme}: {words}")
            count += 1
            if options["apply"] and not apply(found):
                left += 1
                self.stdout.write("    не поставлено: секцию тем временем изменили.")
        if options["apply"]:
            logger.info("the operator has set themes of %s sections", count - left)
        self.stdout.write(self.sentence(count, left, is_applied=options["apply"]))
        if left:
            raise SystemExit(PARTLY)

    def sentence(self, count: int, left: int, *, is_applied: bool) -> str:
        if not count:
            return "Предложить нечего: у секций есть темы, или по словам их не понять."
        if is_applied:
            return f"Темы поставлены: {plural(count - left, SECTIONS)}."
        return f"Темы предложены: {plural(count, SECTIONS)}. Поставит их --apply."
