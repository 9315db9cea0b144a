"""What crawlers are told."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import reverse
from lxml import etree

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.register.publish import withdraw
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
INDEX = "/sitemap.xml"


def told(client, address):
    """[(path, lastmod or None)] of an index or of a part."""
    answer = client.get(address, headers={"host": "localhost"})
    assert (answer["Content-Type"], answer["X-Robots-Tag"]) == ("application/xml", "noindex")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    rows = etree.fromstring(answer.content).xpath("//s:url | //s:sitemap", namespaces=names)
    return [
        (
            row.findtext("s:loc", namespaces=names).removeprefix(settings.SITE_ADDRESS),
            row.findtext("s:lastmod", namespaces=names),
        )
        for row in rows
    ]


def parts_of(client, *kinds: str) -> list[str]:
    """Keys go on growing from test to test on PostgreSQL, so that a row's part has any number."""
    return [part for part, _ in told(client, INDEX) if part.split("-")[1] in kinds]


def everything(client) -> set[str]:
    return {path for part, _ in told(client, INDEX) for path, _ in told(client, part)}


def test_every_public_page_of_a_row_is_in_a_part_of_the_index(client):
    addressing = AddressingFactory()
    recommendation = addressing.recommendation
    theme = ThemeFactory()
    recommendation.section.themes.add(theme)
    hidden = AddressingFactory(recommendation__section__forum__published_at=None, addressee__is_reviewed=False)
    AddresseeFactory()  # reviewed, but nobody has asked anything of it

    found = everything(client)

    rows = {recommendation, recommendation.section.forum, addressing.addressee, theme}
    assert found == {
        "/",
        "/forums/",
        "/recommendations/",
        "/addressees/",
        "/themes/",
        "/statistics/",
        "/pictures/places/",
        "/pictures/years/",
        "/pictures/addressees-and-themes/",
        "/opendata/",
        "/about/",
        "/help/",
        "/about/glossary/",
        "/about/privacy/",
        "/contribute/",
        "/api/v1/",
        *(row.get_absolute_url() for row in rows),
    }
    assert hidden.recommendation.get_absolute_url() not in found
    assert all(client.get(path).status_code == 200 for path in found)


def test_an_empty_register_has_its_pages(client):
    assert [path for path, _ in told(client, INDEX)] == ["/sitemap-pages-1.xml"]


def test_what_was_taken_back_is_not_told(client):
    recommendation = RecommendationFactory()
    withdraw(recommendation.section.forum, by=None)

    assert [path for path, _ in told(client, INDEX)] == ["/sitemap-pages-1.xml"]


def test_parts_are_ranges_of_keys_and_a_row_stays_in_its_part(client):
    section = SectionFactory()
    keys = [1, 10_000, 10_001, 35_000]
    rows = {key: RecommendationFactory(pk=key, section=section).get_absolute_url() for key in keys}

    parts = [path for path, _ in told(client, INDEX) if "recommendations" in path]

    assert parts == [f"/sitemap-recommendations-{number}.xml" for number in (1, 2, 3, 4)]
    assert [[path for path, _ in told(client, part)] for part in parts] == [
        [rows[1], rows[10_000]],
        [rows[10_001]],
        [],
        [rows[35_000]],
    ]


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [([10_000], [1]), ([10_001], [2]), ([20_000], [2]), ([10_000, 20_001], [1, 2, 3])],
)
def test_a_row_on_the_border_of_its_part_is_told(client, keys, numbers):
    section = SectionFactory()
    rows = [RecommendationFactory(pk=key, section=section).get_absolute_url() for key in keys]

    parts = [path for path, _ in told(client, INDEX) if "recommendations" in path]

    assert parts == [f"/sitemap-recommendations-{number}.xml" for number in numbers]
    assert [path for part in parts for path, _ in told(client, part)] == rows


@pytest.mark.parametrize(
    "part",
    ["nothing-1", "pages-2", "forums-0", "forums-99999", "recommendations-99999", f"forums-{'9' * 30}", "forums--1"],
)
def test_a_part_that_is_not_in_the_index_is_not_found(client, part):
    RecommendationFactory()

    assert client.get(f"/sitemap-{part}.xml").status_code == 404


PUBLISHED = datetime(2020, 1, 1, tzinfo=UTC)
LATER = datetime(2024, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize("model", [None, Forum, Section, Recommendation, Addressing])
def test_the_last_change_is_told_as_the_history_knows_it(client, model):
    addressing = AddressingFactory(recommendation__section__forum__published_at=PUBLISHED)
    forum = addressing.recommendation.section.forum
    for noun in (Forum, Section, Recommendation, Addressing):
        noun.history.update(history_date=LATER if noun is model else PUBLISHED)

    days = {path: day for part in parts_of(client, "forums", "recommendations") for path, day in told(client, part)}

    on_its_own_page = model in (Recommendation, Addressing)
    assert days == {
        forum.get_absolute_url(): (LATER if model else PUBLISHED).isoformat(),
        addressing.recommendation.get_absolute_url(): (LATER if on_its_own_page else PUBLISHED).isoformat(),
    }


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("kind", "queries"),
    [
        ("forums", 7),  # first and last key, four histories, rows
        ("recommendations", 5),  # first and last key, two histories, rows
        ("addressees", 3),  # first and last key, rows
    ],
)
def test_a_part_costs_the_same_for_any_number_of_rows(client, count, kind, queries, django_assert_num_queries):
    AddressingFactory.create_batch(count)
    part = parts_of(client, kind)[0]

    with django_assert_num_queries(queries):
        client.get(part)


@pytest.mark.parametrize("count", [1, 30])
def test_the_index_of_parts_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    for addressing in AddressingFactory.create_batch(count):
        addressing.recommendation.section.themes.add(ThemeFactory())

    with django_assert_num_queries(8):  # first and last key of four kinds
        client.get(INDEX)


def test_robots_are_told_the_sitemap_and_what_not_to_read(client):
    answer = client.get("/robots.txt", headers={"host": "localhost"})
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"].startswith("text/plain")
    assert (lines[0], lines[-1]) == ("User-agent: *", f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml")
    closed = [line.removeprefix("Disallow: ") for line in lines[1:-2]]
    open_to_all = [reverse(name) for name in ("home", "forum-list", "recommendation-list", "statistics", "picture")]
    assert [path for path in open_to_all if any(path.startswith(rule) for rule in closed)] == []
    assert {"/admin/", "/editor/", "/*&year=", "/*&to=", "/*?sort=", "/*&sort="} <= set(closed)


def test_a_forum_without_recommendations_is_told_too(client):
    forum = ForumFactory()

    assert forum.get_absolute_url() in everything(client)
