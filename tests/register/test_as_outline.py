"""The register prints a resolution as its document says it, once it has been entered."""

import pytest

from resolution_reader import adopted_text, general_directory, read_outline
from resolutions.register.as_outline import outline_of
from resolutions.review.enter import enter
from resolutions.review.sheet import sheet_json, sheet_of
from tests.documents.every import ALL, documents
from tests.factories import DraftFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ALL)
def test_every_document_of_the_repository_is_printed_without_what_was_skipped(name, tmp_path):
    differing = []
    for id, path in documents(name, tmp_path):
        blocks, outline = read_outline(path.read_bytes(), path.suffix[1:], general_directory())
        forum = enter(DraftFactory(outline=sheet_json(sheet_of(outline))), by=None)
        text = [line for line in adopted_text(outline, blocks) if not line.startswith("~ ")]
        if adopted_text(outline_of(forum)) != text:
            differing.append(id)

    assert differing == []


def test_it_asks_the_database_as_often_for_a_long_resolution_as_for_a_short_one(django_assert_num_queries):
    for count in (1, 30):
        text = "Резолюция форума\n\nШколам:\n" + "".join(f"{n}) Мэрии убрать двор {n}.\n" for n in range(1, 1 + count))
        _, outline = read_outline(text.encode(), "txt", general_directory())
        forum = enter(DraftFactory(outline=sheet_json(sheet_of(outline))), by=None)
        with django_assert_num_queries(6):
            outline_of(forum)
