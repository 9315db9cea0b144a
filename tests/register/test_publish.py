"""publish() and withdraw(): the only switch to the public."""

import pytest

from resolutions.models import Forum
from resolutions.register.publish import NotPublishable, publish, withdraw
from tests.factories import ForumFactory, RecommendationFactory, UserFactory

pytestmark = pytest.mark.django_db


def hidden_forum() -> Forum:
    return RecommendationFactory(section__forum__published_at=None).section.forum


def test_publishing_shows_a_forum_and_keeps_who_did_it():
    forum = hidden_forum()
    editor = UserFactory(organizer=forum.organizer)

    forum = publish(forum, by=editor)

    assert list(Forum.objects.public()) == [forum]
    assert (forum.history.first().history_user, forum.version) == (editor, 2)


def test_publishing_twice_changes_nothing_the_second_time():
    forum = publish(hidden_forum(), by=None)

    again = publish(forum, by=None)

    assert (again.published_at, again.version, again.history.count()) == (forum.published_at, 2, 2)


def test_a_forum_without_a_recommendation_is_not_published():
    forum = ForumFactory(published_at=None)

    with pytest.raises(NotPublishable, match="нет ни одной рекомендации"):
        publish(forum, by=None)

    assert Forum.objects.get().published_at is None


def test_unpublishing_hides_a_forum_and_keeps_its_address():
    forum = RecommendationFactory().section.forum

    hidden = withdraw(forum, by=None)

    assert (list(Forum.objects.public()), hidden.slug) == ([], forum.slug)
    assert withdraw(hidden, by=None).version == hidden.version
