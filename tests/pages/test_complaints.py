"""«Сообщить об ошибке»: anybody may; editors and moderators find it, once a day by e-mail, and settle it."""

import pytest
from django.core import mail
from django.utils import timezone

from resolutions.mail.sending import send_waiting
from resolutions.models import Complaint, Mail
from resolutions.register.complaints import MOST_IN_A_DAY, tell_editors
from resolutions.register.publish import withdraw
from resolutions.vocabulary import Role
from tests.factories import ForumFactory, RecommendationFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/editor/complaints/"
SAID = {"kind": "misprint", "text": "Напечатано «двр»,\r\nнадо «двор»."}


@pytest.fixture
def recommendation():
    return RecommendationFactory(number="7", label="7.", text="Убрать двр.")


def report(client, row, **data):
    return client.post(f"{row.get_absolute_url()}report/", data or SAID)


def text_of(answer) -> str:
    return answer.content.decode()


def test_a_visitor_writes_and_nothing_of_her_is_kept(client, recommendation):
    page = client.get(recommendation.get_absolute_url())
    assert f'href="{recommendation.get_absolute_url()}report/"' in text_of(page)

    answer = report(client, recommendation)

    assert (answer.status_code, answer["Location"]) == (302, "/report/sent/")
    assert "Спасибо" in text_of(client.get("/report/sent/"))
    kept = Complaint.objects.values().get()
    assert kept | {"id": 1, "made_at": None} == {
        "id": 1,
        "forum_id": recommendation.section.forum_id,
        "recommendation_id": recommendation.pk,
        "kind": "misprint",
        "text": "Напечатано «двр»,\nнадо «двор».",
        "made_at": None,
        "told_at": None,
        "settled_by_id": None,
        "settled_at": None,
    }
    assert "sessionid" not in client.cookies


def test_a_forum_can_be_written_about_as_a_whole(client, recommendation):
    forum = recommendation.section.forum
    assert f'href="{forum.get_absolute_url()}report/"' in text_of(client.get(forum.get_absolute_url()))

    assert report(client, forum, kind="private").status_code == 302
    assert (Complaint.objects.get().forum, Complaint.objects.get().recommendation) == (forum, None)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"text": "Опечатка."}, "Выберите, что не так."),
        ({"kind": "misprint", "text": " "}, "Напишите, в чём дело: без этого ошибку не найти."),
        ({"kind": "other", "text": "я" * 2001}, "Получилось длиннее 2000 знаков: сократите, пожалуйста."),
        ({"kind": "nonsense", "text": "Опечатка."}, "Выберите корректный вариант"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_a_sentence_and_what_was_typed(client, recommendation, data, sentence):
    answer = report(client, recommendation, **data)

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert data["text"].strip() in text_of(answer)
    assert not Complaint.objects.exists()


def test_line_ends_count_once(client, recommendation):
    assert report(client, recommendation, kind="other", text="я\r\n" * 999 + "яя").status_code == 302
    assert len(Complaint.objects.get().text) == 2000


def test_a_program_that_fills_in_every_field_is_thanked_and_not_heard(client, recommendation):
    answer = report(client, recommendation, **SAID, website="https://spam.example")

    assert (answer["Location"], Complaint.objects.count()) == ("/report/sent/", 0)


def test_whoever_writes_too_often_is_asked_to_wait(client, recommendation):
    for _ in range(10):
        report(client, recommendation)

    answer = report(client, recommendation)

    assert (answer.status_code, SAID["text"].split(",")[0] in text_of(answer)) == (429, True)
    assert Complaint.objects.count() == 10
    assert (
        client.post(f"{recommendation.get_absolute_url()}report/", SAID, REMOTE_ADDR="203.0.113.9").status_code == 302
    )


def test_a_storm_about_one_organizer_ends_and_others_are_heard(client, recommendation):
    forum = recommendation.section.forum
    Complaint.objects.bulk_create([Complaint(forum=forum, kind="other", text="?")] * MOST_IN_A_DAY)

    assert report(client, recommendation).status_code == 429
    assert report(client, RecommendationFactory()).status_code == 302


def test_nothing_is_written_about_what_is_not_public(client, recommendation):
    hidden = RecommendationFactory(section__forum__published_at=None)
    assert report(client, hidden).status_code == 404
    withdraw(recommendation.section.forum, by=None)

    assert [report(client, row).status_code for row in (recommendation, recommendation.section.forum)] == [410, 410]
    assert not Complaint.objects.exists()


def test_editors_find_what_was_said_of_theirs_and_settle_it(client, recommendation, signed_in):
    report(client, recommendation)
    report(client, RecommendationFactory(), kind="other", text="Чужое")
    own = signed_in(organizer=recommendation.section.forum.organizer)
    assert "Сообщения об ошибках (1)" in text_of(own.get("/editor/"))

    page = text_of(own.get(LIST))
    assert ("надо «двор»." in page, "Чужое" in page, recommendation.get_absolute_url() in page) == (True, False, True)
    other = Complaint.objects.get(text="Чужое")
    mine = Complaint.objects.exclude(pk=other.pk).get()
    assert own.post(f"{LIST}{mine.pk}/settle/").status_code == 302
    assert own.post(f"{LIST}{other.pk}/settle/").status_code == 404

    mine.refresh_from_db()
    assert (mine.settled_by, mine.settled_at is not None) == (own.user, True)
    assert f"Разобрано</span> {timezone.localtime(mine.settled_at).day} " in text_of(own.get(LIST))
    assert "Сообщения об ошибках</a>" in text_of(own.get("/editor/"))


def test_moderators_see_all_private_data_first_and_what_is_settled_last(client, recommendation, signed_in):
    moderator = signed_in(role=Role.MODERATOR)
    for kind, text in (("other", "Первое"), ("misprint", "Второе"), ("private", "Третье")):
        report(client, recommendation, kind=kind, text=text)
    moderator.post(f"{LIST}{Complaint.objects.get(text='Первое').pk}/settle/")

    page = text_of(moderator.get(LIST))

    assert sorted(("Первое", "Второе", "Третье"), key=page.index) == ["Третье", "Второе", "Первое"]
    assert 'href="/editor/complaints/"' in text_of(moderator.get("/admin/"))


def test_nobody_else_reads_them(client, recommendation, signed_in):
    assert client.get(LIST).status_code == 302
    assert signed_in(role=Role.OFFICIAL).get(LIST).status_code == 404


def test_what_is_written_is_shown_as_text(client, recommendation, signed_in):
    report(client, recommendation, kind="other", text="<script>alert(1)</script>")
    page = text_of(signed_in(role=Role.ADMINISTRATOR).get(LIST))

    assert ("&lt;script&gt;alert(1)" in page, "<script>alert" in page) == (True, False)


def test_editors_are_told_once_a_day_and_not_a_word_of_it(client, recommendation):
    organizer = recommendation.section.forum.organizer
    editor = UserFactory(organizer=organizer)
    UserFactory(organizer=organizer, is_active=False)
    UserFactory(organizer=ForumFactory().organizer)
    UserFactory(role=Role.MODERATOR)
    report(client, recommendation)
    report(client, recommendation)

    assert tell_editors(timezone.now()) == 1
    assert tell_editors(timezone.now()) == 0
    send_waiting()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([editor.email], "Сообщения об ошибках: 2")
    assert ("http://127.0.0.1:8000/editor/complaints/" in letter.body, "двор" in letter.body) == (True, False)


def test_a_mail_about_what_was_settled_meanwhile_is_not_sent(client, recommendation):
    UserFactory(organizer=recommendation.section.forum.organizer)
    report(client, recommendation)
    tell_editors(timezone.now())
    Complaint.objects.update(settled_at=timezone.now())
    send_waiting()

    assert (len(mail.outbox), Mail.objects.count()) == (0, 0)
