"""Two people at the lines of one section: what one of them saved counts for the other's page, opened before."""

import pytest
from django.urls import reverse

from resolutions.models import Line
from tests.factories import (
    LineFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db


def test_pages_of_lines_that_go_round_are_shown(client):
    section = SectionFactory()
    first = LineFactory(section=section, order=1, text="A:", label="1.")
    second = LineFactory(section=section, order=2, text="B:", above=first, level=2)
    row = RecommendationFactory(section=section, order=3, group=second)
    Line.objects.filter(pk=first.pk).update(above=second)  # no form lets it

    pages = [section.forum.get_absolute_url(), row.get_absolute_url(), reverse("recommendation-list")]

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
