"""«Обновлено»: the day on which a forum was published last, and what that means, wherever it is said."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from resolutions.models import Forum
from resolutions.register.publish import publish, withdraw
from tests.factories import ForumFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
HOME, LIST = reverse("home"), reverse("recommendation-list")
LAST = "опубликовали последнюю резолюцию; исправления отмечены у самих рекомендаций."


@pytest.fixture
def forum() -> Forum:
    """Published in the first hour of a local day, which is the evening before by the clock of the database."""
    moment = datetime(2026, 11, 28, 21, 30, tzinfo=UTC)
    return RecommendationFactory(section__forum=ForumFactory(published_at=moment)).section.forum


def said(client, address: str) -> list[str]:
    page = html.fromstring(client.get(address).content.decode())
    return [" ".join(one.text_content().split()) for one in page.find_class("updated")]


def test_front_page_and_list_say_when_the_last_forum_came_and_a_forum_when_it_came_itself(client, forum):
    RecommendationFactory(section__forum=ForumFactory(published_at=datetime(2026, 11, 2, 5, tzinfo=UTC)))
    ForumFactory(published_at=datetime(2026, 11, 30, tzinfo=UTC), is_demonstration=True)
    ForumFactory(published_at=None)
    of_register = f"Обновлено 29 ноября 2026 г.: в этот день {LAST}"
    older = Forum.objects.public().order_by("published_at")[0]

    assert [said(client, address) for address in (HOME, LIST)] == [[of_register]] * 2
    assert said(client, older.get_absolute_url()) == [
        "Обновлено 2 ноября 2026 г.: в этот день опубликовали эту резолюцию; исправления отмечены у самих рекомендаций."
    ]


def test_the_day_moves_with_what_is_published_and_taken_back(client, forum):
    newer = RecommendationFactory(section__forum=ForumFactory(published_at=None)).section.forum
    before = said(client, HOME)

    publish(newer, by=None)
    Forum.objects.filter(pk=newer.pk).update(published_at=datetime(2026, 11, 30, 5, tzinfo=UTC))
    after = said(client, HOME)
    withdraw(newer, by=None)

    assert before == said(client, HOME) == [f"Обновлено 29 ноября 2026 г.: в этот день {LAST}"]
    assert after == [f"Обновлено 30 ноября 2026 г.: в этот день {LAST}"]


def test_it_is_asked_for_once_however_many_pages_say_it(client, forum):
    client.get(HOME)

    with CaptureQueriesContext(connection) as asked:
        for query in ("", "?q=двор", "?year=2019"):
            client.get(LIST + query)

    assert [query["sql"] for query in asked if "MAX(" in query["sql"]] == []


def test_where_nothing_is_published_nothing_is_said(client):
    draft = ForumFactory(published_at=None)

    assert [said(client, address) for address in (HOME, LIST)] == [[], []]
    assert client.get(draft.get_absolute_url()).status_code == 404
