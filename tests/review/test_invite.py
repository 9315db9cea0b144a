"""An invitation is a letter with a link; without a mail server the link is still there to hand over."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.tokens import default_token_generator

from resolutions.review.invite import LetterNotSent, invite
from resolutions.vocabulary import Role
from tests.admin.letterbox import mail_server, no_mail_server
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def letterbox(settings):
    with mail_server(settings) as box:
        yield box


@pytest.fixture
def person():
    user = UserFactory(email="anna@example.org", role=Role.MODERATOR)
    user.set_unusable_password()
    user.save()
    return user


def test_the_letter_holds_the_link_and_the_link_lets_one_choose_a_password(client, settings, letterbox, person):
    settings.SITE_ADDRESS = "https://portal.example"

    link = invite(person)

    (letter,) = letterbox.letters
    assert letter["To"] == "anna@example.org"
    assert re.findall(r"https?://\S+", letter.get_payload(decode=True).decode()) == [link]
    assert urlsplit(link)._replace(path="").geturl() == "https://portal.example"
    page = client.get(urlsplit(link).path, follow=True)
    answer = client.post(
        page.redirect_chain[-1][0],
        {"new_password1": "верная лошадь батарейка", "new_password2": "верная лошадь батарейка"},
    )
    person.refresh_from_db()
    assert (answer.status_code, person.check_password("верная лошадь батарейка")) == (302, True)
    assert client.get(urlsplit(link).path, follow=True).context["validlink"] is False


def test_a_mail_server_that_is_down_leaves_the_link(settings, person):
    no_mail_server(settings)

    with pytest.raises(LetterNotSent) as refusal:
        invite(person)

    token = refusal.value.link.rstrip("/").rsplit("/", 1)[1]
    assert default_token_generator.check_token(person, token)
