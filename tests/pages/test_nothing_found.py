"""When nothing was found, the page offers what would find something, and how much."""

import pytest
from django.urls import reverse
from lxml import html

from resolutions.vocabulary import AddresseeKind
from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def register():
    """Four recommendations of 2019 to a department, one to its hall; two to nobody without a date."""
    hall = AddresseeFactory(name="мэрия")
    department = AddresseeFactory(name="управление", kind=AddresseeKind.DEPARTMENT, parent=hall)
    section = SectionFactory()
    for text in ("Двор", "Двор и сад", "Сад", "Сквер"):
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=department)
    AddressingFactory(recommendation=RecommendationFactory(section=section, text="Сад у реки"), addressee=hall)
    undated = SectionFactory(forum=ForumFactory(starts_on=None))
    RecommendationFactory(section=undated, text="Парк")
    RecommendationFactory(section=undated, text="Двор в парке")


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "ways"),
    [
        ("year=none&to=meriya", [("Без фильтра «Кому»", 2), ("Без фильтра «Год»", 1)]),
        ("year=none&to=meriya&departments=1", [("Без фильтра «Год»", 5), ("Без фильтра «Кому»", 2)]),
        ("year=2020", [("Без фильтра «Год»", 7)]),
        ("year=2020&q=двор", [("Без слов", 0), ("Без фильтра «Год»", 3)]),
        ("year=none&q=сад", [("Без фильтра «Год»", 3), ("Без слов", 2)]),
        (
            "year=none&kind=council&q=двор",
            [("По одним словам, без фильтров,", 3), ("Без фильтра «Вид адресата»", 1)],
        ),
        ("q=слон", []),
        ("q=слон&year=2019", [("Без слов", 5)]),
    ],
)
def test_each_way_out_finds_as_many_as_it_says(client, query, ways):
    answer = client.get(f"{LIST}?{query}&sort=document")

    offered = answer.context["ways_out"]
    assert [(way["label"], way["count"]) for way in offered] == [way for way in ways if way[1]]
    assert [client.get(LIST + way["url"]).context["total"] for way in offered] == [way["count"] for way in offered]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("q=слон", "Проверьте, нет ли опечатки, замените слова или возьмите их меньше."),
        ("q=слон&year=2019", "Уберите один из фильтров или начните сначала."),
        ("year=2020", "Уберите один из фильтров или начните сначала."),
    ],
)
def test_the_hint_speaks_of_what_was_asked_for(client, query, hint):
    page = html.fromstring(client.get(f"{LIST}?{query}").content.decode())

    assert [text.text for text in page.xpath("//div[@class='empty']/p")[:1]] == [hint]


@pytest.mark.usefixtures("register")
def test_what_finds_something_needs_no_way_out(client):
    assert client.get(f"{LIST}?q=двор").context["ways_out"] == []
