"""Signing in, being stopped when guessing, passwords by letter."""

import re

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.mail.sending import send_waiting
from resolutions.mail.to_people import link_to_choose_a_password
from resolutions.models import Mail, User
from resolutions.vocabulary import Role
from resolutions.web.throttling import PER_ACCOUNT, PER_ADDRESS
from tests.admin.letterbox import no_mail_server
from tests.factories import AddresseeFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = reverse("login")
PASSWORD = "верная лошадь батарейка"


@pytest.fixture(autouse=True)
def quick_hashing(settings) -> None:
    """A hundred sign-ins with Argon2 take a minute; which hash guards a password is tested elsewhere."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def person():
    user = UserFactory(email="anna@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


def letters() -> list:
    """What people get, once the queue is sent."""
    send_waiting()
    return mail.outbox


def sign_in(client, email="anna@example.org", password=PASSWORD, **extra):
    return client.post(LOGIN, {"username": email, "password": password, **extra})


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("email", ["anna@example.org", "Anna@Example.org"])
def test_a_person_signs_in_with_her_mail_and_gets_a_new_session(client, email):
    client.get(LOGIN)
    client.cookies[settings.SESSION_COOKIE_NAME] = "fixed"

    answer = sign_in(client, email)

    assert (answer.status_code, answer["Location"]) == (302, reverse("account"))
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "fixed"


@pytest.mark.usefixtures("person")
def test_a_wrong_password_and_an_unknown_mail_get_the_same_words(client):
    wrong = sign_in(client, password="не то")
    unknown = sign_in(client, email="nobody@example.org")

    assert wrong.context["form"].non_field_errors() == unknown.context["form"].non_field_errors()
    assert wrong.status_code == unknown.status_code == 200


@pytest.mark.usefixtures("person")
def test_the_fifth_miss_from_one_address_locks_it_and_another_address_still_enters(client):
    spellings = ["anna@example.org", "ANNA@example.org", "Anna@Example.org", "anna@example.org", "aNNa@example.org"]
    statuses = [sign_in(client, email, password="не то").status_code for email in spellings]

    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(client).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="10.0.0.2")).status_code == 302


@pytest.mark.usefixtures("person")
def test_a_forged_forwarding_header_does_not_make_another_address(client):
    for number in range(5):
        client.post(
            LOGIN,
            {"username": "anna@example.org", "password": "не то"},
            headers={"X-Forwarded-For": f"10.1.0.{number}"},
        )

    assert sign_in(client).status_code == 429


@pytest.mark.usefixtures("person")
def test_behind_a_trusted_proxy_its_own_word_counts(settings):
    settings.TRUSTED_PROXY = True
    for number in range(5):
        sign_in(Client(headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.1"}), password="не то")

    statuses = [
        sign_in(Client(headers={"X-Forwarded-For": f"198.51.100.9, {address}"})).status_code
        for address in ("203.0.113.1", "203.0.113.2")
    ]

    assert statuses == [429, 302]


@pytest.mark.usefixtures("person")
def test_whoever_has_a_network_of_addresses_has_five_misses_all_the_same():
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"2001:db8:1:2::{number}"), password="не то")
        sign_in(Client(REMOTE_ADDR="::ffff:203.0.113.1"), email="boris@example.org", password="не то")

    addresses = ["2001:db8:1:2:ffff::1", "2001:db8:1:3::1", "::ffff:203.0.113.2"]
    statuses = [sign_in(Client(REMOTE_ADDR=address)).status_code for address in addresses]
    same = sign_in(Client(REMOTE_ADDR="203.0.113.1"), email="boris@example.org")

    assert (statuses, same.status_code) == ([429, 302, 302], 429)


@pytest.mark.usefixtures("person")
def test_guessing_one_account_from_many_addresses_is_stopped(client):
    for number in range(PER_ACCOUNT):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{number}"), password="не то")

    answer = sign_in(Client(REMOTE_ADDR="10.0.2.1"))

    assert answer.status_code == 200
    assert "Слишком много неудачных попыток" in answer.content.decode()


@pytest.mark.usefixtures("person")
def test_guessing_many_accounts_from_one_address_is_stopped(client):
    for number in range(PER_ADDRESS):
        sign_in(client, email=f"person{number}@example.org", password="не то")

    assert "Слишком много неудачных попыток" in sign_in(client).content.decode()


def choose_anew(client, link: str, password: str) -> None:
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_a_locked_out_owner_comes_back_through_her_mail(client, person):
    for number in range(PER_ACCOUNT):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{number}"), password="не то")
    client.post(reverse("password-reset"), {"email": person.email})
    link = re.search(r"http://[^/]+(/password-reset/\S+)", letters()[0].body).group(1)

    choose_anew(client, link, "новая длинная фраза")

    assert client.get(reverse("security")).status_code == 200  # signed in by that alone
    assert sign_in(Client(REMOTE_ADDR="10.0.1.1"), password="новая длинная фраза").status_code == 302


@pytest.mark.usefixtures("person")
def test_a_link_forgets_the_misses_whatever_the_case_in_which_the_address_is_kept(client):
    User.objects.update(email="Anna@example.org")
    elsewhere = {"REMOTE_ADDR": "10.0.0.2"}
    misses = [sign_in(Client(**elsewhere), password="не то").status_code for _ in range(5)]

    choose_anew(client, link_to_choose_a_password("password-reset-confirm", User.objects.get()), "новая длинная фраза")

    assert (misses[-1], sign_in(Client(**elsewhere), password="не то").status_code) == (429, 200)


@pytest.mark.parametrize("page", ["password-reset-confirm", "invitation"])
def test_a_link_of_somebody_who_may_not_enter_any_more_is_none(client, person, page):
    link = link_to_choose_a_password(page, person).partition("8000")[2]
    User.objects.update(is_active=False)

    answer = client.get(link)

    assert (answer.status_code, answer.context["validlink"]) == (200, False)


@pytest.mark.usefixtures("person")
def test_reset_says_the_same_whether_the_mail_is_known_or_not(client):
    with CaptureQueriesContext(connection) as for_known:
        known = client.post(reverse("password-reset"), {"email": "anna@example.org"}, follow=True)
    with CaptureQueriesContext(connection) as for_unknown:
        unknown = client.post(reverse("password-reset"), {"email": "nobody@example.org"}, follow=True)

    assert known.content == unknown.content
    assert [query["sql"][:20] for query in for_known] == [query["sql"][:20] for query in for_unknown]
    assert [letter.to for letter in letters()] == [["anna@example.org"]]


@pytest.mark.usefixtures("person")
def test_no_request_waits_for_the_mail_server(client, settings):
    no_mail_server(settings)

    answer = client.post(reverse("password-reset"), {"email": "anna@example.org"}, follow=True)

    assert answer.status_code == 200
    assert [(letter.kind, letter.attempts) for letter in Mail.objects.with_tries()] == [("password", 0)]


def test_whoever_may_not_enter_any_more_gets_no_link(client, person):
    client.post(reverse("password-reset"), {"email": person.email})
    client.post(reverse("password-reset"), {"email": "nobody@example.org"})
    User.objects.update(is_active=False)

    assert (letters(), Mail.objects.count()) == ([], 0)


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_a_forged_host_never_gets_into_a_letter(client, header):
    answer = client.post(reverse("password-reset"), {"email": "anna@example.org"}, headers={header: "evil.example"})

    assert (answer.status_code, "evil.example" in "".join(letter.body for letter in letters())) == (
        400 if header == "Host" else 302,
        False,
    )


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\t//evil.example",
    ],
)
def test_signing_in_leads_to_our_own_pages_only(client, address):
    assert sign_in(client, next=address)["Location"] == reverse("account")


@pytest.mark.usefixtures("person")
def test_signing_in_leads_back_to_where_one_came_from(client):
    assert sign_in(client, next="/forums/")["Location"] == "/forums/"


def test_an_official_lands_on_what_is_addressed_to_her_bodies(signed_in):
    official = signed_in(role=Role.OFFICIAL)
    bodies = [AddresseeFactory(name=name) for name in ("Архив", "Бюро")]
    official.user.addressees.set(bodies)

    answer = official.get(reverse("account"))

    assert answer["Location"] == "/recommendations/?to=arhiv&to=byuro&departments=1".replace("arhiv", bodies[0].slug)
    assert official.get(answer["Location"]).status_code == 200


def test_an_official_without_bodies_is_told_whom_to_ask(signed_in):
    assert signed_in(role=Role.OFFICIAL).get(reverse("account")).status_code == 200


def test_an_editor_lands_at_her_drafts(signed_in):
    assert signed_in(role=Role.EDITOR).get(reverse("account"))["Location"] == reverse("draft-list")


@pytest.mark.parametrize(("role", "desk"), [(Role.MODERATOR, "desk"), (Role.ADMINISTRATOR, "admin:index")])
def test_others_land_at_their_desk(signed_in, role, desk):
    assert signed_in(role=role).get(reverse("account"))["Location"] == reverse(desk)


def test_a_visitor_is_asked_to_sign_in_first(client):
    assert client.get(reverse("account"))["Location"] == f"{LOGIN}?next=/account/"


def test_a_disabled_person_is_out_on_the_next_request(signed_in):
    editor = signed_in()
    editor.user.is_active = False
    editor.user.save()

    assert editor.get(reverse("account"))["Location"] == f"{LOGIN}?next=/account/"


def test_a_person_changes_her_password(client, person):
    client.force_login(person)

    answer = client.post(
        reverse("password-change"),
        {
            "old_password": PASSWORD,
            "new_password1": "другая длинная фраза",
            "new_password2": "другая длинная фраза",
        },
    )

    assert answer["Location"] == reverse("password-change-done")
    person.refresh_from_db()
    assert person.check_password("другая длинная фраза")


def change(client, old):
    new = {"new_password1": "другая длинная фраза", "new_password2": "другая длинная фраза"}
    return client.post(reverse("password-change"), {"old_password": old, **new})


def test_who_guesses_the_old_password_is_stopped_like_who_guesses_at_the_door(client, person):
    client.force_login(person)

    guesses = [change(client, f"не то {number}").status_code for number in range(12)]

    assert guesses == [200] * 4 + [429] * 8
    answer = change(client, PASSWORD)  # not even the right one now
    assert (answer.status_code, "Слишком много попыток входа" in answer.content.decode()) == (429, True)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert sign_in(Client()).status_code == 429  # one counter for both
    assert sign_in(Client(REMOTE_ADDR="10.0.0.2")).status_code == 302


def test_the_right_old_password_forgets_the_misses(client, person):
    client.force_login(person)
    misses = [change(client, "не то") for _ in range(4)]

    assert [answer.context["form"].errors["old_password"] for answer in misses] == [
        ["Пароль не подходит. Проверьте раскладку клавиатуры и попробуйте ещё раз."]
    ] * 4
    assert change(client, PASSWORD)["Location"] == reverse("password-change-done")
    assert [change(client, "не то").status_code for _ in range(4)] == [200] * 4


def test_guessing_the_old_password_from_many_addresses_is_stopped(person):
    for number in range(PER_ACCOUNT):
        sign_in(Client(REMOTE_ADDR=f"10.0.1.{number}"), password="не то")
    client = Client(REMOTE_ADDR="10.0.2.1")
    client.force_login(person)

    answer = change(client, PASSWORD)

    assert (answer.status_code, "Слишком много неудачных попыток" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admin_has_no_form_of_its_own_for_passwords(signed_in, method):
    answer = getattr(signed_in(role=Role.ADMINISTRATOR), method)(reverse("admin:password_change"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("password-change"))


def test_no_password_is_kept_of_a_miss(client, person):
    client.force_login(person)
    change(client, "почти верная фраза")
    sign_in(Client(), password="почти верная фраза")

    (kept,) = AccessAttempt.objects.all()
    said = dict(line.partition("=")[::2] for line in kept.post_data.splitlines() if "=" in line)
    assert (kept.failures_since_start, set(said.values())) == (2, {"*" * 20})
    assert set(said) == {"old_password", "new_password1", "new_password2", "username", "password"}


def test_signing_out_is_a_post(signed_in):
    person = signed_in()

    assert person.get(reverse("logout")).status_code == 405
    assert person.post(reverse("logout"))["Location"] == "/"


@pytest.mark.parametrize("name", ["login", "logout", "password-reset", "view-settings"])
def test_a_form_from_elsewhere_is_refused(name):
    answer = Client(enforce_csrf_checks=True).post(reverse(name), {})

    assert answer.status_code == 403
    assert "Форма стояла открытой" in answer.content.decode()


def test_an_official_to_whose_bodies_nobody_has_turned_is_told_so(signed_in):
    official = signed_in(role=Role.OFFICIAL)
    official.user.addressees.add(AddresseeFactory(name="Бюро", is_reviewed=False))

    answer = official.get(reverse("account"))

    assert (answer.status_code, "Бюро" in answer.content.decode()) == (200, True)


def test_an_official_of_very_many_bodies_lands_on_a_list_that_opens(signed_in):
    official = signed_in(role=Role.OFFICIAL)
    official.user.addressees.set(AddresseeFactory.create_batch(60))

    assert official.get(reverse("account"), follow=True).status_code == 200


def test_a_letter_that_only_looks_alike_is_another_account(client):
    user = UserFactory(email="admin@example.org")
    user.set_password(PASSWORD)
    user.save()

    assert sign_in(client, email="adm\u0131n@example.org").status_code == 200
    assert sign_in(client, email="admin@example.org").status_code == 302


def test_somebody_invited_who_never_set_a_password_gets_a_letter_too(client):
    UserFactory(email="new@example.org")

    client.post(reverse("password-reset"), {"email": "New@Example.org"})

    assert [letter.to for letter in letters()] == [["new@example.org"]]


@pytest.mark.usefixtures("person")
def test_asking_again_and_again_sends_one_letter(client):
    for _ in range(10):
        client.post(reverse("password-reset"), {"email": "anna@example.org"})

    assert len(letters()) == 1


@pytest.mark.usefixtures("person")
def test_links_of_letters_lead_to_the_configured_address(client, settings):
    settings.SITE_ADDRESS = "https://portal.example"

    client.post(reverse("password-reset"), {"email": "anna@example.org"}, headers={"Host": "localhost:6666"})

    (letter,) = letters()
    assert ("https://portal.example/password-reset/" in letter.body, "6666" in letter.body) == (
        True,
        False,
    )
