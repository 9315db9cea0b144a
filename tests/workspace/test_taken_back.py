"""What editors see of resolutions that were taken back or deleted, and how they bring them back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from resolutions.models import Draft, Forum
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import withdraw
from resolutions.review.accept import accept_and_publish
from resolutions.review.receive import receive
from resolutions.review.restoring import remove_for_good, restore_forum
from resolutions.review.revise import revise
from resolutions.vocabulary import Role
from tests.factories import ForumFactory, RecommendationFactory
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db
LIST, TAKEN_BACK = reverse("draft-list"), reverse("taken-back-list")


@pytest.fixture
def forum(draft, editor):
    return accept_and_publish(draft, draft.revision, editor.user)


def today():
    return date_format(timezone.localdate(), "j E Y")


def ways(page):
    """What stands on a list or a draft's page of what was taken back, in words and buttons."""
    text = page.content.decode()
    found = {
        "Снята с публикации": f"Снята с публикации {today()}",
        "Удалена": f"Удалена {today()}",
        "Опубликовать снова": ">Опубликовать снова",
        "Восстановить": ">Восстановить<",
        "Внесён в реестр": "Внесён в реестр",
        "Удалена навсегда": "Удалена навсегда",
    }
    return [name for name, words in found.items() if words in text]


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_a_forum_that_was_taken_back_says_so_in_the_list_and_is_published_again_by_one_press(editor, forum, client):
    assert ways(editor.get(LIST)) == ["Внесён в реестр"]
    withdraw(forum, editor.user)
    for page in (LIST, TAKEN_BACK, forum.draft.get_absolute_url()):
        assert ways(editor.get(page)) == ["Снята с публикации", "Опубликовать снова"]

    answer = editor.post(reverse("forum-publish-again", args=[forum.slug]), follow=True)

    assert (answer.redirect_chain, told(answer)) == (
        [(forum.get_absolute_url(), 302)],
        ["Резолюция снова опубликована: её видят все."],
    )
    assert client.get(forum.get_absolute_url()).status_code == 200
    assert ways(editor.get(LIST)) == ["Внесён в реестр"]


def test_a_deleted_forum_says_so_and_is_restored_by_one_press(editor, forum, client):
    delete_forum(forum, editor.user)
    for page in (LIST, TAKEN_BACK, forum.draft.get_absolute_url(), reverse("draft-preview", args=[forum.draft.pk])):
        assert ways(editor.get(page)) == ["Удалена", "Восстановить"]

    answer = editor.post(reverse("forum-restore", args=[forum.slug]), follow=True)

    assert (answer.redirect_chain, told(answer)) == (
        [(forum.get_absolute_url(), 302)],
        ["Резолюция восстановлена и опубликована."],
    )
    assert client.get(forum.get_absolute_url()).status_code == 200


def test_after_90_days_there_is_no_button_and_in_the_end_no_forum(editor, forum):
    delete_forum(forum, editor.user)
    Forum.everything.update(deleted_at=timezone.now() - timedelta(days=90))

    assert "Восстановить<" not in editor.get(LIST).content.decode()
    answer = editor.post(reverse("forum-restore", args=[forum.slug]), follow=True)
    assert (answer.redirect_chain, told(answer)) == (
        [(TAKEN_BACK, 302)],
        ["С удаления прошло больше 90 дней: резолюцию уже не восстановить."],
    )
    remove_for_good(timezone.now())
    assert ways(editor.get(LIST)) == ["Удалена навсегда"]
    page = editor.get(Draft.objects.get().get_absolute_url()).content.decode()
    assert ("Восстановить её уже нельзя." in page, "Тот же файл можно загрузить заново." in page) == (True, True)


def test_a_correction_of_a_deleted_forum_is_not_gone_on_with(editor, forum):
    correction = receive(f"{TEXT}\n5. Ещё.".encode(), "правка.txt", forum.organizer, editor.user, forum)
    address = reverse("draft-differences", args=[correction.pk])
    delete_forum(forum, editor.user)

    for answer in (editor.get(address), editor.post(address)):
        assert "Резолюцию, к которой относится этот файл, удалили." in answer.content.decode()
    assert "Исправляла удалённую резолюцию" in editor.get(LIST).content.decode()
    editor.post(reverse("forum-restore", args=[forum.slug]))
    assert editor.post(address)["Location"] == forum.get_absolute_url()


def test_a_correction_of_a_deleted_forum_goes_on_as_a_resolution_of_its_own(editor, forum):
    correction = receive(f"{TEXT}\n5. Ещё.".encode(), "правка.txt", forum.organizer, editor.user, forum)
    address = reverse("draft-differences", args=[correction.pk])
    delete_forum(forum, editor.user)
    button = '<button class="govuk-button" type="submit" name="op" value="apart">'
    assert f'<form method="post" action="{address}">' in editor.get(address).content.decode()
    assert button in editor.get(address).content.decode()

    assert editor.post(address, {"op": "apart"})["Location"] == correction.get_absolute_url()

    assert editor.get(correction.get_absolute_url()).status_code == 200
    assert "Исправляла удалённую резолюцию" not in editor.get(LIST).content.decode()


def test_one_whose_file_has_come_anew_stays_beside_the_new_draft(editor, forum):
    data = f"{TEXT}\n5. Ещё.".encode()
    correction = receive(data, "правка.txt", forum.organizer, editor.user, forum)
    delete_forum(forum, editor.user)
    new = receive(data, "правка.txt", forum.organizer, editor.user)

    answer = editor.post(reverse("draft-differences", args=[correction.pk]), {"op": "apart"})

    assert (answer.status_code, Draft.objects.get(pk=correction.pk).revises) == (409, forum)
    assert f'Этот документ уже загружен заново: работайте с <a href="{new.get_absolute_url()}">' in (
        answer.content.decode()
    )


@pytest.mark.parametrize("count", [1, 4])
def test_those_typed_in_by_hand_are_in_the_list_of_what_was_taken_back_at_the_same_cost(
    editor, count, django_assert_num_queries
):
    for _ in range(count):
        hidden, deleted = (
            RecommendationFactory(section__forum=ForumFactory(organizer=editor.user.organizer)).section.forum
            for _ in range(2)
        )
        withdraw(hidden, by=None)
        delete_forum(deleted, by=None)

    with django_assert_num_queries(4):  # session, user, count, forums
        page = editor.get(TAKEN_BACK).content.decode()

    assert (page.count("Опубликовать снова"), page.count("Восстановить<")) == (count, count)


def test_only_those_who_keep_a_forum_bring_it_back(signed_in, forum, editor):
    delete_forum(forum, editor.user)
    doors = [reverse(name, args=[forum.slug]) for name in ("forum-restore", "forum-publish-again")]
    others = [signed_in(), signed_in(role=Role.OFFICIAL), signed_in(role=Role.MODERATOR)]

    assert [other.post(door).status_code for other in others for door in doors] == [404] * 6
    assert [forum.heading in other.get(TAKEN_BACK).content.decode() for other in others] == [False] * 3
    administrator = signed_in(role=Role.ADMINISTRATOR)
    assert forum.heading in administrator.get(TAKEN_BACK).content.decode()
    assert administrator.post(doors[0])["Location"] == forum.get_absolute_url()


def shared_link(editor, draft):
    editor.post(reverse("draft-share", args=[draft.pk]))
    page = editor.get(reverse("draft-preview", args=[draft.pk])).content.decode()
    draft.refresh_from_db()
    return page.split('readonly value="')[1].split('"')[0]


def test_the_link_to_a_correction_tells_nothing_either(editor, forum, client):
    correction = receive(f"{TEXT}\n5. Ещё.".encode(), "правка.txt", forum.organizer, editor.user, forum)
    link = shared_link(editor, correction)

    assert (client.get(link).status_code, "Провести субботник" in client.get(link).content.decode()) == (200, True)
    delete_forum(forum, editor.user)
    assert client.get(link).status_code == 404
    restore_forum(forum, editor.user)
    revise(Draft.objects.get(pk=correction.pk), [], editor.user)
    assert client.get(link)["Location"] == forum.get_absolute_url()
    preview = reverse("draft-preview", args=[correction.pk])
    assert editor.get(preview)["Location"] == forum.get_absolute_url()
    withdraw(forum, editor.user)
    assert client.get(link, follow=True).status_code == 410
    delete_forum(forum, editor.user)
    assert client.get(link, follow=True).status_code == 410
    assert "Исправлять нечего" in editor.get(preview).content.decode()


def test_the_link_for_the_chair_tells_nothing_of_what_was_deleted(editor, draft, client):
    link = shared_link(editor, draft)
    forum = accept_and_publish(draft, draft.revision, editor.user)
    delete_forum(forum, editor.user)

    deleted = client.get(link, follow=True)
    Forum.everything.update(deleted_at=timezone.now() - timedelta(days=91))
    remove_for_good(timezone.now())

    assert (deleted.status_code, client.get(link).status_code) == (410, 404)
