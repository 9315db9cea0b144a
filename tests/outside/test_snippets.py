"""What search engines and messengers are told of a page: one address, words, a card."""

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html

from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")


def head_of(client, address, **headers):
    """{name or property: content} of a page's head, with its title and canonical address."""
    page = html.fromstring(client.get(address, headers=headers).content.decode())
    told = {meta.get("name") or meta.get("property"): meta.get("content") for meta in page.iterfind(".//head/meta")}
    canonical = [link.get("href") for link in page.iterfind(".//head/link[@rel='canonical']")]
    return told | {"title": page.findtext(".//head/title"), "canonical": canonical}


def own(path: str) -> str:
    return settings.SITE_ADDRESS + path


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "forum-list",
        "recommendation-list",
        "addressee-list",
        "statistics",
        "open-data",
        "about",
        "glossary",
        "privacy",
        "forum-detail",
        "recommendation-detail",
        "addressee-detail",
    ],
)
def test_a_public_page_has_one_address_words_and_a_picture(client, name):
    addressing = AddressingFactory()
    recommendation = addressing.recommendation
    address = {
        "forum-detail": recommendation.section.forum.get_absolute_url(),
        "recommendation-detail": recommendation.get_absolute_url(),
        "addressee-detail": addressing.addressee.get_absolute_url(),
    }.get(name) or reverse(name)

    # The host of the request is not the portal's own name.
    head = head_of(client, f"{address}?utm_source=x&sort=newest", host="localhost")

    assert head["canonical"] == [own(address)]
    assert (head["og:url"], head["twitter:card"]) == (own(address), "summary_large_image")
    assert head["title"] == f"{head['og:title']} · Реестр резолюций"
    assert head["description"] == head["og:description"]
    assert head["description"].endswith(".")
    assert "robots" not in head
    path = head["og:image"].removeprefix(settings.SITE_ADDRESS)
    assert client.get(path)["Content-Type"] == "image/png"


def test_a_recommendation_says_what_it_asks_whom_and_where_it_comes_from(client):
    forum = ForumFactory(title="Форум дворов", locality__name="Озёрск", starts_on=date(2021, 4, 21))
    recommendation = RecommendationFactory(section__forum=forum, number="", text="Посадить деревья")
    for name in ("мэрия", "школы", "жители", "НКО"):
        AddressingFactory(recommendation=recommendation, addressee__name=name)

    head = head_of(client, recommendation.get_absolute_url())

    assert head["og:title"] == "Посадить деревья"
    assert head["description"] == (
        "Посадить деревья. Кому: мэрия, школы, жители и ещё 1. "
        "Из резолюции общественного форума: Форум дворов, Озёрск, 21 апреля 2021 г."
    )


def test_a_sub_item_carries_its_way(client):
    culture = LineFactory(label="3.", text="Управлению культуры:")
    row = RecommendationFactory(section=culture.section, group=culture, label="в)", text="провести праздник;")

    head = head_of(client, row.get_absolute_url())

    assert head["og:title"] == "Провести праздник"
    assert head["description"].startswith("3. Управлению культуры: в) провести праздник")
    assert head["og:image:alt"] == "3. Управлению культуры: в) провести праздник;"


def test_of_what_is_not_known_nothing_is_said(client):
    forum = ForumFactory(title="", locality=None, starts_on=None)
    recommendation = RecommendationFactory(section__forum=forum, number="", text="Посадить деревья!")

    descriptions = [
        head_of(client, row.get_absolute_url())["description"] for row in (recommendation, recommendation.section.forum)
    ]

    assert descriptions == [
        "Посадить деревья! Адресат не указан. Из резолюции общественного форума.",
        "Резолюция общественного форума. 1 рекомендация в 1 секции. Адресат не указан.",
    ]


def test_a_forum_says_how_much_it_holds_and_whom_it_asks_most(client):
    section = SectionFactory(forum__title="Форум дворов", forum__locality__name="Озёрск")
    often = AddresseeFactory(name="мэрия")
    AddressingFactory(recommendation__section=section, addressee__name="школы")
    for _ in range(2):
        AddressingFactory(recommendation__section=section, addressee=often)

    assert head_of(client, section.forum.get_absolute_url())["description"] == (
        "Резолюция общественного форума: Форум дворов, Озёрск, 12 декабря 2019 г. "
        "3 рекомендации в 1 секции. Кому: мэрия, школы."
    )


def test_a_list_is_called_by_its_filter_whatever_the_order_and_the_old_names(client):
    kept = AddressingFactory(addressee__name="совет").addressee
    AddresseeFactory(name="старый совет", merged_into=kept)

    head = head_of(client, f"{LIST}?sort=document&page_size=5&to=stary-sovet&nonsense=1&page=1")

    assert head["canonical"] == [own(f"{LIST}?to=sovet")]
    assert head["og:title"] == "Рекомендации: найдено 1. Кому: совет"
    assert head["description"] == (
        "Рекомендации общественных форумов дословно, с адресатом, местом и годом. Кому: совет. Всего 1 рекомендация."
    )


def test_the_same_choice_in_another_order_has_the_same_address(client):
    section = SectionFactory(forum__locality=LocalityFactory(name="Озёрск"))
    section.themes.add(ThemeFactory(name="Дворы"), ThemeFactory(name="Школы"))
    RecommendationFactory(section=section)

    addresses = [
        head_of(client, f"{LIST}?{query}")["canonical"]
        for query in ("theme=shkoly&place=ozyorsk&theme=dvory", "place=ozyorsk&theme=dvory&theme=shkoly&theme=dvory")
    ]

    assert addresses == [[own(f"{LIST}?theme=dvory&theme=shkoly&place=ozyorsk")]] * 2


def test_a_second_page_is_a_page_of_its_own(client):
    section = SectionFactory()
    RecommendationFactory.create_batch(26, section=section)

    head = head_of(client, f"{LIST}?page=2&year=2019")

    assert head["canonical"] == [own(f"{LIST}?year=2019&page=2")]
    assert head["og:title"] == "Рекомендации: найдено 26. Год: 2019, страница 2"


@pytest.mark.parametrize(
    ("query", "robots"),
    [
        ("", None),
        ("year=2019", None),
        ("year=2019&sort=document", None),
        ("year=2019&year=none", "noindex, follow"),
        ("year=2019&place=ozyorsk", "noindex, follow"),
        ("to=none&departments=1", "noindex, follow"),
        ("q=деревья", "noindex, follow"),
        ("to=none", "noindex, follow"),  # nothing is found
        ("year=abc", "noindex, follow"),
    ],
)
def test_one_filter_is_for_indexes_and_a_combination_for_people(client, query, robots):
    AddressingFactory(recommendation__section__forum__locality__name="Озёрск", recommendation__text="Деревья")

    assert head_of(client, f"{LIST}?{query}").get("robots") == robots


def test_links_that_only_reorder_or_take_a_filter_off_are_not_followed(client):
    AddressingFactory.create_batch(2)

    page = html.fromstring(client.get(f"{LIST}?year=2019").content.decode())
    rels = {
        kind: {link.get("rel") for link in page.xpath(f"//*[contains(@class, '{kind}')]//a[starts-with(@href, '?')]")}
        for kind in ("chosen", "sort")
    }

    assert rels == {"chosen": {"nofollow"}, "sort": {"nofollow"}}


def test_what_only_an_editor_sees_is_not_for_indexes(signed_in):
    editor = signed_in()
    forum = ForumFactory(organizer=editor.user.organizer, published_at=None)
    recommendation = RecommendationFactory(section__forum=forum)

    robots = [head_of(editor, row.get_absolute_url())["robots"] for row in (forum, recommendation)]

    assert robots == ["noindex, follow"] * 2


def test_words_of_a_document_stay_words_in_the_head(client):
    text = '"><script>alert(1)</script>\' onload="x'
    recommendation = RecommendationFactory(text=text, section__forum__title=text)

    for row in (recommendation, recommendation.section.forum):
        head = head_of(client, row.get_absolute_url())
        page = client.get(row.get_absolute_url()).content.decode()
        assert text in head["description"]
        assert "<script>alert" not in page


def test_very_long_texts_are_cut_at_a_word(client):
    recommendation = RecommendationFactory(number="", text="слово " * 5000)

    description = head_of(client, recommendation.get_absolute_url())["description"]

    assert description.startswith("слово слово")
    assert len(description) < 400
