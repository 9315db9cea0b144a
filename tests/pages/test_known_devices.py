"""Strangers cannot keep the owner out of her account: a browser in which she has been signed in is counted apart."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.mail.to_people import link_to_choose_a_password
from resolutions.people.forget import forget_person
from resolutions.web.known_devices import cookie_name
from resolutions.web.throttling import PER_ACCOUNT, PER_ADDRESS, PER_DEVICE
from tests.second_step import BY_APP, code, enter, password, person, with_second_step

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.org"
COOKIE = cookie_name(ADDRESS)
ADDRESSES = 100


@pytest.fixture(autouse=True)
def quick_hashing(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def miss(client, email=ADDRESS):
    return client.post(reverse("login"), {"username": email, "password": "не то"})


def browser(like: Client | None = None, address: str = "127.0.0.1") -> Client:
    """One that has nothing but what `like` remembers of devices."""
    client = Client(REMOTE_ADDR=address)
    for name, cookie in (like.cookies if like else {}).items():
        if name.startswith("device-"):
            client.cookies[name] = cookie.value
    return client


def attacked(address: str = "10.0.{0}.{1}") -> None:
    """As often from each address as it may, from a hundred of them."""
    for number in range(ADDRESSES):
        stranger = Client(REMOTE_ADDR=address.format(number // 250, number % 250))
        for _ in range(2):
            miss(stranger)


@pytest.fixture
def owner():
    """Her own browser, signed out again."""
    person()
    client = Client()
    password(client)
    client.post(reverse("logout"))
    return client


def test_while_a_hundred_addresses_guess_the_owners_browser_opens_the_account(owner):
    attacked()

    assert "Слишком много неудачных попыток" in password(Client(REMOTE_ADDR="10.9.9.9")).content.decode()
    assert password(owner)["Location"] == "/account/"


def test_they_may_even_sit_in_her_own_office(owner):
    for _ in range(PER_ADDRESS):
        miss(Client())
        miss(Client(), "boris@example.org")

    assert password(browser()).status_code == 200
    assert password(owner)["Location"] == "/account/"


def test_her_browser_has_five_misses_wherever_it_is(owner):
    statuses = [miss(browser(owner, f"10.0.0.{number}")).status_code for number in range(PER_DEVICE)]

    refused = password(browser(owner, "10.0.1.1"))

    assert (statuses, refused.status_code) == ([200] * PER_DEVICE, 200)
    assert "Слишком много неудачных попыток" in refused.content.decode()
    assert password(browser(None, "10.0.1.1"))["Location"] == "/account/"  # nobody else has missed


def test_a_stolen_cookie_opens_nothing(owner):
    thief = browser(owner, "10.0.0.1")

    assert thief.get(reverse("security"))["Location"] == "/login/?next=/account/security/"
    assert [miss(thief).status_code for _ in range(PER_DEVICE)] == [200, 200, 200, 200, 429]


def test_a_stolen_cookie_spares_nobody_the_code():
    with_second_step()
    owner = Client()
    password(owner)
    before = COOKIE in owner.cookies
    enter(owner, BY_APP, code())
    thief = browser(owner, "10.0.0.1")

    answer = password(thief)

    assert (before, COOKIE in owner.cookies) == (False, True)  # a password alone makes no browser known
    assert (answer["Location"], thief.get(reverse("security")).status_code) == (f"{BY_APP}?next=%2Faccount%2F", 302)


def test_it_is_worth_nothing_at_another_account(owner):
    person(email="boris@example.org")
    theirs = browser(None)
    theirs.cookies[cookie_name("boris@example.org")] = owner.cookies[COOKIE].value
    for number in range(PER_ACCOUNT):
        miss(Client(REMOTE_ADDR=f"10.0.1.{number}"), "boris@example.org")

    assert password(theirs, "boris@example.org").status_code == 200


@pytest.mark.parametrize("made_up", ["", "x", "abc:1tYg7O:made-up", "0" * 5000])
def test_one_that_is_made_up_is_none(owner, made_up):
    attacked()
    owner.cookies[COOKIE] = made_up

    assert password(owner).status_code == 200


def test_after_a_year_it_is_a_stranger_like_others(owner):
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        attacked()

        assert password(owner).status_code == 200


def test_it_keeps_its_number_and_its_misses_however_often_she_signs_in(owner):
    first = owner.cookies[COOKIE].value
    with time_machine.travel(timezone.now() + timedelta(days=300)):
        password(owner)
        again = owner.cookies[COOKIE].value

    assert (first.split(":")[0], first == again) == (again.split(":")[0], False)


def test_no_script_reads_it_and_it_leaves_over_https_only_where_there_is_one(owner, settings):
    cookie = owner.cookies[COOKIE]
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    password(client)

    kept = client.cookies[cookie_name(ADDRESS)]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    assert (kept.key.startswith("__Host-device-"), kept["secure"], kept["path"], kept["domain"]) == (
        True,
        True,
        "/",
        "",
    )
    assert not {"anna", "example"} & set(kept.key.replace("-", " ").split())


def test_a_new_password_forgets_the_misses_of_her_browsers_too(owner):
    user = person(email="boris@example.org")
    for number in range(PER_DEVICE):
        miss(browser(owner, f"10.0.0.{number}"))
    theirs = Client()
    password(theirs, user.email)
    miss(browser(theirs), user.email)
    user.refresh_from_db()  # a link is of the last time that she signed in
    link = link_to_choose_a_password("password-reset-confirm", user).partition("8000")[2]
    form = Client().get(link, follow=True)

    form.client.post(form.redirect_chain[-1][0], dict.fromkeys(("new_password1", "new_password2"), "длинная фраза его"))

    assert {row.username.split()[-1] for row in AccessAttempt.objects.all()} == {ADDRESS}


def test_who_is_erased_is_gone_from_the_records_of_her_browsers(owner):
    user = person(email="boris@example.org")
    theirs = Client()
    password(theirs, user.email)
    miss(browser(theirs), user.email)
    miss(browser(owner))
    user.is_active = False
    user.save()

    forget_person(user, by=None)

    assert [row.username.split()[-1] for row in AccessAttempt.objects.all()] == [ADDRESS]
