"""Where there is no index to be had, the database answers: all but words, counts and what is like something."""

from pathlib import Path

import pytest
from django.urls import reverse

from tests.factories import AddressingFactory, RecommendationFactory, SectionFactory
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def no_index(settings):
    """A file stands where the folder should be."""
    Path(settings.INDEX_ROOT).write_text("")


@pytest.fixture
def row(no_index):
    section = SectionFactory()
    rows = [RecommendationFactory(section=section, text=f"Двор {number}") for number in range(3)]
    AddressingFactory(recommendation=rows[0], addressee__name="мэрия")
    RecommendationFactory(text="Скрытый двор", section__forum__published_at=None)
    return rows[0]


def test_the_list_and_its_filters_answer_without_counts(client, row):
    answers = [client.get(f"{LIST}?{query}") for query in ("", "to=meriya", "year=none", "page_size=2&page=2")]

    texts = [texts_of(answer) for answer in answers]
    assert texts == [["Двор 0", "Двор 1", "Двор 2"], ["Двор 0"], [], ["Двор 2"]]
    assert {answer.status_code for answer in answers} == {200}
    assert [facet.name for facet in answers[0].context["facets"] if any(o.count for o in facet.options)] == []


def test_words_are_said_to_be_out_of_order_for_a_while(client, row):
    answer = client.get(f"{LIST}?q=двор")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Поиск по словам восстанавливается" in answer.content.decode()


def test_the_other_pages_say_what_they_can(client, row):
    values = client.get(reverse("recommendation-values", args=["to"]))
    suggestions = client.get(reverse("recommendation-suggestions"), {"q": "мэр"})
    page = client.get(row.get_absolute_url())

    assert (values.status_code, "Числа пересчитываются" in values.content.decode()) == (200, True)
    assert [group.label for group in suggestions.context["groups"]] == ["Кому"]
    assert (page.status_code, page.context["alike"]) == (200, [])


def test_the_api_counts_in_the_database(client, row):
    AddressingFactory(recommendation=row.section.recommendations.last(), addressee=row.addressings.get().addressee)
    answers = [client.get(reverse(f"api-{noun}-list")).json()["results"] for noun in ("addressee", "section")]

    assert [[found["count"] for found in rows] for rows in answers] == [[2], [3]]


def test_nothing_of_it_is_remembered(client, row):
    addresses = [LIST, f"{reverse('recommendation-suggestions')}?q=дв", row.get_absolute_url()]
    without = [client.get(address) for address in addresses]

    assert ["ETag" in answer for answer in without] == [False] * 3
