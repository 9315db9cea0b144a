"""«Учётная запись»: where somebody is signed in, and how she ends it."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.people.forget import forget_person
from tests.factories import UserFactory
from tests.second_step import BY_APP, PASSWORD, code, enter, password, person, with_second_step

pytestmark = pytest.mark.django_db
PAGE, END = reverse("security"), reverse("sessions-end")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.8 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def signed_in_with(said: str, address: str = "203.0.113.7", email: str = "anna@example.org") -> Client:
    client = Client(headers={"User-Agent": said}, REMOTE_ADDR=address)
    password(client, email)
    return client


def listed(client) -> list[tuple[str, str]]:
    return [(one.browser, one.network) for one in client.get(PAGE).context["sessions"]]


def buttons(client) -> list[str]:
    return re.findall(r'name="session" value="(\w+)"', client.get(PAGE).content.decode())


def test_she_sees_each_place_where_she_is_signed_in_and_nobody_elses():
    person()
    person(email="boris@example.org")
    signed_in_with(FIREFOX, email="boris@example.org")
    signed_in_with(PHONE, "2001:db8:1:2::5")
    signed_in_with("curl")
    here = signed_in_with(DESK)

    assert sorted(listed(here)) == [
        ("", "203.0.113.7"),
        ("Safari, iPhone", "2001:db8:1:2::/64"),
        ("Яндекс Браузер, Windows", "203.0.113.7"),
    ]
    page = here.get(PAGE).content.decode()
    assert (page.count("(вы здесь)"), len(buttons(here))) == (1, 3)  # two, and that for all of them
    assert not any(session.session_key in page for session in Session.objects.all())


def test_one_is_ended_and_the_others_go_on():
    person()
    phone, firefox, here = signed_in_with(PHONE), signed_in_with(FIREFOX), signed_in_with(DESK)
    name = next(one.name for one in here.get(PAGE).context["sessions"] if "iPhone" in one.browser)

    answer = here.post(END, {"session": name}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["Закончено сеансов: 1."]
    assert [one.get(PAGE).status_code for one in (phone, firefox, here)] == [302, 200, 200]


def test_all_others_are_ended_at_once():
    person()
    phone, firefox, here = signed_in_with(PHONE), signed_in_with(FIREFOX), signed_in_with(DESK)

    here.post(END, {"session": "all"})

    assert [one.get(PAGE).status_code for one in (phone, firefox, here)] == [302, 302, 200]


@pytest.mark.parametrize("name", ["", "x", "0" * 16, "of somebody else"])
def test_a_name_that_is_none_of_hers_ends_nothing(name):
    person()
    person(email="boris@example.org")
    boris, here = signed_in_with(FIREFOX, email="boris@example.org"), signed_in_with(DESK)
    signed_in_with(PHONE)
    if name == "of somebody else":
        name = boris.get(PAGE).context["sessions"][0].name

    answer = here.post(END, {"session": name}, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["Этот сеанс уже закончился."]
    assert (len(listed(here)), boris.get(PAGE).status_code) == (2, 200)


def test_a_session_that_has_run_out_is_not_listed():
    person()
    signed_in_with(PHONE)
    Session.objects.update(expire_date=timezone.now())

    assert listed(signed_in_with(DESK)) == [("Яндекс Браузер, Windows", "203.0.113.7")]


def test_whoever_knows_the_password_and_not_the_code_is_seen():
    with_second_step()
    here, stranger = signed_in_with(DESK), signed_in_with(FIREFOX)
    enter(here, BY_APP, code())

    page = here.get(PAGE).content.decode()

    assert page.count("пароль подошёл, кода ещё не было") == 1
    here.post(END, {"session": "all"})
    assert stranger.get("/login/").status_code == 200


def test_a_changed_password_ends_the_others_and_leaves_one():
    user = person()
    phone, here = signed_in_with(PHONE), signed_in_with(DESK)
    new = {"old_password": PASSWORD} | dict.fromkeys(("new_password1", "new_password2"), "другая фраза")
    here.post(reverse("password-change"), new)

    assert [one.get(PAGE).status_code for one in (phone, here)] == [302, 200]
    assert user.email in here.get(PAGE).content.decode()


def test_the_page_asks_as_much_of_many_sessions_as_of_two(django_assert_num_queries):
    person()
    for _ in range(20):
        signed_in_with(PHONE)
    here = signed_in_with(DESK)

    here.get(PAGE)  # the look of the portal is read once

    with django_assert_num_queries(5):  # session, user, codes on paper, passkeys, sessions
        assert len(listed(here)) == 21


def test_who_is_erased_is_signed_out_everywhere():
    user = person()
    here = signed_in_with(DESK)
    other = Client()
    other.force_login(UserFactory())
    user.is_active = False
    user.save()

    forget_person(user, by=None)

    assert (Session.objects.count(), here.get(PAGE).status_code) == (1, 302)


def test_sessions_are_ended_by_a_press_alone():
    person()

    assert signed_in_with(DESK).get(END).status_code == 405
    assert Client().post(END)["Location"] == f"/login/?next={END}"
