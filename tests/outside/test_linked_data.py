"""JSON-LD: what a page is about, for machines; nothing that is not known."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html

from tests.factories import ForumFactory, LocalityFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def linked_data(client, address):
    """{type: data} of a page."""
    page = html.fromstring(client.get(address).content.decode())
    blocks = [json.loads(script.text) for script in page.xpath("//script[@type='application/ld+json']")]
    return {block["@type"]: block for block in blocks}


def test_the_front_door_tells_the_site_its_search_and_its_keeper(client, settings):
    settings.CONTACT_EMAIL = "post@example.org"

    data = linked_data(client, reverse("home"))

    target = data["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{settings.SITE_ADDRESS}/recommendations/?q={{search_term_string}}"
    assert (data["Organization"]["name"], data["Organization"]["email"]) == ("Реестр резолюций", "post@example.org")


def test_breadcrumbs_are_told_as_they_stand_on_the_page(client):
    section = SectionFactory(title="Дворы", forum__title="Форум дворов")
    recommendation = RecommendationFactory(section=section)

    items = linked_data(client, recommendation.get_absolute_url())["BreadcrumbList"]["itemListElement"]

    assert [(item["position"], item["name"], item["item"].removeprefix(settings.SITE_ADDRESS)) for item in items] == [
        (1, "Главная", "/"),
        (2, "Форумы", "/forums/"),
        (3, "Форум дворов", section.forum.get_absolute_url()),
        (4, "Дворы", section.get_absolute_url()),
    ]


def test_a_forum_is_an_event_with_all_that_is_known(client):
    forum = ForumFactory(
        title="Форум дворов",
        starts_on=date(2021, 4, 21),
        ends_on=date(2021, 4, 22),
        place="Дом культуры",
        locality=LocalityFactory(name="Озёрск", region__name="Челябинская область"),
        organizer__name="Палата",
        organizer__website="https://palata.example",
    )

    assert linked_data(client, forum.get_absolute_url())["Event"] == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Форум дворов",
        "url": settings.SITE_ADDRESS + forum.get_absolute_url(),
        "startDate": "2021-04-21",
        "endDate": "2021-04-22",
        "location": {
            "@type": "Place",
            "name": "Дом культуры",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Озёрск",
                "addressRegion": "Челябинская область",
            },
        },
        "organizer": {"@type": "Organization", "name": "Палата", "url": "https://palata.example"},
    }


def test_of_a_forum_without_day_and_place_neither_is_told(client):
    forum = ForumFactory(starts_on=None, locality=None)

    assert set(linked_data(client, forum.get_absolute_url())["Event"]) == {
        "@context",
        "@type",
        "name",
        "url",
        "organizer",
    }


def test_a_forum_with_its_last_day_alone_is_given_no_first_one(client):
    forum = ForumFactory(starts_on=None, ends_on=date(2021, 4, 22), locality=None, place="Дом культуры")

    event = linked_data(client, forum.get_absolute_url())["Event"]

    assert ("startDate" in event, event["endDate"], event["location"]) == (
        False,
        "2021-04-22",
        {"@type": "Place", "name": "Дом культуры"},
    )


def test_no_text_of_a_document_ends_the_block_it_stands_in(client):
    title = "</script><script>alert(1)</script><!-- & \u2028 \\u003c"
    forum = ForumFactory(title=title)

    page = client.get(forum.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert linked_data(client, forum.get_absolute_url())["Event"]["name"] == title
