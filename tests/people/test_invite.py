"""An invitation is a letter with a link; without a mail server it waits, and the link can be handed over."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.tokens import default_token_generator

from resolutions.mail.sending import send_now, send_waiting
from resolutions.mail.to_people import link_to_choose_a_password
from resolutions.models import Mail
from resolutions.people.invite import invite
from resolutions.vocabulary import Role
from tests.admin.letterbox import mail_server, no_mail_server
from tests.factories import AddresseeFactory, OrganizerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    user = UserFactory(email="anna@example.org", role=Role.MODERATOR)
    user.set_unusable_password()
    user.save()
    return user


def test_the_letter_holds_a_link_and_the_link_lets_one_choose_a_password(client, settings, person):
    settings.SITE_ADDRESS = "https://portal.example"

    with mail_server(settings) as box:
        sent = send_now(invite(person, by=None))

    (letter,) = box.letters
    (link,) = re.findall(r"https?://\S+", letter.get_payload(decode=True).decode())
    assert (sent, letter["To"], Mail.objects.count()) == (True, "anna@example.org", 0)
    assert urlsplit(link)._replace(path="").geturl() == "https://portal.example"
    page = client.get(urlsplit(link).path, follow=True)
    answer = client.post(
        page.redirect_chain[-1][0],
        {"new_password1": "верная лошадь батарейка", "new_password2": "верная лошадь батарейка"},
    )
    person.refresh_from_db()
    assert (answer.status_code, person.check_password("верная лошадь батарейка")) == (302, True)
    assert client.get(urlsplit(link).path, follow=True).context["validlink"] is False


def test_a_mail_server_that_is_down_leaves_the_letter_and_the_link(settings, person):
    no_mail_server(settings)

    sent = send_now(invite(person, by=None))

    token = link_to_choose_a_password("invitation", person).rstrip("/").rsplit("/", 1)[1]
    assert (sent, [mail.attempts for mail in person.mails.with_tries()]) == (False, [1])
    assert default_token_generator.check_token(person, token)


def test_a_letter_that_waited_is_not_sent_to_whoever_came_in_meanwhile(mailoutbox, person):
    invite(person, by=None)
    person.set_password("верная лошадь батарейка")
    person.save()

    send_waiting()

    assert (mailoutbox, Mail.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.EDITOR, "Вы будете вносить резолюции форумов, которые провёл организатор «Союз ТОС»."),
        (Role.OFFICIAL, "Портал показывает, о чём просят форумы; ваши адресаты: Мэрия Твери."),
        (Role.MODERATOR, "Вы будете вести списки адресатов, тем и мест и разбирать то, о чём сообщают читатели."),
        (Role.ADMINISTRATOR, "Вы будете администратором: приглашать людей и решать, кому что можно."),
    ],
)
def test_the_letter_says_what_the_portal_is_to_whoever_is_invited_and_until_when(mailoutbox, settings, role, said):
    settings.REQUIRE_SECOND_FACTOR = ["administrator"]
    organizer = OrganizerFactory(name="Союз ТОС") if role == Role.EDITOR else None
    user = UserFactory(role=role, organizer=organizer)
    if role == Role.OFFICIAL:
        user.addressees.add(AddresseeFactory(name="Мэрия Твери"))
    user.set_unusable_password()
    user.save()

    send_now(invite(user, by=None))

    (letter,) = mailoutbox
    assert said in letter.body
    assert "она действует три дня" in letter.body
    assert ("одноразовые коды" in letter.body) == (role == Role.ADMINISTRATOR)
