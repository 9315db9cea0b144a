"""What a value of an address means is read once, and holds for as long as somebody public has it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.models import Addressee, Forum, Locality, Recommendation, Region, Theme
from resolutions.register.publish import withdraw
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    ThemeFactory,
)
from tests.shown import texts_of

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("recommendation-list")
ASKED = {"to": "sovet-fonarey", "theme": "svet", "place": "tomsk", "region": "tomskaya-oblast"}
TABLES = {"to": Addressee, "theme": Theme, "place": Locality, "region": Region}


@pytest.fixture
def forum() -> Forum:
    region = RegionFactory(name="Томская область", slug=ASKED["region"])
    place = LocalityFactory(name="Томск", slug=ASKED["place"], region=region)
    row = AddressingFactory(
        addressee=AddresseeFactory(name="совет фонарей", slug=ASKED["to"]),
        recommendation__text="Зажечь лампы.",
        recommendation__section__forum__locality=place,
    ).recommendation
    row.section.themes.add(ThemeFactory(name="Свет", slug=ASKED["theme"]))
    RecommendationFactory(text="Погасить лампы.")
    return row.section.forum


def answers(client, name: str) -> tuple[int, list[str]]:
    page = client.get(LIST, {name: ASKED[name]})
    return page.status_code, texts_of(page)


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize("name", ASKED)
def test_it_is_read_once(client, name):
    first = answers(client, name)
    with CaptureQueriesContext(connection) as asked:
        client.get(LIST, {name: ASKED[name], "sort": "document"})

    assert first == (200, ["Зажечь лампы."])
    table = TABLES[name]._meta.db_table
    assert [query["sql"] for query in asked.captured_queries if f'FROM "{table}"' in query["sql"]] == []


@pytest.mark.parametrize("name", ASKED)
def test_it_means_nothing_once_nobody_public_has_it(client, forum, name):
    before = answers(client, name)

    withdraw(forum, by=None)

    known = 200 if name == "to" else 400  # a body that a moderator has looked at is known without anybody who asks it
    assert [before, answers(client, name)] == [(200, ["Зажечь лампы."]), (known, [])]


@pytest.mark.usefixtures("forum")
@pytest.mark.parametrize("name", ASKED)
def test_it_is_called_as_it_is_called_now(client, name):
    before = client.get(LIST, {name: ASKED[name]}).content.decode()

    TABLES[name].objects.filter(slug=ASKED[name]).update(name="Переименованное")
    after = client.get(LIST, {name: ASKED[name]}).content.decode()

    assert ['chip__label">Переименованное' in page for page in (before, after)] == [False, True]


@pytest.mark.usefixtures("forum")
def test_a_body_that_a_moderator_takes_back_means_nothing(client):
    before = answers(client, "to")

    Addressee.objects.filter(slug=ASKED["to"]).update(is_reviewed=False)

    assert [before, answers(client, "to")] == [(200, ["Зажечь лампы."]), (400, [])]


def test_of_several_values_they_stand_as_they_were_asked_for(client, forum):
    other = LocalityFactory(name="Бийск", slug="biysk")
    RecommendationFactory(section__forum__locality=other)
    client.get(LIST, {"place": "biysk"})

    chosen = client.get(f"{LIST}?place=tomsk&place=biysk").context["chosen"]

    assert [one["label"] for one in chosen] == ["Томск", "Бийск"]
    assert Recommendation.objects.filter(section__forum=forum).exists()
