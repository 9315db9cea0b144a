"""«Возможно, вы искали»: what was misspelt, or typed in the wrong keyboard layout, leads to what was meant."""

import time

import pytest
from django.urls import reverse
from lxml import html

from tests.factories import RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


@pytest.fixture
def register():
    section = SectionFactory()
    for text in (
        "Благоустроить дворы и детские площадки",
        "Рекомендовать мэрии города поддержать ТОС",
        "Открыть online-школу волонтёров",
        "Провести субботник для развития соседства",
    ):
        RecommendationFactory(section=section, text=text)


def offered(client, query, **more):
    """(words, address) of the offer on the page; None if there is none."""
    page = html.fromstring(client.get(LIST, {"q": query, **more}).content.decode())
    links = page.xpath("//p[@class='corrected']/a")
    return (links[0].text, links[0].get("href")) if links else None


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("благоустроитъ", "благоустроить"),
        ("плащадки", "площадки"),
        ("площдки", "площадки"),
        ("плоощадки", "площадки"),
        ("пложадки", "площадки"),
        ("полщадки", "площадки"),
        ("развитея", "развития"),  # «развитья» is as near
        ("субботнк", "субботник"),
        ("детские плащадки", "детские площадки"),
        ("мэрии плащадки", None),  # no text has both
        ("lfjhs ldjhs", None),  # half of it has no meaning
        ("ldjhs", "дворы"),
        ("vэрии", "мэрии"),
        ("vthbz", None),  # «мерия» typed so is nothing that a text has
        ("v'hbz", "мэрия"),
        ("ghjdtcnb", "провести"),
        ("online", None),
        ("двор", None),
        ("слон", None),
        ("тос", None),
        ("тс", None),
        ("тоз", None),  # three letters: too many words are one letter away
        ("двоп", "двор"),
        ("!!!", None),
        ("qwerty", None),
    ],
)
def test_what_was_meant_is_offered_if_it_finds_something(client, query, meant):
    offer = offered(client, query)

    assert (offer and offer[0]) == meant
    if offer:
        assert client.get(LIST + offer[1]).context["total"] > 0


@pytest.mark.usefixtures("register")
def test_the_offer_keeps_the_filter(client):
    offer = offered(client, "плащадки", year="2019", page="1")

    assert offer == ("площадки", "?q=%D0%BF%D0%BB%D0%BE%D1%89%D0%B0%D0%B4%D0%BA%D0%B8&year=2019")


@pytest.mark.usefixtures("register")
def test_an_offer_is_text(client):
    page = client.get(LIST, {"q": "<b>плащадки</b>"}).content.decode()

    assert "<b>площадки" not in page


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("query", ["абракадабра " * 16, "ъ" * 200, "йцукенгшщзхъ фывапролджэ ячсмитьбю " * 6])
def test_a_query_of_nothing_but_misprints_is_answered_in_a_moment(client, query):
    client.get(LIST, {"q": "разогрев"})

    started = time.process_time()
    offered(client, query)

    assert time.process_time() - started < 2
