"""A forum by hand: whose it is, publishing and taking back, deleting."""

import pytest
from django.urls import reverse
from django.utils import timezone

from resolutions.models import Forum, Recommendation
from resolutions.vocabulary import DraftState, Role
from tests.admin.forms import filled
from tests.factories import DraftFactory, ForumFactory, OrganizerFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
ADD = reverse("admin:resolutions_forum_add")


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def draft(editor):
    recommendation = RecommendationFactory(
        section__forum=ForumFactory(organizer=editor.user.organizer, published_at=None, title="Форум")
    )
    return recommendation.section.forum


def page_of(forum):
    return reverse("admin:resolutions_forum_change", args=[forum.pk])


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_an_editor_enters_a_forum_with_its_sections(editor):
    data = filled(editor.get(ADD), title="Форум", sections__0__title="Город соседей", starts_on="12.12.2019")

    editor.post(ADD, data)

    forum = Forum.objects.get()
    assert (forum.organizer, forum.published_at) == (editor.user.organizer, None)
    assert list(forum.sections.values_list("order", "title")) == [(1, "Город соседей")]


def test_an_administrator_says_whose_a_forum_is(signed_in):
    administrator = signed_in(role=Role.ADMINISTRATOR)
    organizer = OrganizerFactory()

    administrator.post(ADD, filled(administrator.get(ADD), title="Форум", organizer=organizer.pk))

    assert Forum.objects.get().organizer == organizer


def test_publishing_saves_what_was_typed_and_shows_it_to_everyone(client, editor, draft):
    path = page_of(draft)

    answer = editor.post(path, filled(editor.get(path), title="Новое название", _publish="1"), follow=True)

    draft.refresh_from_db()
    assert draft.title == "Новое название"
    assert timezone.now() - draft.published_at < timezone.timedelta(minutes=1)
    assert told(answer) == [f'Форум опубликован: <a href="{draft.get_absolute_url()}">посмотреть на сайте</a>.']
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert draft.history.first().history_user == editor.user


def test_a_forum_without_a_recommendation_is_saved_and_not_published(editor):
    answer = editor.post(ADD, filled(editor.get(ADD), title="Пустой", _publish="1"), follow=True)

    assert Forum.objects.get().published_at is None
    assert told(answer) == ["В резолюции нет ни одной рекомендации: добавьте хотя бы одну и опубликуйте снова."]


def test_a_published_forum_is_taken_back(client, editor, draft):
    path = page_of(draft)
    editor.post(path, filled(editor.get(path), _publish="1"))

    answer = editor.post(path, filled(editor.get(path), _unpublish="1"), follow=True)

    draft.refresh_from_db()
    assert (draft.published_at, client.get(draft.get_absolute_url()).status_code) == (None, 410)
    assert told(answer) == ["Форум снят с публикации: на сайте его больше нет."]


def test_opening_an_address_publishes_nothing(editor, draft):
    editor.get(page_of(draft), {"_publish": "1"})

    draft.refresh_from_db()
    assert draft.published_at is None


def test_nothing_is_published_while_the_form_has_errors(editor, draft):
    path = page_of(draft)

    answer = editor.post(path, filled(editor.get(path), starts_on="вчера", _publish="1"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.published_at) == (200, None)


def test_an_end_before_the_beginning_is_told_in_words(editor, draft):
    path = page_of(draft)

    answer = editor.post(path, filled(editor.get(path), starts_on="12.12.2019", ends_on="11.12.2019"))

    assert answer.context["adminform"].form.non_field_errors() == [
        "Последний день форума не может быть раньше первого."
    ]


def test_a_forum_is_marked_as_deleted_by_its_editor_though_a_draft_of_it_is_not_hers_to_delete(editor, draft):
    DraftFactory(organizer=draft.organizer, forum=draft, state=DraftState.ENTERED)
    DraftFactory(organizer=draft.organizer, revises=draft)
    path = reverse("admin:resolutions_forum_delete", args=[draft.pk])
    asked = editor.get(path)

    editor.post(path, {"post": "yes"})

    assert "Удалить форум «Форум»?" in asked.content.decode()
    assert (Forum.objects.count(), Forum.everything.count(), Recommendation.objects.count()) == (0, 1, 1)
    last = Forum.history.first()
    assert (last.history_type, last.history_user, bool(last.deleted_at)) == ("~", editor.user, True)


def test_several_are_marked_at_once_and_are_nowhere_in_the_admin_then(editor, draft):
    other = RecommendationFactory(section__forum=ForumFactory(organizer=editor.user.organizer, title="Открытый"))
    path = reverse("admin:resolutions_forum_changelist")
    action = {"action": "delete_selected", "_selected_action": [draft.pk, other.section.forum.pk]}
    asked = editor.post(path, action)

    editor.post(path, action | {"post": "yes"})

    assert ("<li>Форум</li>" in asked.content.decode(), "<li>Открытый</li>" in asked.content.decode()) == (True, True)
    assert [bool(forum.deleted_at) for forum in Forum.everything.all()] == [True, True]
    rows = {"forum": draft.pk, "section": other.section.pk, "recommendation": other.pk}
    lists = [editor.get(reverse(f"admin:resolutions_{row}_changelist")).context["cl"].result_count for row in rows]
    pages = [
        editor.get(reverse(f"admin:resolutions_{row}_change", args=[key])).status_code for row, key in rows.items()
    ]
    assert (lists, pages) == ([0, 0, 0], [404, 404, 404])


def test_the_list_tells_what_is_published(editor, draft):
    ForumFactory(organizer=editor.user.organizer, title="Открытый")
    path = reverse("admin:resolutions_forum_changelist")

    shown = [
        [str(forum) for forum in editor.get(path, {"published": value}).context["cl"].result_list]
        for value in ("yes", "no")
    ]

    assert shown == [["Открытый"], ["Форум"]]
