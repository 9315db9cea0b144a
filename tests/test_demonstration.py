"""The demonstration is shown at its own addresses and to who asks for it by name; no list and no figure knows of it."""

import json
import re
from urllib.parse import urlencode, urljoin

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from lxml import html

from resolutions.asking.chosen import filter_by
from resolutions.checks import production_shows_no_demonstration
from resolutions.models import Addressee, Forum, Recommendation
from resolutions.open_data.tables import TABLES
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import publish
from resolutions.register.themes import assign_themes
from resolutions.review.demonstration import enter_demonstration
from resolutions.search.alike import alike, forums_like
from resolutions.search.index import opened, up_to_date
from resolutions.vocabulary import Role
from resolutions.workspace.desk_rows import waiting
from tests.conftest import count_what_follows
from tests.factories import AddressingFactory, ForumFactory, RecommendationFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db
DOORS = [
    "/",
    "/recommendations/",
    "/recommendations/?q=тротуар",
    "/recommendations/?q=тротуарр",  # as it may have been meant
    "/recommendations/?year=2026",
    "/recommendations/values/forum/",
    "/recommendations/suggest/?q=примерс",
    "/recommendations/suggest/?q=тротуа",
    "/recommendations/feed/",
    "/recommendations/export/csv/",
    "/recommendations/export/json/",
    "/statistics/",
    "/statistics/years.csv",
    "/themes/",
    "/themes/education/",
    "/api/v1/themes/",
    "/recommendations/?theme=education",
    "/sitemap.xml",
    "/api/v1/forums/",
    "/api/v1/recommendations/",
    "/api/v1/recommendations/?year=2026",
    "/api/v1/sections/",
    "/api/v1/places/",
    "/api/v1/recommendations/?facets=year",
    "/editor/addressees/",
]
VALUES = "/recommendations/values/forum/"
NO_PAGE = re.compile(r"/static/|.*(/export/|/source/|\.png)")
OTHER_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"date":"[^"]+"')
OF_PLACES = ["/forums/?year=2026", "/recommendations/?place=primersk", "/forums/?place=primersk"]


@pytest.fixture(autouse=True)
def themes():
    """Those that a register has from the beginning, as far as they matter here."""
    for slug in ("yards", "education", "youth", "self-government"):
        ThemeFactory(slug=slug)


@pytest.fixture
def register():
    """One real recommendation that speaks of the same."""
    forum = ForumFactory(title="Форум Озёрска")
    asked = RecommendationFactory(
        section__forum=forum,
        text="Проводить во дворах встречи с жителями и вывешивать решения встреч в подъездах ежеквартально",
    )
    AddressingFactory(recommendation=asked)
    return asked


@pytest.fixture
def demonstration(register):
    return entered()


def entered() -> Forum:
    """In the index, too: reading the document asks that, and what is entered afterwards must count as later."""
    forum = enter_demonstration()
    assert forum is not None
    if connection.vendor == "postgresql":
        count_what_follows()
    Forum.objects.filter(pk=forum.pk).update(motto="")
    return forum


@pytest.fixture
def moderator(client):
    client.force_login(UserFactory(role=Role.MODERATOR))
    return client


def answers(visitor, doors):
    return {
        door: (response.status_code, whole_of(visitor, response)) for door in doors if (response := visitor.get(door))
    }


def whole_of(visitor, response) -> str:
    """Of a list of parts, whose numbers depend on how many rows there have ever been, the parts."""
    body = body_of(response)
    parts = re.findall(r"<sitemap><loc>https?://[^/]+([^<]+)", body)
    return "".join(body_of(visitor.get(part)) for part in parts) or body


def body_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    return OTHER_EACH_TIME.sub("", content.decode())


def tables() -> dict[str, list[object]]:
    return {table.name: list(table.rows()) for table in TABLES.values()}


def test_no_list_and_no_figure_changes_by_it(moderator, register):
    before, published_data = answers(moderator, [*DOORS, *OF_PLACES]), tables()

    forum = entered()

    assert Recommendation.objects.readable().filter(section__forum=forum).count() == 11
    assert differing(before, answers(moderator, [*DOORS, *OF_PLACES])) == []
    assert tables() == published_data
    # The same doors, were it a forum like any other: there is something to leak at each of them.
    Forum.everything.filter(pk=forum.pk).update(is_demonstration=False)
    assert differing(before, answers(moderator, [*DOORS, *OF_PLACES])) == [*DOORS, *OF_PLACES]
    assert tables() != published_data


def differing(before, after):
    return [door for door in before if before[door] != after[door]]


def test_it_is_read_at_its_addresses_and_found_by_its_name(client, demonstration):
    first = Recommendation.objects.readable().filter(section__forum=demonstration).in_document_order()[0]
    slug, section = demonstration.slug, first.section.slug

    listed = client.get("/forums/").content.decode()
    page = client.get(demonstration.get_absolute_url()).content.decode()
    item = client.get(first.get_absolute_url()).content.decode()

    assert (demonstration.get_absolute_url() in listed, "найдено 1" in listed) == (True, True)
    assert [text.count('<strong class="tag">Демонстрация</strong>') for text in (page, item)] == [1, 1]
    assert ['content="noindex, follow"' in text for text in (page, item)] == [True, True]
    assert [
        client.get(f"/recommendations/?forum={slug}").context["page"].paginator.count,
        client.get(f"/recommendations/?section={slug}/{section}").context["page"].paginator.count,
        client.get(f"/api/v1/recommendations/?forum={slug}").json()["count"],
        len(json.loads(client.get(f"/recommendations/export/json/?forum={slug}").getvalue())["results"]),
        client.get(f"/recommendations/feed/?forum={slug}").content.count(b"<entry>"),
        client.get(f"/forums/{slug}/feed/").content.count(b"<entry>"),
    ] == [11, 4, 11, 11, 11, 11]
    assert [
        client.get(reverse(name, args=[slug])).status_code
        for name in ("forum-text", "forum-picture", "forum-akoma-ntoso", "api-forum-detail", "forum-report")
    ] == [200] * 5


def test_what_its_name_adds_to_a_choice_is_not_told_without_it(client, demonstration):
    found = filter_by(QueryDict(f"forum={demonstration.slug}")).found

    assert (found.count(), found.count_without("forum")) == (11, 1)
    assert dict(iter(found.counts("forum")))[demonstration.pk] == 11


def test_no_other_forum_counts_it_beside_itself(client, register, demonstration):
    slug = register.section.forum.slug

    counts = client.get(f"/api/v1/recommendations/?forum={slug}&facets=forum,section").json()["facets"]
    pages = [client.get(f"{page}?forum={slug}").content.decode() for page in ("/recommendations/", VALUES)]

    assert [row["value"] for row in counts["forum"]] == [slug]
    assert [demonstration.slug in page for page in pages] == [False, False]
    assert demonstration.slug in client.get(f"{VALUES}?forum={demonstration.slug}").content.decode()


def test_its_pictures_show_it(client, demonstration):
    query = f"?forum={demonstration.slug}"

    years, places = (
        client.get(f"/pictures/{name}/{query}").context["shown"].picture.rows for name in ("years", "places")
    )

    assert [[entry.text for entry in row] for row in years] == [
        ["Примерск", "16 мая 2026 г.", demonstration.heading, "11"]
    ]
    assert [[entry.text for entry in row] for row in places] == [["Примерск", "11"]]


def test_what_can_be_chosen_of_it_finds_something(client, demonstration):
    first = demonstration.sections.all()[0]
    assign_themes(first, [ThemeFactory(name="Дворы")], by=None)
    own = f"forum={demonstration.slug}"

    counts = {
        query: client.get(f"/recommendations/?{own}&{query}").context["total"]
        for query in ("theme=dvory", "place=primersk", f"section={demonstration.slug}/{first.slug}&place=primersk")
    }

    assert counts == {
        "theme=dvory": 4,
        "place=primersk": 11,
        f"section={demonstration.slug}/{first.slug}&place=primersk": 4,
    }
    assert [client.get(f"/recommendations/?{alone}").status_code for alone in ("theme=dvory", "place=primersk")] == [
        400,
        400,
    ]


def test_no_link_of_its_pages_leads_to_nothing(client, demonstration):
    first = Recommendation.objects.filter(section__forum=demonstration).in_document_order()[0]
    assign_themes(first.section, [ThemeFactory(name="Дворы")], by=None)
    own = f"forum={demonstration.slug}"
    pages = [
        demonstration.get_absolute_url(),
        first.get_absolute_url(),
        f"/recommendations/?{own}",
        f"/recommendations/values/theme/?{own}",
        f"/pictures/places/?{own}",
        f"/pictures/years/?{own}",
    ]

    led = {address for page in pages for address in addresses_in(client.get(page), page)}

    assert (f"/embed/forums/{demonstration.slug}/" in led, f"/sections/{first.section.slug}" in led) == (True, False)
    assert [address for address in sorted(led) if client.get(address).status_code != 200] == []


def addresses_in(answer, page) -> list[str]:
    """Of what its own part links, ticks and offers to be framed; files apart."""
    main = html.fromstring(answer.content).get_element_by_id("main")
    links = [*main.xpath(".//*/@href"), *re.findall(r"//[^/]+(/embed/[^\"?]*)", main.text_content())]
    ticks = [
        f"{page}&{urlencode({tick.get('name'): tick.get('value')})}"
        for tick in main.xpath(".//input[@type='checkbox']")
        if page.startswith("/recommendations/?")
    ]
    whole = {urljoin(page, link).partition("#")[0] for link in [*links, *ticks]}
    return [link for link in whole if link.startswith("/") and not NO_PAGE.match(link)]


def test_in_a_frame_it_says_so_too(client, demonstration):
    page = client.get(f"/embed/forums/{demonstration.slug}/")

    assert (page.status_code, "Город, форум, организации и рекомендации выдуманы" in page.content.decode()) == (
        200,
        True,
    )


def test_without_an_index_it_is_the_same(client, demonstration, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "file"
    settings.INDEX_ROOT.write_text("no folder")
    opened.cache_clear()

    assert [
        client.get(f"/api/v1/recommendations/{query}").json()["count"] for query in ("", f"?forum={demonstration.slug}")
    ] == [1, 11]


def test_everything_is_filled_in(demonstration):
    rows = list(Recommendation.objects.filter(section__forum=demonstration).with_addressings())

    empty = [
        name
        for name in (
            "title",
            "ordinal",
            "starts_on",
            "place",
            "head",
            "preamble",
            "adopted_on",
            "adopted_number",
            "votes",
        )
        if not getattr(demonstration, name)
    ]
    assert (empty, str(demonstration.locality), str(demonstration.organizer)) == (
        [],
        "Примерск",
        "Демонстрация",
    )
    assert [row.number for row in rows if not row.addressings_shown] == []
    assert {row.section.title: [theme.slug for theme in row.section.themes.order_by("slug")] for row in rows} == {
        "Дворы и улицы": ["yards"],
        "Дети и школа": ["education", "youth"],
        "Голос жителей": ["self-government"],
    }
    assert [bool(list(found)) for found in ([r for r in rows if r.due_on], [r for r in rows if r.due_in_days])] == [
        True,
        True,
    ]
    assert [part.label for row in rows for part in row.parts.all()] == ["а)", "б)"]


def test_nothing_else_is_likened_to_it(register, demonstration):
    twin = Recommendation.objects.readable().get(section__forum=demonstration, number="1.3")

    found = [alike(each, up_to_date()).hits for each in (twin, register)]
    assert [[hit.key for hit in hits] for hits in found] == [[register.pk], []]
    assert forums_like([register.text]) == [register.section.forum_id]


def test_its_bodies_are_words_and_nobody_is_asked_to_check_them(client, demonstration):
    bodies = Addressee.objects.filter(addressings__recommendation__section__forum=demonstration).distinct()

    assert {row.pk for row in bodies} & {row.pk for row in Addressee.objects.public()} == set()
    assert {client.get(body.get_absolute_url()).status_code for body in bodies} == {404}
    assert {row.pk for row in waiting({"q": "", "place": "", "kind": ""})} & {body.pk for body in bodies} == set()


def test_one_real_forum_more_does_not_make_its_bodies_public(demonstration):
    body = Addressee.objects.get(name="Городская Дума Примерска")
    asked = AddressingFactory(addressee=body, recommendation__section__forum=ForumFactory(published_at=None))

    publish(asked.recommendation.section.forum, by=None)

    body.refresh_from_db()
    assert body.is_seconded is False


def test_deleted_it_stays_deleted(demonstration):
    delete_forum(demonstration, by=None)
    again = enter_demonstration()
    Forum.everything.filter(pk=demonstration.pk).delete()

    assert (again, enter_demonstration(), Forum.objects.demonstrations().count()) == (None, None, 0)


def test_entered_once(demonstration):
    assert (enter_demonstration(), Forum.everything.filter(is_demonstration=True).count()) == (None, 1)


def test_production_says_that_it_shows_none(settings):
    settings.PRODUCTION, settings.DEMO = True, True
    refused = [message.id for message in production_shows_no_demonstration()]
    settings.DEMO = False

    assert (refused, production_shows_no_demonstration()) == (["resolutions.W005"], [])
