"""The list of forums, and a forum as its resolution reads."""

from datetime import date

import pytest
from django.urls import reverse

from resolutions.models import Forum
from resolutions.vocabulary import Role
from tests.factories import (
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
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


@pytest.mark.parametrize("query", ["place=nowhere", "year=abc"])
def test_a_bad_value_in_the_list_of_forums_is_named(client, query):
    ForumFactory(title="Виден")

    answer = client.get(f"{FORUMS}?{query}")

    assert answer.status_code == 400
    assert [row["parameter"] for row in answer.context["filter_errors"]] == [query.split("=")[0]]
    assert "Виден" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_forums_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    AddressingFactory.create_batch(count)

    # content version, count, forums, places, years
    with django_assert_num_queries(5):
        client.get(FORUMS)


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


def test_each_recommendation_of_a_forum_has_an_anchor_and_its_permanent_address(client):
    recommendation = RecommendationFactory()

    page = client.get(recommendation.section.forum.get_absolute_url()).content.decode()

    assert page.count(f'id="r-{recommendation.code}"') == 1
    assert page.count(f'href="/r/{recommendation.code}/"') == 1


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


@pytest.mark.parametrize("count", [1, 30])
def test_a_forum_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    forum = ForumFactory()
    for _ in range(count):
        AddressingFactory(recommendation__section=SectionFactory(forum=forum))

    # content version, forum, sections, recommendations, addressings, themes, source
    with django_assert_num_queries(7):
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
