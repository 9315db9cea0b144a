"""The front door."""

import pytest
from django.urls import reverse

from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory

pytestmark = pytest.mark.django_db


def test_home_counts_and_shows_what_is_public(client):
    shown = AddressingFactory(recommendation__section__forum__title="Открытый")
    AddressingFactory(recommendation__section__forum__published_at=None, addressee=shown.addressee)
    AddresseeFactory()

    context = client.get(reverse("home")).context

    assert context["totals"] == {"forums": 1, "recommendations": 1, "addressees": 1}
    assert [forum.title for forum in context["forums"]] == ["Открытый"]
    assert [(row, row.recommendation_count) for row in context["addressees"]] == [(shown.addressee, 1)]
    assert list(context["latest"]) == [shown.recommendation]


def test_an_empty_register_has_a_front_door(client):
    assert client.get(reverse("home")).context["totals"] == {
        "forums": 0,
        "recommendations": 0,
        "addressees": 0,
    }


def test_forums_without_a_date_come_last(client):
    undated = ForumFactory(starts_on=None)
    dated = ForumFactory()

    assert list(client.get(reverse("home")).context["forums"]) == [dated, undated]
