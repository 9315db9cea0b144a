"""What pages offer for taking away: every format with plain words, the same rows, and only what can be had."""

import re

import pytest

from resolutions.exports.formats import FORMATS
from resolutions.exports.formats import offered as offered_everywhere
from resolutions.pieces.templates import written
from tests.exports.taking import codes, taken
from tests.factories import AddressingFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]+)" rel="nofollow">([^<]+)</a> <span class="note">([^<]+)</span>')


def offered(page: str) -> list[tuple[str, ...]]:
    return [(address.replace("&amp;", "&"), label, words) for address, label, words in LINK.findall(page)]


def every_format(before: str, after: str) -> list[tuple[str, ...]]:
    return [(f"{before}{format.name}/{after}", format.label, format.words) for format in FORMATS.values()]


def test_a_list_offers_what_it_shows(client):
    body = AddressingFactory().addressee
    RecommendationFactory()

    links = offered(client.get(f"/recommendations/?to={body.slug}&sort=document&page=1&page_size=1").content.decode())

    assert links == every_format("/recommendations/export/", f"?to={body.slug}&sort=document")
    for (address, *_), format in zip(links, FORMATS, strict=True):
        assert codes(format, taken(client, address)) == [body.addressings.get().recommendation.code]


def test_the_whole_list_needs_no_parameters(client):
    RecommendationFactory()

    links = offered(client.get("/recommendations/").content.decode())

    assert [address.rstrip("?") for address, *_ in links] == [f"/recommendations/export/{name}/" for name in FORMATS]


def test_a_forum_and_an_addressee_offer_their_own(client):
    addressing = AddressingFactory()
    forum, body = addressing.recommendation.section.forum, addressing.addressee

    of_forum = offered(client.get(forum.get_absolute_url()).content.decode())
    of_body = offered(client.get(f"{body.get_absolute_url()}?year=1&utm_source=x").content.decode())

    assert of_forum == every_format(f"{forum.get_absolute_url()}export/", "")
    assert of_body == every_format("/recommendations/export/", f"?to={body.slug}")


@pytest.mark.parametrize("address", ["/recommendations/", "/recommendations/?year=abc", "/recommendations/?year=2001"])
def test_nothing_is_offered_where_nothing_was_found(client, address):
    assert offered(client.get(address).content.decode()) == []


@pytest.mark.parametrize(
    ("total", "labels", "note"),
    [
        (2_000, ["Excel", "Word", "PDF", "CSV", "ODT", "JSON"], ""),
        (2_001, ["Excel", "CSV", "JSON"], "Для Word, PDF и ODT рекомендаций слишком много: уточните фильтры."),
        (
            20_001,
            ["CSV", "JSON"],
            "Для Excel, Word, PDF и ODT рекомендаций слишком много: уточните фильтры.",
        ),
    ],
)
def test_what_would_be_refused_is_not_offered_and_the_page_says_why(total, labels, note):
    page = written("export_links", offered_everywhere(None) | {"total": total, "address": "/x/", "query": "?a=b"})

    assert [label for _, label, _ in offered(page)] == labels
    assert note in page
    assert ("уточните" in page) == bool(note)
