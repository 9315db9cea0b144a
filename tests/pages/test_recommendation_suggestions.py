"""What the beginning of a query may lead to, below the search box."""

import time
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
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


@pytest.fixture
def more():
    """Seversk in two regions, each with a council of its own; a theme and a year."""
    for region, year, text in (("Томская область", 2021, "Починить дороги"), ("Омская область", 2023, "Открыть школу")):
        place = LocalityFactory(name="Северск", region=RegionFactory(name=region))
        section = SectionFactory(forum__locality=place, forum__title="Слёт", forum__starts_on=date(year, 1, 1))
        section.themes.add(ThemeFactory(name=f"Северная тема {year}"))
        council = AddresseeFactory(name="Северный совет", locality=place)
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=council)


def told(client, query):
    """By group: what is suggested, where, and how many it says; each leads to so many."""
    found = {}
    for group in client.get(SUGGEST, {"q": query}).context["groups"]:
        for row in group.suggestions:
            if row.count is not None:
                assert client.get(row.url).context["total"] == row.count
                found.setdefault(group.label, []).append((f"{row.words} {row.label}".strip(), row.where, row.count))
    return found


@pytest.mark.usefixtures("more")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("северск", {"Место": [("Северск", "Омская область", 1), ("Северск", "Томская область", 1)]}),
        ("северный", {"Кому": [("Северный совет", "Северск", 1)] * 2}),
        ("северная т", {"Тема": [("Северная тема 2021", "", 1), ("Северная тема 2023", "", 1)]}),
        ("омская", {"Регион": [("Омская область", "", 1)]}),
        (
            "202",
            {
                "Тема": [("Северная тема 2021", "", 1), ("Северная тема 2023", "", 1)],
                "Год": [("2021", "", 1), ("2023", "", 1)],
            },
        ),
        (
            "дороги севе",
            {
                "Кому": [("дороги Северный совет", "Северск", 1)],
                "Место": [("дороги Северск", "Томская область", 1)],
                "Тема": [("дороги Северная тема 2021", "", 1)],
            },
        ),
        ("дороги 20", {"Тема": [("дороги Северная тема 2021", "", 1)], "Год": [("дороги 2021", "", 1)]}),
        ("слоны северск", {}),
        ("еверск", {}),
    ],
)
def test_names_come_with_where_they_are_and_how_many_they_find(client, query, expected):
    assert told(client, query) == expected


@pytest.mark.usefixtures("more")
def test_a_name_after_words_leads_to_both(client):
    [group] = [
        group for group in client.get(SUGGEST, {"q": "дороги северс"}).context["groups"] if group.label == "Место"
    ]

    assert [row.url for row in group.suggestions] == [
        f"/recommendations/?{urlencode({'place': 'seversk', 'q': 'дороги'})}"
    ]


@pytest.mark.parametrize("words", ["", "з" * 100_000, "[(*" * 200, "северск " * 500, '"', "2", "20 20 20 20"])
def test_whatever_is_typed_is_answered_at_once(client, more, words):
    since = time.process_time()

    assert client.get(SUGGEST, {"q": words}).status_code == 200
    assert time.process_time() - since < 2


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

    with django_assert_num_queries(3):  # content version (for the page and for the index), forums; names are known
        client.get(SUGGEST, {"q": "совет"})
