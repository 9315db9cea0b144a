"""The front door."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from resolutions.vocabulary import Act
from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory, RecommendationFactory, SectionFactory
from tests.shown import rows_of, texts_of

pytestmark = pytest.mark.django_db


def test_home_counts_and_shows_what_is_public(client):
    shown = AddressingFactory(recommendation__section__forum__title="Открытый")
    AddressingFactory(recommendation__section__forum__published_at=None, addressee=shown.addressee)
    AddresseeFactory()

    answer = client.get(reverse("home"))
    context = answer.context

    assert context["totals"] == {"forums": 1, "recommendations": 1, "other_acts": 0, "addressees": 1}
    assert [forum.title for forum in context["forums"]] == ["Открытый"]
    assert [(row, row.recommendation_count) for row in context["addressees"]] == [(shown.addressee, 1)]
    assert rows_of(answer) == [shown.recommendation]


def test_home_counts_requests_and_says_how_many_other_acts_there_are(client):
    section = AddressingFactory(recommendation__act=Act.ASK).recommendation.section
    for act in (Act.RECOMMEND, Act.DECIDE, Act.DECIDE, Act.NOTE):
        RecommendationFactory(section=section, act=act)
    RecommendationFactory(section__forum__published_at=None, act=Act.NOTE)

    answer = client.get(reverse("home"))
    links = html.fromstring(answer.content.decode()).xpath("//ul[@class='ways']//a[contains(@href, 'act=')]/@href")

    assert (answer.context["totals"]["recommendations"], answer.context["totals"]["other_acts"]) == (2, 3)
    assert [row.act for row in rows_of(answer)] == [Act.ASK]
    assert "3 решения и оценки" in answer.content.decode()
    assert [client.get(link).context["total"] for link in links] == [2, 3]


def test_of_the_newest_forums_one_request_each_is_shown(client):
    newest, silent, oldest = (ForumFactory(starts_on=date(year, 1, 1)) for year in (2024, 2023, 2022))
    for forum in (oldest, newest):
        section = SectionFactory(forum=forum)
        RecommendationFactory(section=section, text="Решить.", act=Act.DECIDE)
        RecommendationFactory.create_batch(3, section=section, text=f"Просить {forum.starts_on.year}.")
    RecommendationFactory(section__forum=silent, act=Act.NOTE)
    RecommendationFactory(section__forum=ForumFactory(starts_on=date(2025, 1, 1), published_at=None))

    assert texts_of(client.get(reverse("home"))) == ["Просить 2024.", "Просить 2022."]


def test_an_empty_register_has_a_front_door(client):
    assert client.get(reverse("home")).context["totals"] == {
        "forums": 0,
        "recommendations": 0,
        "other_acts": 0,
        "addressees": 0,
    }


def test_forums_without_a_date_come_last(client):
    undated = ForumFactory(starts_on=None)
    dated = ForumFactory()

    assert list(client.get(reverse("home")).context["forums"]) == [dated, undated]
