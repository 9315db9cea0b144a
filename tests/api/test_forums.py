"""Forums and sections: lists by place and year, and a resolution as it reads."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import AddressingFactory, ForumFactory, SectionFactory, ThemeFactory

pytestmark = pytest.mark.django_db
FORUMS = reverse("api-forum-list")
SECTIONS = reverse("api-section-list")
SITE = "http://127.0.0.1:8000"
TOMSK = {
    "slug": "tomsk-2021",
    "title": "Форум соседей",
    "date": "2021-04-21",
    "place": "Томск",
    "url": f"{SITE}/forums/tomsk-2021/",
    "ordinal": "V",
    "motto": "Вместе",
    "date_end": "2021-04-22",
    "place_slug": "tomsk",
    "region": {"slug": "tomskaya-oblast", "name": "Томская область"},
    "venue": "Дом культуры",
    "organizer": "Фонд",
    "count": 2,
}
NAMELESS = {
    "slug": "forum",
    "title": "Резолюция форума (название не указано)",
    "date": None,
    "place": None,
    "url": f"{SITE}/forums/forum/",
    "ordinal": "",
    "motto": "",
    "date_end": None,
    "place_slug": None,
    "region": None,
    "venue": "",
    "organizer": "Палата",
    "count": 1,
}


def test_forums_come_newest_first_with_what_is_known_of_them(client, register, draft):
    assert client.get(FORUMS).json() == {"count": 2, "next": None, "previous": None, "results": [TOMSK, NAMELESS]}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("place=tomsk", ["tomsk-2021"]),
        ("year=none", ["forum"]),
        ("year=2021&year=none", ["tomsk-2021", "forum"]),
        ("page_size=1&page=2", ["forum"]),
    ],
)
def test_forums_and_sections_are_chosen_by_place_and_year(client, register, query, slugs):
    forums, sections = (client.get(f"{door}?{query}").json()["results"] for door in (FORUMS, SECTIONS))

    assert [row["slug"] for row in forums] == slugs
    assert [row["forum"]["slug"] for row in sections] == slugs


def test_a_forum_says_how_it_was_adopted(client):
    forum = ForumFactory(adopted_on=date(2021, 4, 22), adopted_number="12", votes="за – 31, против – 2")

    assert client.get(reverse("api-forum-detail", args=[forum.slug])).json()["adopted"] == {
        "date": "2021-04-22",
        "number": "12",
        "votes": "за – 31, против – 2",
    }


def test_a_forum_reads_as_its_resolution(client, register):
    records = client.get(f"{reverse('api-recommendation-list')}?forum=tomsk-2021&sort=document").json()["results"]

    assert client.get(reverse("api-forum-detail", args=["tomsk-2021"])).json() == {
        **TOMSK,
        "adopted": {"date": None, "number": "", "votes": ""},
        "preamble": "Мы, участники форума.",
        "sections": [
            {
                "slug": "dvory",
                "title": "Дворы",
                "preamble": "Говорили о дворах.",
                "lead_in": "Предлагаем:",
                "groups": [
                    {"place": 0, "label": "", "text": "Предлагаем:", "level": 1},
                    {"place": 1, "label": "1.", "text": "Мэрии:", "level": 2},
                ],
                "remarks": [{"place": 3, "text": "Спорили."}],
                "themes": [{"slug": "blagoustroystvo", "name": "Благоустройство"}],
                "recommendations": records,
            }
        ],
    }
    assert len(records) == 2


def test_a_section_says_which_value_chooses_it(client, register):
    [row, _] = client.get(SECTIONS).json()["results"]

    assert row == {
        "slug": "dvory",
        "title": "Дворы",
        "value": "tomsk-2021/dvory",
        "url": f"{SITE}/forums/tomsk-2021/#s-dvory",
        "forum": {"slug": "tomsk-2021", "title": "Форум соседей", "date": "2021-04-21", "place": "Томск"},
        "themes": [{"slug": "blagoustroystvo", "name": "Благоустройство"}],
        "count": 2,
    }
    chosen = client.get(reverse("api-recommendation-list"), {"section": row["value"]}).json()
    assert chosen["count"] == row["count"]


def test_a_deleted_forum_is_gone_and_a_hidden_one_was_never_there(client, register, draft):
    register.forum.delete()

    answers = [
        client.get(reverse("api-forum-detail", args=[slug])).status_code
        for slug in ("tomsk-2021", draft.forum.slug, "nowhere")
    ]

    assert answers == [410, 404, 404]


@pytest.mark.parametrize("count", [1, 30])
def test_a_forum_costs_the_same_for_any_number_of_recommendations(client, count, django_assert_num_queries):
    forum = ForumFactory()
    for _ in range(count):
        section = SectionFactory(forum=forum)
        section.themes.add(ThemeFactory())
        AddressingFactory(recommendation__section=section)

    # content version, forum, sections, recommendations, addressings, lines, themes
    with django_assert_num_queries(7):
        answer = client.get(reverse("api-forum-detail", args=[forum.slug])).json()

    assert len(answer["sections"]) == count
