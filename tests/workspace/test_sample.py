"""The sample that editors download keeps the promise of its page: it is read without a doubt."""

import pytest
from django.urls import reverse

from resolution_reader import draft_outline, general_directory, to_json
from resolutions.workspace.sample import SECTIONS, TITLE

pytestmark = pytest.mark.django_db


def test_the_sample_is_read_as_it_is_written_and_leaves_nothing_to_settle(client):
    answer = client.get(reverse("sample-resolution"))

    outline = to_json(draft_outline(answer.content, "docx", general_directory()))

    assert answer["Content-Disposition"].startswith('attachment; filename="sample.docx"')
    assert (outline["title"], outline["date"], outline["place"]) == (TITLE, "2025-06-14", "город Тверь")
    assert {
        section["title"]: [item["text"] for item in section["recommendations"]] for section in outline["sections"]
    } == SECTIONS
    assert [problem["code"] for problem in outline["problems"]] == []


def test_the_help_page_offers_it(client):
    assert reverse("sample-resolution") in client.get(reverse("writing-help")).content.decode()
