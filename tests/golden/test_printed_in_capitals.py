"""Titles that are printed in capitals: every page, file and letter that says one says it in sentence case."""

import pytest
import time_machine

from resolutions.models import Draft, Forum, Section
from tests.golden.everything import everything
from tests.golden.kept import kept_pages
from tests.golden.register import NOW, World

pytestmark = pytest.mark.django_db

# How it begins in the document -> in sentence case, once it has been printed in capitals.
OF_FORUM = ("Резолюция V Общественного форума", "Резолюция V общественного форума")
OF_SECTION = ("Ресурсы для развития инициатив", "Ресурсы для развития инициатив")
OF_DRAFT = ("Резолюция IV Форума городских", "Резолюция IV форума городских")
# Where it is as printed: the forms that correct it, and data that reproduce the document.
AS_PRINTED = {
    OF_FORUM: {"admin/forum-change", "editor/mend-forum", "forums/akoma-ntoso-ozersk", "open-data/forums"},
    OF_SECTION: {
        "admin/forum-change",
        "admin/section-change",
        "editor/mend-section",
        "forums/akoma-ntoso-ozersk",
        "open-data/sections",
    },
    OF_DRAFT: {"admin/draft-change", "editor/review", "editor/text"},
}
NO_TITLES = {"editor/help", "forums/source"}  # an example, the file itself


def saying(words: str, pages: dict[str, str]) -> set[str]:
    return {name for name, text in pages.items() if words in text}


def print_in_capitals(world: World) -> None:
    for row in [*Forum.objects.all(), *Section.objects.all()]:
        type(row).objects.filter(pk=row.pk).update(title=row.title.upper())
    for draft in Draft.objects.exclude(outline={}):
        draft.outline["title"] = (draft.outline["title"] or "").upper()
        draft.save()


@time_machine.travel(NOW, tick=False)
def test_every_page_file_and_letter_says_it_in_sentence_case(world):
    print_in_capitals(world)

    now, before = (
        {name: text for name, text in pages.items() if name not in NO_TITLES}
        for pages in (everything(world), kept_pages())
    )
    for of, as_printed in AS_PRINTED.items():
        title, shown = of
        assert saying(title.upper(), now) == as_printed
        assert saying(shown, now) | as_printed == saying(title, before)
