"""Themes: the list with counts, and one with everything that was recommended about it."""

from datetime import date

import pytest

from resolutions.register.publish import withdraw
from resolutions.register.themes import merge_themes
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.shown import rows_of, texts_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads():
    return ThemeFactory(name="Дороги и транспорт", slug="roads", icon="bus")


def said(theme, text, **forum):
    """A recommendation about the theme, of a forum of its own."""
    section = SectionFactory(forum=ForumFactory(**forum))
    section.themes.add(theme)
    body = AddresseeFactory(name=f"мэрия, которой сказано: {text}", locality=LocalityFactory())
    return AddressingFactory(recommendation__section=section, recommendation__text=text, addressee=body).recommendation


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_has_each_theme_of_a_public_forum_with_its_picture_and_count(client, roads):
    said(roads, "Починить мост.")
    said(roads, "Осветить улицу.")
    said(ThemeFactory(name="Тайная"), "Молчать.", published_at=None)
    ThemeFactory(name="Ничья")

    answer = client.get("/themes/")

    assert [(row.name, row.recommendation_count) for row in answer.context["themes"]] == [("Дороги и транспорт", 2)]
    assert 'themes.svg#bus"' in text_of(answer)
    assert ("Тайная" in text_of(answer), "Ничья" in text_of(answer)) == (False, False)


def test_the_front_page_has_a_tile_for_each_theme_that_leads_to_its_page(client, roads):
    said(roads, "Починить мост.")

    page = text_of(client.get("/"))

    assert '<a href="/themes/roads/">Дороги и транспорт</a>' in page
    assert '<svg class="theme-icon" aria-hidden="true" focusable="false">' in page


def test_a_theme_says_what_is_new_whom_it_asks_where_and_when(client, roads):
    kazan, omsk = LocalityFactory(name="Казань"), LocalityFactory(name="Омск")
    said(roads, "Починить мост.", locality=kazan, starts_on=date(2019, 5, 1))
    newest = said(roads, "Осветить улицу.", locality=omsk, starts_on=date(2023, 5, 1))
    said(ThemeFactory(), "Открыть школу.", locality=omsk, starts_on=date(2021, 5, 1))

    answer = client.get("/themes/roads/")
    context = answer.context

    assert (context["total"], context["forums"]) == (2, 2)
    assert texts_of(answer) == ["Осветить улицу.", "Починить мост."]
    assert {body.name for body in context["addressees"]} == {
        "мэрия, которой сказано: Починить мост.",
        "мэрия, которой сказано: Осветить улицу.",
    }
    assert {value.label for value, _ in context["places"]} == {"Казань", "Омск"}
    assert [(value.label, url) for value, url in context["years"]] == [
        ("2023", "/recommendations/?theme=roads&year=2023"),
        ("2019", "/recommendations/?theme=roads&year=2019"),
    ]
    assert rows_of(answer)[0] == newest


def test_every_link_of_a_theme_leads_to_what_it_says(client, roads):
    said(roads, "Починить мост.", locality=LocalityFactory(name="Казань"))
    said(ThemeFactory(), "Открыть школу.")
    context = client.get("/themes/roads/").context

    urls = [context["list_url"], *(url for values in ("places", "years") for _, url in context[values])]

    assert [client.get(url).context["total"] for url in urls] == [1, 1, 1]
    assert "Починить мост." in client.get(context["feed_url"]).content.decode()
    assert client.get(context["subscribe_url"]).status_code == 200


def test_a_theme_of_no_public_forum_is_not_there(client, roads):
    recommendation = said(roads, "Починить мост.")
    assert client.get("/themes/roads/").status_code == 200

    withdraw(recommendation.section.forum, by=None)

    assert [client.get(f"/themes/{slug}/").status_code for slug in ("roads", "nowhere")] == [404, 404]
    assert client.get("/recommendations/?theme=roads").status_code == 400


def test_the_address_of_a_merged_theme_leads_to_its_successor(client, roads):
    said(roads, "Починить мост.")
    buses = ThemeFactory(name="Автобусы", slug="buses")
    said(buses, "Пустить автобус.")

    merge_themes(roads, buses, by=None)

    answer = client.get("/themes/buses/")
    assert (answer.status_code, answer["Location"]) == (301, "/themes/roads/")
    found = client.get("/recommendations/?theme=buses")
    assert found.context["total"] == 2
    assert found.context["snippet"].path == "/recommendations/?theme=roads"
    assert client.get("/api/v1/recommendations/?theme=buses").json()["count"] == 2


def test_a_merged_theme_whose_successor_nobody_sees_is_not_there(client, roads):
    merge_themes(roads, ThemeFactory(slug="buses"), by=None)

    assert client.get("/themes/buses/").status_code == 404


def test_a_forum_and_a_recommendation_name_their_themes(client, roads):
    recommendation = said(roads, "Починить мост.")

    pages = [client.get(row.get_absolute_url()) for row in (recommendation, recommendation.section.forum)]

    assert ['<a href="/themes/roads/">Дороги и транспорт</a>' in text_of(page) for page in pages] == [True, True]


def test_what_is_not_published_leads_to_no_page_of_a_theme(signed_in, roads):
    recommendation = said(roads, "Починить мост.", published_at=None)
    editor = signed_in(organizer=recommendation.section.forum.organizer)

    pages = [text_of(editor.get(row.get_absolute_url())) for row in (recommendation, recommendation.section.forum)]

    assert [("Дороги и транспорт" in page, "/themes/roads/" in page) for page in pages] == [(True, False)] * 2


@pytest.mark.parametrize("count", [1, 30])
def test_a_theme_costs_the_same_for_any_number_of_rows(client, roads, count, django_assert_num_queries):
    place = LocalityFactory()
    for number in range(count):
        said(roads, f"Починить мост {number}.", locality=place)
    client.get("/recommendations/")  # brings the index up to date, and names the place

    # content version (page, index), theme, forums, addressees, latest with addressings
    with django_assert_num_queries(8):
        client.get("/themes/roads/")


def test_without_an_index_a_theme_has_its_recommendations_and_counts(client, roads, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.INDEX_ROOT = tmp_path / "file" / "index"
    said(roads, "Починить мост.")
    RecommendationFactory(section__forum__published_at=None).section.themes.add(roads)
    SectionFactory().themes.add(ThemeFactory(name="Без рекомендаций"))

    answer = client.get("/themes/roads/")

    assert (answer.context["total"], texts_of(answer)) == (1, ["Починить мост."])
    assert [row.recommendation_count for row in client.get("/themes/").context["themes"]] == [1]
