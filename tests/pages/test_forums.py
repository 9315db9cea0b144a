"""The list of forums, and a forum as its resolution reads."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from resolutions.models import (
    Addressee,
    Addressing,
    Draft,
    Forum,
    Locality,
    Organizer,
    Recommendation,
    Region,
    Section,
    SourceDocument,
)
from resolutions.outside.pictures import words_of_forum
from resolutions.tracking import TRACKED
from resolutions.vocabulary import DraftState, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
FORUMS = reverse("forum-list")


def test_forums_stand_under_their_years_and_undated_ones_last(client):
    old, new = (
        ForumFactory(starts_on=date(2019, 5, 1)),
        ForumFactory(starts_on=None, ends_on=date(2021, 5, 1)),
    )
    undated = ForumFactory(starts_on=None)
    ForumFactory(published_at=None)

    context = client.get(FORUMS).context

    assert context["forums_by_year"] == [(2021, [new]), (2019, [old]), (None, [undated])]
    assert context["total"] == 3


def test_forums_are_found_by_place_and_year(client):
    wanted = ForumFactory(locality=LocalityFactory(name="Томск"), starts_on=date(2019, 5, 1))
    ForumFactory(locality=wanted.locality, starts_on=date(2020, 5, 1))
    ForumFactory(starts_on=date(2019, 5, 1))

    context = client.get(f"{FORUMS}?place=tomsk&year=2019").context

    assert context["forums_by_year"] == [(2019, [wanted])]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (reverse("forum-list"), ["Пока ни одного форума"]),
        (reverse("recommendation-list"), ["Пока ни одной рекомендации"]),
        (reverse("addressee-list"), ["Пока ни одного адресата"]),
        (reverse("theme-list"), ["Пока ни одной темы"]),
    ],
)
def test_an_empty_register_says_so_and_leads_to_no_list_of_nothing(client, address, words):
    page = html.fromstring(client.get(address).content)

    assert page.xpath("//div[@class='empty']/h2/text()") == words
    assert page.xpath("//div[@class='empty']//a") == []


@pytest.mark.parametrize("query", ["place=nowhere", "year=abc"])
def test_a_bad_value_in_the_list_of_forums_is_named(client, query):
    ForumFactory(title="Виден")

    answer = client.get(f"{FORUMS}?{query}")

    assert answer.status_code == 400
    assert [row["parameter"] for row in answer.context["filter_errors"]] == [query.split("=")[0]]
    assert "Виден" not in answer.content.decode()


def test_a_forum_reads_in_the_order_of_its_document(client):
    forum = ForumFactory()
    second = SectionFactory(forum=forum, order=2)
    first = SectionFactory(forum=forum, order=1)
    later = RecommendationFactory(section=second, order=2, number="1")
    earlier = RecommendationFactory(section=second, order=1, number="1")

    sections = client.get(forum.get_absolute_url()).context["sections"]

    assert [(section, section.recommendations_shown) for section in sections] == [
        (first, []),
        (second, [earlier, later]),
    ]


@pytest.mark.parametrize(
    ("title", "overline"),
    [("ИТОГОВАЯ РЕЗОЛЮЦИЯ форума", []), ("V городской форум", ["Резолюция"]), ("", [])],
    ids=["title", "no word of it", "untitled"],
)
def test_that_it_is_a_resolution_is_said_once(client, title, overline):
    forum = ForumFactory(title=title)

    page = html.fromstring(client.get(forum.get_absolute_url()).content.decode())

    assert page.xpath("//p[@class='overline']/text()") == overline
    assert words_of_forum(Forum.objects.for_listing().get()).overline == "".join(overline)


def test_each_recommendation_of_a_forum_has_an_anchor_and_its_permanent_address(client):
    recommendation = RecommendationFactory()

    page = client.get(recommendation.section.forum.get_absolute_url()).content.decode()

    assert page.count(f'id="r-{recommendation.code}"') == 1
    assert page.count(f'href="/r/{recommendation.code}/"') == 1


@pytest.mark.parametrize(
    ("day", "number", "votes", "said"),
    [
        (date(2021, 4, 22), "12", "за – 31", {"Документ": "№ 12 от 22 апреля 2021 г.", "Голосование": "за – 31"}),
        (None, "12-р", "", {"Документ": "№ 12-р"}),
        (date(2021, 4, 22), "", "", {"Документ": "от 22 апреля 2021 г."}),
        (None, "", "", {}),
    ],
)
def test_how_a_resolution_was_adopted_is_said_as_far_as_it_tells(client, day, number, votes, said):
    forum = ForumFactory(adopted_on=day, adopted_number=number, votes=votes)

    page = html.fromstring(client.get(forum.get_absolute_url()).content.decode())
    rows = {row.findtext("dt").strip(): row.findtext("dd").strip() for row in page.xpath("//dl[@class='summary']/div")}

    assert {label: rows[label] for label in ("Документ", "Голосование") if label in rows} == said


def test_what_the_source_does_not_say_is_said_to_be_unknown(client):
    forum = RecommendationFactory(
        section__title="", section__forum=ForumFactory(title="", starts_on=None, locality=None)
    ).section.forum

    page = client.get(forum.get_absolute_url()).content.decode()

    assert [words in page for words in ("название не указано", "дата не указана", "Без названия секции")] == [
        True,
        True,
        True,
    ]


@pytest.fixture
def whole():
    """A forum with everything that its page shows."""
    place = LocalityFactory(name="Омск", region=RegionFactory(name="Сибирь"))
    forum = ForumFactory(title="Наш форум", locality=place, organizer=OrganizerFactory(name="Союз"))
    section = SectionFactory(forum=forum, title="Дворы")
    section.themes.add(ThemeFactory(name="двор"))
    body = AddresseeFactory(name="мэрия")
    AddressingFactory(recommendation=RecommendationFactory(section=section, text="Двор"), addressee=body)
    source = SourceDocumentFactory(original_name="итог.txt", organizer=forum.organizer)
    DraftFactory(state=DraftState.ENTERED, forum=forum, source=source, organizer=forum.organizer)
    return forum


# What stands on the page, and what stands there instead afterwards.
CHANGES = {
    "its title": ("Наш форум", "Другой", lambda: Forum.objects.update(title="Другой")),
    "its place": ("Омск", "Томск", lambda: Forum.objects.update(locality=LocalityFactory(name="Томск"))),
    "the name of its place": ("Омск", "Томск", lambda: Locality.objects.update(name="Томск")),
    "the name of its region": ("Сибирь", "Урал", lambda: Region.objects.update(name="Урал")),
    "the name of its organizer": ("Союз", "Совет", lambda: Organizer.objects.update(name="Совет")),
    "a section": ("Дворы", "Сады", lambda: Section.objects.update(title="Сады")),
    "a recommendation": ("<p>Двор</p>", "<p>Сад</p>", lambda: Recommendation.objects.update(text="Сад")),
    "who is asked": ("Мэрия", "Дума", lambda: Addressing.objects.update(addressee=AddresseeFactory(name="дума"))),
    "the name of who is asked": ("Мэрия", "Дума", lambda: Addressee.objects.update(name="дума")),
    "nobody is asked": ("Мэрия", "адресат не указан", lambda: Addressing.objects.all().delete()),
    "the name of its file": ("итог.txt", "иначе.txt", lambda: SourceDocument.objects.update(original_name="иначе.txt")),
    "its file is gone": ("итог.txt", "Наш форум", lambda: Draft.objects.update(state=DraftState.DISCARDED)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_on_the_page_of_a_forum_shows_at_once(client, whole, name):
    was, is_now, change = CHANGES[name]
    before = client.get(whole.get_absolute_url())

    change()

    after = client.get(whole.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert (was in before.content.decode(), was in after.content.decode()) == (True, False)
    assert is_now in after.content.decode()


def test_every_table_that_the_page_of_a_forum_reads_makes_it_anew(client, whole):
    noted = {name for name, tracked in TRACKED.items() if tracked.forums or tracked.names}

    with CaptureQueriesContext(connection) as asked:
        client.get(whole.get_absolute_url())

    read = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', " ".join(query["sql"] for query in asked)))
    tables = {apps.get_model("resolutions", name)._meta.db_table for name in noted}
    assert len(read) >= 8
    assert read <= tables


def test_a_corrected_file_shows_at_once(client, whole):
    client.get(whole.get_absolute_url())

    corrected = SourceDocumentFactory(original_name="исправлено.txt", organizer=whole.organizer)
    DraftFactory(state=DraftState.ENTERED, revises=whole, source=corrected, organizer=whole.organizer)

    assert "исправлено.txt" in client.get(whole.get_absolute_url()).content.decode()


def test_a_forum_that_was_taken_back_is_gone_at_once(client, whole):
    before = client.get(whole.get_absolute_url())

    Forum.objects.update(published_at=None)

    after = client.get(whole.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert (before.status_code, after.status_code) == (200, 404)


def test_the_page_of_a_forum_is_made_once_whatever_other_forums_come(client, whole, django_assert_num_queries):
    before = client.get(whole.get_absolute_url())

    for _ in range(3):
        other = AddressingFactory(recommendation__section__forum__locality=LocalityFactory()).recommendation
        other.section.themes.add(ThemeFactory())
        DraftFactory(state=DraftState.ENTERED, forum=other.section.forum)

    with django_assert_num_queries(1):
        after = client.get(whole.get_absolute_url())
    again = client.get(whole.get_absolute_url(), headers={"If-None-Match": before["ETag"]})
    assert (after.content, again.status_code, again.content) == (before.content, 304, b"")


@pytest.mark.parametrize("count", [1, 30])
def test_a_forum_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    forum = ForumFactory()
    for _ in range(count):
        AddressingFactory(recommendation__section=SectionFactory(forum=forum))

    # content version, forum, sections, recommendations, addressings, lines, themes, source, the look
    with django_assert_num_queries(9):
        client.get(forum.get_absolute_url())


def test_an_unpublished_forum_is_there_for_its_own_editor_alone(client, signed_in):
    forum = ForumFactory(published_at=None)
    doors = {
        "nobody": client,
        "own editor": signed_in(role=Role.EDITOR, organizer=forum.organizer),
        "editor of another": signed_in(role=Role.EDITOR, organizer=OrganizerFactory()),
        "official": signed_in(role=Role.OFFICIAL),
        "moderator": signed_in(role=Role.MODERATOR),
        "administrator": signed_in(role=Role.ADMINISTRATOR),
    }

    assert {who: door.get(forum.get_absolute_url()).status_code for who, door in doors.items()} == {
        "nobody": 404,
        "own editor": 200,
        "editor of another": 404,
        "official": 404,
        "moderator": 200,
        "administrator": 200,
    }


def test_a_deleted_forum_is_gone_and_a_deleted_unpublished_one_was_never_there(client):
    public, hidden = ForumFactory(), ForumFactory(published_at=None)
    addresses = [public.get_absolute_url(), hidden.get_absolute_url()]
    Forum.objects.all().delete()

    assert [client.get(address).status_code for address in addresses] == [410, 404]
