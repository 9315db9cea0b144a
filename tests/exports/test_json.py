"""JSON: the outward records and nothing else, in an envelope that says which they are."""

import json
from datetime import datetime

import pytest

from resolutions.models import Recommendation
from resolutions.records import record_of
from tests.exports.taking import SITE, address_of, taken
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("register")
def test_the_records_are_those_of_the_register_in_an_envelope(client):
    told = json.loads(taken(client, address_of("json", "year=2021&year=none&to=nko&to=none")))

    rows = Recommendation.objects.filter(text__in=["Построить площадку.\nИ стадион.", "Провести турнир."])
    third = Recommendation.objects.filter(text="Посадить деревья.")
    records = [record_of(row) for row in [*rows.newest_first().for_records(), *third.for_records()]]
    day = datetime.fromisoformat(told.pop("date"))
    assert told == {
        "title": "Рекомендации общественных форумов",
        "filter": [
            {"parameter": "Кому", "values": ["НКО", "Адресат не указан"]},
            {"parameter": "Год", "values": ["2021", "Дата не указана"]},
        ],
        "url": f"{SITE}/recommendations/?to=nko&to=none&year=2021&year=none",
        "results": records,
        "count": 3,
    }
    assert day.tzinfo is not None


def test_nothing_is_an_empty_list(client):
    told = json.loads(taken(client, address_of("json")))

    assert (told["results"], told["count"], told["filter"]) == ([], 0, [])


@pytest.mark.parametrize("counts", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (0, 0, 0)])
def test_a_section_without_recommendations_leaves_no_gap(client, counts):
    forum = ForumFactory()
    for order, count in enumerate(counts):
        section = SectionFactory(forum=forum, order=order)
        RecommendationFactory.create_batch(count, section=section, text=f"Из секции {order}")

    told = json.loads(taken(client, f"{forum.get_absolute_url()}export/json/"))

    texts = [f"Из секции {order}" for order, count in enumerate(counts) if count]
    assert ([row["text"] for row in told["results"]], told["count"]) == (texts, sum(counts))


def test_signs_that_json_minds_come_back_as_they_were(client):
    text = 'кавычка " черта \\ </script> \u2028 перевод\nстроки 😀'
    RecommendationFactory(text=text)

    assert json.loads(taken(client, address_of("json")))["results"][0]["text"] == text


def test_pieces_make_one_whole(client):
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text=f"Пункт {order}") for order in range(1001)
    )

    told = json.loads(taken(client, address_of("json")))

    assert ([row["text"] for row in told["results"]], told["count"]) == ([f"Пункт {n}" for n in range(1001)], 1001)
