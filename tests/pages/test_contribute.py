"""«Как добавить свою резолюцию»: an organisation asks, a moderator answers, and what was kept of it is forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from resolutions.mail.sending import send_waiting
from resolutions.models import Mail, Offer
from resolutions.register.offers import CONSENT_VERSIONS, MOST_IN_A_DAY, forget_offers, tell_moderators
from resolutions.vocabulary import Role
from tests.factories import OfferFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, LIST = "/contribute/", "/editor/offers/"
SAID = {
    "organisation": "НКО «Соседи»",
    "person": "Анна",
    "email": "anna@example.org",
    "resolution": "III форум соседей,\r\nОзёрск, 2026.",
    "consent": "on",
}


def text_of(answer) -> str:
    return answer.content.decode()


def test_anybody_finds_the_way_and_is_told_what_becomes_of_it(client):
    assert f'href="{PAGE}"' in text_of(client.get("/"))
    page = text_of(client.get(PAGE))

    assert ('href="/contribute/consent/"' in page, 'href="/about/privacy/"' in page) == (True, True)
    assert "checked" not in page


def test_an_offer_is_kept_with_its_consent(client):
    answer = client.post(PAGE, SAID)

    assert (answer.status_code, answer["Location"]) == (302, "/contribute/sent/")
    assert "Спасибо" in text_of(client.get("/contribute/sent/"))
    kept = Offer.objects.values().get()
    assert abs(timezone.now() - kept["made_at"]) < timedelta(minutes=1)
    assert kept | {"id": 1, "made_at": None} == {
        "id": 1,
        "organisation": "НКО «Соседи»",
        "person": "Анна",
        "email": "anna@example.org",
        "resolution": "III форум соседей,\nОзёрск, 2026.",
        "consent_version": CONSENT_VERSIONS[0],
        "consent_from": "127.0.0.1",
        "made_at": None,
        "told_at": None,
        "settled_by_id": None,
        "settled_at": None,
    }
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("organisation", " ", "Напишите, как называется организация."),
        ("person", "", "Напишите, как к вам обращаться."),
        ("email", "", "Укажите адрес почты: на него ответят."),
        ("email", "анна", "Проверьте адрес: он должен выглядеть как name@example.ru."),
        ("email", "a@b.ru\nBcc: c@d.ru", "Проверьте адрес"),
        ("resolution", "", "Напишите, что за резолюция: какой форум, где и когда."),
        ("resolution", "я" * 2001, "Получилось длиннее 2000 знаков: сократите, пожалуйста."),
        ("organisation", "я" * 201, "Получилось длиннее 200 знаков: сократите, пожалуйста."),
        ("consent", "", "Без согласия мы не можем хранить заявку. Отметьте его, если согласны."),
    ],
)
def test_what_cannot_be_sent_comes_back_with_a_sentence_and_what_was_typed(client, field, value, sentence):
    answer = client.post(PAGE, SAID | {field: value})

    assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert ("Анна" in text_of(answer) or field == "person", Offer.objects.count()) == (True, 0)


def test_a_program_that_fills_in_every_field_is_thanked_and_not_heard(client):
    answer = client.post(PAGE, SAID | {"website": "https://spam.example"})

    assert (answer["Location"], Offer.objects.count()) == ("/contribute/sent/", 0)


def test_whoever_writes_too_often_is_asked_to_wait(client):
    for _ in range(5):
        client.post(PAGE, SAID)

    answer = client.post(PAGE, SAID)

    assert (answer.status_code, "НКО «Соседи»" in text_of(answer), Offer.objects.count()) == (429, True, 5)
    assert client.post(PAGE, SAID, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_a_storm_ends(client):
    OfferFactory.create_batch(MOST_IN_A_DAY)
    assert client.post(PAGE, SAID).status_code == 429

    Offer.objects.update(settled_at=timezone.now())
    assert client.post(PAGE, SAID).status_code == 302


def test_a_moderator_finds_the_new_ones_first_and_settles_them(client, signed_in):
    moderator = signed_in(role=Role.MODERATOR)
    OfferFactory(organisation="Старая", settled_at=timezone.now())
    row = OfferFactory(organisation="Новая", resolution="<script>alert(1)</script>")
    assert f'href="{LIST}"' in text_of(moderator.get("/admin/"))

    page = text_of(moderator.get(LIST))
    assert page.index(">Новая<") < page.index(">Старая<")
    assert (f"mailto:{row.email}" in page, "&lt;script&gt;" in page, "<script>alert" in page) == (True, True, False)
    assert moderator.post(f"{LIST}{row.pk}/settle/").status_code == 302

    row.refresh_from_db()
    settled_at = row.settled_at
    assert (row.settled_by, settled_at is not None) == (moderator.user, True)
    signed_in(role=Role.ADMINISTRATOR).post(f"{LIST}{row.pk}/settle/")
    row.refresh_from_db()
    assert (row.settled_by, row.settled_at) == (moderator.user, settled_at)


def test_nobody_else_reads_them(client, signed_in):
    row = OfferFactory()
    assert client.get(LIST).status_code == 302
    for role in (Role.EDITOR, Role.OFFICIAL):
        other = signed_in(role=role)
        assert [other.get(LIST).status_code, other.post(f"{LIST}{row.pk}/settle/").status_code] == [404, 404]
    row.refresh_from_db()
    assert row.settled_at is None


def test_moderators_are_told_once_a_day_and_not_a_word_of_it(client):
    people = [UserFactory(role=role) for role in (Role.MODERATOR, Role.ADMINISTRATOR)]
    UserFactory(role=Role.MODERATOR, is_active=False)
    UserFactory()
    client.post(PAGE, SAID)
    client.post(PAGE, SAID)

    assert (tell_moderators(timezone.now()), tell_moderators(timezone.now())) == (2, 0)
    send_waiting()

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(person.email for person in people)
    assert {letter.subject for letter in mail.outbox} == {"Заявки на добавление резолюций: 2"}
    body = mail.outbox[0].body
    assert ("http://127.0.0.1:8000/editor/offers/" in body, "Соседи" in body) == (True, False)


def test_a_mail_about_what_was_settled_meanwhile_is_not_sent(client):
    UserFactory(role=Role.MODERATOR)
    client.post(PAGE, SAID)
    tell_moderators(timezone.now())
    Offer.objects.update(settled_at=timezone.now())
    send_waiting()

    assert (len(mail.outbox), Mail.objects.count()) == (0, 0)


def test_what_has_been_settled_for_long_or_is_a_year_old_is_forgotten():
    now = timezone.now()
    long_ago, a_year_ago = now - timedelta(days=90), now - timedelta(days=365)
    OfferFactory(organisation="давно разобрана", settled_at=long_ago - timedelta(hours=1))
    OfferFactory(organisation="забыта всеми", made_at=a_year_ago - timedelta(hours=1))
    for name, fields in {"недавно": {"settled_at": now}, "ждёт": {"made_at": a_year_ago + timedelta(hours=1)}}.items():
        OfferFactory(organisation=name, **fields)

    assert forget_offers(long_ago, a_year_ago) == 2
    assert set(Offer.objects.values_list("organisation", flat=True)) == {"недавно", "ждёт"}


def test_every_version_of_the_consent_stays_readable(client, settings):
    settings.DATA_OPERATOR = "НКО «Соседи»"
    addresses = ("/contribute/consent/", f"/contribute/consent/{CONSENT_VERSIONS[0]}/", "/contribute/consent/0/")
    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert "НКО «Соседи»" in text_of(answers[0])
