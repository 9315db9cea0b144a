"""What the beginning of a query may lead to, below the search box."""

import pytest
from django.urls import reverse

from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
SUGGEST = reverse("recommendation-suggestions")


@pytest.fixture
def register():
    tomsk = LocalityFactory(name="Томск")
    hall = AddresseeFactory(name="Администрация Томска")
    hall.aliases.create(name="Горадминистрация")
    AddresseeFactory(name="Администрация Северска", is_reviewed=False)
    section = SectionFactory(forum=ForumFactory(title="Форум соседей", locality=tomsk))
    for text in ("Благоустроить дворы", "Благоустройство двора", "Двор для детей"):
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=hall)
    ForumFactory(title="СЪЕЗД XI города «ДОМ У ОБИ»")
    hidden = ForumFactory(title="Форум секретов", published_at=None, locality=LocalityFactory(name="Томилино"))
    RecommendationFactory(section__forum=hidden, text="Дворянское гнездо")


def groups(client, query):
    answer = client.get(SUGGEST, {"q": query})
    assert answer.status_code == 200
    return {group.label: [row.label for row in group.suggestions] for group in answer.context["groups"]}


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("дв", {"Слова в рекомендациях": ["двор"]}),
        ("ДВ", {"Слова в рекомендациях": ["двор"]}),
        ("дети дв", {"Слова в рекомендациях": ["дети двор"]}),
        ("томс", {"Кому": ["Администрация Томска"], "Место": ["Томск"]}),
        ("админ", {"Кому": ["Администрация Томска"]}),
        ("горадм", {"Кому": ["Администрация Томска"]}),
        ("соседей", {"Форумы": ["Форум соседей"]}),
        ("Съезд XI гор", {"Форумы": ["Съезд XI города «Дом у Оби»"]}),
        ("«дом", {"Форумы": ["Съезд XI города «Дом у Оби»"]}),
        ("секрет", {}),
        ("томи", {}),
        ("северск", {}),
        ("д", {}),
    ],
)
def test_a_beginning_leads_to_words_addressees_places_and_forums(client, query, expected):
    assert groups(client, query) == expected


@pytest.mark.usefixtures("register")
def test_each_suggestion_leads_to_something(client):
    answer = client.get(SUGGEST, {"q": "томс"})

    links = [row.url for group in answer.context["groups"] for row in group.suggestions]
    assert links == ["/recommendations/?to=administratsiya-tomska", "/recommendations/?place=tomsk"]
    assert [client.get(link).context["total"] for link in links] == [3, 3]


@pytest.mark.parametrize("count", [1, 30])
def test_suggestions_cost_the_same_for_any_number_of_names(client, count, django_assert_num_queries):
    for number in range(count):
        AddressingFactory(
            addressee__name=f"Совет {number}",
            recommendation__section__forum__title=f"Советы {number}",
            recommendation__section__forum__locality__name=f"Советск {number}",
            recommendation__text="Советовать",
        )
    client.get(SUGGEST, {"q": "дв"})

    with django_assert_num_queries(5):  # content version (for the page and for the index), addressees, places, forums
        client.get(SUGGEST, {"q": "совет"})
