"""Atom feeds: valid by RFC 4287, of exactly what the filter finds, newest publication first, unchanged means 304."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from lxml import etree

from resolutions.models import Forum, Recommendation
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
FEED = reverse("recommendation-feed")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLISHED = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def outside_address(settings) -> None:
    settings.SITE_ADDRESS = "https://portal.example"


def feed(client, address: str = FEED):
    """The feed, after it was found to be what RFC 4287 asks for."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    root = etree.fromstring(answer.content)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    entries = root.findall("a:entry", ATOM)
    for element in [root, *entries]:
        for name in ("id", "title", "updated"):  # exactly one each (4.1.1, 4.1.2)
            (child,) = element.findall(f"a:{name}", ATOM)
            assert child.text
        assert datetime.fromisoformat(element.findtext("a:updated", namespaces=ATOM)).tzinfo
    assert root.find("a:author/a:name", ATOM) is not None
    assert [link.get("rel") for link in root.findall("a:link", ATOM)] == ["alternate", "self"]
    for entry in entries:
        assert entry.find("a:author/a:name", ATOM) is not None
        assert entry.find("a:link[@rel='alternate']", ATOM) is not None
        content = entry.find("a:content", ATOM)
        assert (content.get("type"), len(content), entry.find("a:summary", ATOM)) == ("text", 0, None)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)
    addresses = [link.get("href") for link in root.iterfind(".//a:link", ATOM)] + ids
    assert {address for address in addresses if not address.startswith("https://portal.example/")} == set()
    return root


def texts(root) -> list[str]:
    """The first line of every entry's text."""
    return [content.text.splitlines()[0] for content in root.iterfind("a:entry/a:content", ATOM)]


def test_an_entry_holds_the_whole_recommendation(client):
    section = SectionFactory(
        title="Молодёжь",
        forum__title="Город соседей",
        forum__locality__name="Томск",
        forum__organizer__name="Палата",
        forum__published_at=PUBLISHED,
    )
    section.themes.add(ThemeFactory(name="ТОС"))
    row = RecommendationFactory(
        section=section, number="2.1", text="Рекомендовать мэрии " + "построить " * 12 + "школу."
    )
    AddressingFactory(recommendation=row, addressee__name="мэрия города Томска")

    (entry,) = feed(client).findall("a:entry", ATOM)

    told = {name: entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "id", "published", "updated")}
    assert told == {
        "title": "Пункт 2.1: Рекомендовать мэрии" + " построить" * 10 + " …",
        "id": f"https://portal.example/r/{row.code}/",
        "published": "2024-03-01T09:30:00+00:00",
        "updated": "2024-03-01T09:30:00+00:00",
    }
    assert entry.findtext("a:content", namespaces=ATOM).splitlines() == [
        row.text,
        "",
        "Кому: мэрия города Томска",
        "Форум: Город соседей, Томск, 2019-12-12",
        "Секция: Молодёжь",
    ]
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Палата"
    assert entry.find("a:category", ATOM).get("term") == "ТОС"
    assert entry.find("a:link", ATOM).get("href") == f"https://portal.example/r/{row.code}/"


@pytest.fixture
def register():
    """Two forums that differ in everything, and one that nobody may see."""
    tomsk, omsk = LocalityFactory(name="Томск"), LocalityFactory(name="Омск")
    old = SectionFactory(
        forum=ForumFactory(title="Старый", locality=tomsk, starts_on=date(2012, 1, 1), published_at=PUBLISHED)
    )
    new = SectionFactory(
        forum=ForumFactory(
            title="Новый", locality=omsk, starts_on=date(2023, 1, 1), published_at=PUBLISHED - timedelta(days=1)
        )
    )
    hidden = SectionFactory(forum=ForumFactory(locality=tomsk, published_at=None))
    hall = AddresseeFactory(name="мэрия")
    for section, text in ((old, "Первая"), (old, "Вторая"), (new, "Третья"), (hidden, "Скрытая")):
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=hall)
    AddressingFactory(recommendation=Recommendation.objects.get(text="Вторая"), addressee__name="дума")


WITHOUT_WORDS = [
    (FEED, ["Первая", "Вторая", "Третья"]),  # by publication, not by the forum's day
    (f"{FEED}?place=omsk", ["Третья"]),
    (f"{FEED}?place=omsk&place=tomsk&year=2012", ["Первая", "Вторая"]),
    (f"{FEED}?to=duma", ["Вторая"]),
    (f"{FEED}?forum=omsk-2023", ["Третья"]),
    (f"{FEED}?year=2020", []),
    (f"{FEED}?sort=document&page_size=1&page=7&unknown=1", ["Первая", "Вторая", "Третья"]),
    ("/addressees/duma/feed/", ["Вторая"]),
    ("/addressees/meriya/feed/", ["Первая", "Вторая", "Третья"]),
    ("/forums/tomsk-2012/feed/", ["Первая", "Вторая"]),
]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("address", "shown"), [*WITHOUT_WORDS, (f"{FEED}?q=первой", ["Первая"])])
def test_a_feed_holds_what_its_filter_finds(client, address, shown):
    assert texts(feed(client, address)) == shown


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("address", "shown"), WITHOUT_WORDS)
def test_without_an_index_a_feed_holds_the_same(client, settings, tmp_path, address, shown):
    settings.INDEX_ROOT = tmp_path / "no folder" / "index"
    settings.INDEX_ROOT.parent.touch()

    assert texts(feed(client, address)) == shown


def test_without_an_index_a_feed_of_words_is_put_off(client, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "no folder" / "index"
    settings.INDEX_ROOT.parent.touch()

    assert client.get(f"{FEED}?q=первой").status_code == 503


@pytest.mark.usefixtures("register")
def test_a_feed_knows_its_own_address_and_its_page_whatever_order_was_asked_for(client):
    roots = [feed(client, f"{FEED}?{query}") for query in ("year=2012&place=tomsk", "page=1&place=tomsk&year=2012&q=")]

    ids = [root.findtext("a:id", namespaces=ATOM) for root in roots]
    links = [[link.get("href") for link in root.findall("a:link", ATOM)] for root in roots]
    assert ids == ["https://portal.example/recommendations/feed/?place=tomsk&year=2012"] * 2
    assert links == [["https://portal.example/recommendations/?place=tomsk&year=2012", ids[0]]] * 2


@pytest.mark.usefixtures("register")
def test_a_feed_is_called_by_its_filter(client):
    titles = [
        feed(client, address).findtext("a:title", namespaces=ATOM)
        for address in (FEED, f"{FEED}?to=duma&to=none&year=2012", "/addressees/duma/feed/", "/forums/tomsk-2012/feed/")
    ]

    assert titles == [
        "Реестр резолюций. Все рекомендации",
        "Реестр резолюций. Кому: дума или адресат не указан; Год: 2012",
        "Реестр резолюций. Кому: дума",
        "Реестр резолюций. Старый",
    ]


def test_the_last_fifty_by_publication(client):
    for n in range(4):
        section = SectionFactory(
            forum__published_at=PUBLISHED + timedelta(days=n), forum__starts_on=date(2020 - n, 1, 1)
        )
        RecommendationFactory.create_batch(20, section=section, text=f"Форум {n}")

    assert texts(feed(client)) == ["Форум 3"] * 20 + ["Форум 2"] * 20 + ["Форум 1"] * 10


def test_an_empty_feed_is_a_feed(client):
    root = feed(client)

    assert (texts(root), root.findtext("a:updated", namespaces=ATOM)) == ([], "1970-01-01T00:00:00+00:00")


def test_text_is_text_and_what_xml_cannot_hold_is_left_out(client):
    markup = "<script>alert(1)</script> &amp; {{ x }} {% y %}\x0b\x1f\ufffe 😀 ]]>"
    RecommendationFactory(text=markup, section__forum__title="A & B <i>", section__forum__organizer__name="О\x0c«»")

    root = feed(client)

    assert texts(root) == ["<script>alert(1)</script> &amp; {{ x }} {% y %} 😀 ]]>"]
    assert root.findtext("a:entry/a:author/a:name", namespaces=ATOM) == "О«»"


@pytest.mark.parametrize(
    ("query", "name"), [("year=abc", "year"), ("to=nobody", "to"), ("place=x&year=2019", "place"), ("sort=x", "sort")]
)
def test_a_bad_value_is_named_and_gives_nothing(client, query, name):
    RecommendationFactory(text="Видная")

    answer = client.get(f"{FEED}?{query}")

    assert answer.status_code == 400
    assert [problem["parameter"] for problem in answer.context["filter_errors"]] == [name]
    assert ("Видная" in answer.content.decode(), answer.has_header("ETag")) == (False, False)


def test_a_feed_of_what_is_not_public_is_not_there(client):
    hidden = AddressingFactory(recommendation__section__forum__published_at=None, addressee__is_reviewed=False)
    merged = AddresseeFactory(name="старая мэрия", merged_into=AddresseeFactory(name="мэрия"))
    deleted = ForumFactory()
    slug = deleted.slug
    deleted.delete()

    answers = [
        client.get(f"/forums/{hidden.recommendation.section.forum.slug}/feed/"),
        client.get(f"/addressees/{hidden.addressee.slug}/feed/"),
        client.get("/addressees/nobody/feed/"),
        client.get(f"/forums/{slug}/feed/"),
        client.get(f"/addressees/{merged.slug}/feed/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 410, 301]
    assert answers[-1]["Location"] == "/addressees/meriya/feed/"


@pytest.mark.parametrize("address", [FEED, "/forums/gorod-2019/feed/", "/addressees/meriya/feed/"])
def test_a_reader_that_has_it_already_is_told_so_until_something_changes(client, address, django_assert_num_queries):
    AddressingFactory(recommendation__section__forum__locality__name="Город", addressee__name="мэрия")
    first = client.get(address)

    with django_assert_num_queries(1):  # the content version
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
    with django_assert_num_queries(1):
        remembered = client.get(address)

    assert (again.status_code, again.content) == (304, b"")
    assert (remembered.content, remembered["ETag"]) == (first.content, first["ETag"])


@pytest.mark.django_db(transaction=True)
def test_a_change_gives_another_tag_and_an_unpublished_forum_is_gone_at_once(client):
    row = RecommendationFactory(text="Была")
    first = client.get(FEED)

    Forum.objects.update(published_at=None)

    second = client.get(FEED, headers={"If-None-Match": first["ETag"]})
    gone = client.get(f"/forums/{row.section.forum.slug}/feed/", headers={"If-None-Match": first["ETag"]})
    assert ("Была" in first.content.decode(), "Была" in second.content.decode()) == (True, False)
    assert (second.status_code, gone.status_code) == (200, 404)


def test_pages_lead_to_their_feeds(client):
    addressing = AddressingFactory(addressee__name="мэрия", recommendation__section__forum__locality__name="Томск")
    forum = addressing.recommendation.section.forum
    pages = {
        "/recommendations/": FEED,
        "/recommendations/?year=2019&place=tomsk&page=1": f"{FEED}?place=tomsk&amp;year=2019",
        "/addressees/meriya/": "/addressees/meriya/feed/",
        forum.get_absolute_url(): f"/forums/{forum.slug}/feed/",
    }

    for address, own in pages.items():
        page = client.get(address).content.decode()
        assert page.count(f'href="{own}"') == 2  # in the head for feed readers, in the page for people
        assert '<link rel="alternate" type="application/atom+xml"' in page

    assert "atom" not in client.get("/recommendations/?year=abc").content.decode()


def test_an_editor_is_offered_no_feed_of_what_is_not_public(signed_in):
    hidden = AddressingFactory(recommendation__section__forum__published_at=None, addressee__is_reviewed=False)
    forum = hidden.recommendation.section.forum
    editor = signed_in(organizer=forum.organizer)

    pages = [editor.get(row.get_absolute_url()).content.decode() for row in (forum, hidden.addressee)]

    assert ["feed/" in page for page in pages] == [False, False]
