"""The list of recommendations under its filter, and one under its code."""

import pytest
from django.urls import reverse

from resolutions.models import Recommendation
from tests.factories import AddresseeFactory, AddressingFactory
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("api-recommendation-list")
SITE = "http://127.0.0.1:8000"


def codes(client, query: str = "") -> list[str]:
    return [row["code"] for row in client.get(f"{LIST}?{query}").json()["results"]]


def test_a_record_holds_what_the_contract_says(client, register):
    forum = {"slug": "tomsk-2021", "title": "Форум соседей", "date": "2021-04-21", "place": "Томск"}
    culture, hall = register.yards.addressings.order_by("role").values_list("code", flat=True)

    assert client.get(f"{LIST}?q=осветить").json()["results"] == [
        {
            "code": register.yards.code,
            "url": f"{SITE}/r/{register.yards.code}/",
            "number": "а",
            "label": "а)",
            "path": ["Предлагаем:", "1. Мэрии:"],
            "text": "Осветить дворы.",
            "act": "instruct",
            "deadline": {"days": 30, "from": "receipt"},
            "repeats": "ежегодно",
            "others": [{"name": "совет", "as_written": "совету", "role": "recipient"}],
            "forum": forum,
            "section": {"slug": "dvory", "title": "Дворы"},
            "addressees": [
                {"code": hall, "slug": "meriya-tomska", "name": "мэрия Томска", "role": "lead", "part": None},
                {
                    "code": culture,
                    "slug": "departament-kultury",
                    "name": "департамент культуры",
                    "role": "co-executor",
                    "part": "–",
                },
            ],
            "themes": [{"slug": "blagoustroystvo", "name": "Благоустройство"}],
        }
    ]


def test_what_a_document_does_not_say_is_empty_or_null(client, register):
    [row] = client.get(f"{LIST}?year=none").json()["results"]

    assert (row["forum"]["date"], row["forum"]["place"], row["addressees"], row["themes"]) == (None, None, [], [])
    told = ("label", "path", "act", "deadline", "repeats", "others")
    assert [row[name] for name in told] == ["", [], "recommend", None, None, []]


def test_a_term_is_a_day_or_the_words_from_which_none_follows(client, register):
    register.alone.due_as_written = "до конца года"
    register.alone.save()

    rows = client.get(f"{LIST}?sort=newest").json()["results"]

    assert [row["deadline"] for row in rows[1:]] == ["2026-05-01", "до конца года"]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["Осветить дворы.", "Беречь парки.", "Открыть клуб."]),
        ("q=двор", ["Осветить дворы.", "Беречь парки."]),  # the section of both is called «Дворы»
        ("to=meriya-tomska", ["Осветить дворы.", "Беречь парки."]),
        ("to=none", ["Открыть клуб."]),
        ("kind=department", ["Осветить дворы."]),
        ("section=tomsk-2021/dvory&sort=document", ["Осветить дворы.", "Беречь парки."]),
        ("theme=blagoustroystvo&year=2021", ["Осветить дворы.", "Беречь парки."]),
        ("region=tomskaya-oblast&place=tomsk", ["Осветить дворы.", "Беречь парки."]),
        ("year=2020", []),
        ("page_size=2&page=2", ["Открыть клуб."]),
        ("place=&unknown=1&format=xml", ["Осветить дворы.", "Беречь парки.", "Открыть клуб."]),
        ("page_size=1&page_size=100&page=9&page=1", ["Осветить дворы.", "Беречь парки.", "Открыть клуб."]),
    ],
)
def test_the_list_finds_what_the_page_finds(client, register, query, texts):
    answer = client.get(f"{LIST}?{query}").json()
    page = client.get(f"{reverse('recommendation-list')}?{query}")

    assert [row["text"] for row in answer["results"]] == texts
    assert (answer["count"], texts) == (page.context["total"], texts_of(page))


def test_a_merged_slug_means_its_successor(client, register):
    AddresseeFactory(name="горисполком", merged_into=register.hall)

    assert codes(client, "to=gorispolkom") == [register.yards.code, register.parks.code]


def test_pages_lead_to_one_another_at_the_configured_address(client, register):
    answer = client.get(f"{LIST}?sort=document&page_size=1&page=2", headers={"Host": "localhost"})

    assert (answer.json()["next"], answer.json()["previous"]) == (
        f"{SITE}{LIST}?sort=document&page_size=1&page=3",
        f"{SITE}{LIST}?sort=document&page_size=1&page=1",
    )
    assert answer["Link"] == (
        f'<{SITE}{LIST}?sort=document&page_size=1&page=3>; rel="next", '
        f'<{SITE}{LIST}?sort=document&page_size=1&page=1>; rel="prev"'
    )


def test_following_next_shows_every_row_once(client, register):
    seen, address = [], f"{LIST}?page_size=1"
    while address:
        page = client.get(address.removeprefix(SITE)).json()
        seen += [row["code"] for row in page["results"]]
        address = page["next"]

    assert seen == [register.yards.code, register.parks.code, register.alone.code]


def test_facets_name_every_value_with_its_count(client, register):
    assert client.get(LIST).json()["facets"] == {
        "to": [
            {"value": "meriya-tomska", "label": "мэрия Томска", "count": 2},
            {"value": "none", "label": "Адресат не указан", "count": 1},
            {"value": "departament-kultury", "label": "департамент культуры", "count": 1},
        ],
        "kind": [
            {"value": "city-hall", "label": "Мэрии и администрации", "count": 2},
            {"value": "department", "label": "Департаменты, управления, комитеты", "count": 1},
        ],
        "forum": [
            {"value": "tomsk-2021", "label": "Форум соседей", "count": 2},
            {"value": "forum", "label": "Резолюция форума (название не указано)", "count": 1},
        ],
        "section": [
            {"value": "tomsk-2021/dvory", "label": "Дворы", "count": 2},
            {"value": "forum/section", "label": "Без названия секции", "count": 1},
        ],
        "theme": [{"value": "blagoustroystvo", "label": "Благоустройство", "count": 2}],
        "place": [{"value": "tomsk", "label": "Томск", "count": 2}],
        "region": [{"value": "tomskaya-oblast", "label": "Томская область", "count": 2}],
        "year": [
            {"value": "2021", "label": "2021", "count": 2},
            {"value": "none", "label": "Дата не указана", "count": 1},
        ],
        "act": [
            {"value": "recommend", "label": "рекомендует", "count": 2},
            {"value": "instruct", "label": "поручает", "count": 1},
        ],
    }


def test_a_facet_ignores_its_own_choice_and_no_other(client, register):
    facets = client.get(f"{LIST}?kind=department&facets=kind,year").json()["facets"]

    assert {name: {row["value"]: row["count"] for row in rows} for name, rows in facets.items()} == {
        "kind": {"city-hall": 2, "department": 1},
        "year": {"2021": 1},
    }


@pytest.mark.parametrize(
    ("query", "facets"), [("none", []), ("year", ["year"]), ("section,forum", ["section", "forum"])]
)
def test_only_the_facets_asked_for_are_sent(client, register, query, facets):
    assert list(client.get(f"{LIST}?facets={query}").json()["facets"]) == facets


def test_forums_and_sections_of_many_recommendations_are_sent_by_name_only(client, register, monkeypatch):
    monkeypatch.setattr("resolutions.api.recommendations.FEW", 2)

    usual, narrow, named = (
        list(client.get(f"{LIST}?{query}").json()["facets"]) for query in ("", "to=none", "facets=forum")
    )

    assert usual == ["to", "kind", "theme", "place", "region", "year", "act"]
    assert narrow == ["to", "kind", "forum", "section", "theme", "place", "region", "year", "act"]
    assert named == ["forum"]


@pytest.mark.parametrize("value", ["x", "kind,", "none,kind", "kind year", "kind," * 2000])
def test_facets_that_are_none_are_named(client, value):
    answer = client.get(LIST, {"facets": value})

    assert (answer.status_code, [row["parameter"] for row in answer.json()["errors"]]) == (400, ["facets"])


def test_without_an_index_there_are_rows_but_no_counts(client, register, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.INDEX_ROOT = tmp_path / "file" / "index"

    answer = client.get(f"{LIST}?year=2021")

    assert ([row["code"] for row in answer.json()["results"]], answer.json()["facets"]) == (
        [register.yards.code, register.parks.code],
        None,
    )
    assert "ETag" not in answer
    words = client.get(f"{LIST}?q=двор")
    assert (words.status_code, words["Retry-After"], words["Content-Type"]) == (503, "5", "application/problem+json")


def test_a_query_that_is_too_long_is_cut_and_the_answer_says_so(client, register):
    long, short = (client.get(LIST, {"q": words}).json()["notes"] for words in ("двор " * 100, "двор"))

    assert (long, short) == (["Запрос обрезан до 200 знаков."], [])


def test_one_recommendation_is_the_same_record(client, register):
    [row] = client.get(f"{LIST}?q=осветить").json()["results"]

    assert client.get(reverse("api-recommendation-detail", args=[register.yards.code])).json() == row


def test_a_deleted_recommendation_is_gone_and_a_hidden_one_was_never_there(client, register, draft):
    deleted = register.alone.code
    register.alone.delete()

    answers = [
        client.get(reverse("api-recommendation-detail", args=[code])).status_code
        for code in (deleted, draft.recommendation.code, "nowhere")
    ]

    assert answers == [410, 404, 404]


def test_one_recommendation_costs_the_same_for_any_number_of_addressees(client, register, django_assert_num_queries):
    for _ in range(30):
        AddressingFactory(recommendation=Recommendation.objects.get(pk=register.parks.pk))

    # content version, recommendation, addressings, themes
    with django_assert_num_queries(4):
        client.get(reverse("api-recommendation-detail", args=[register.parks.code]))
