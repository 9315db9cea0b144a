"""Beyond the password: who must, how it is set up, what a code is worth, and that no door can be entered past it."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp_webauthn.models import WebAuthnCredential

from resolutions.checks import keepers_need_more_than_a_password, whoever_needs_a_second_factor_is_known
from resolutions.mail.to_people import link_to_choose_a_password
from resolutions.models import AuthenticatorApp, RecoveryCodes, User
from resolutions.people.second_factor import WrongCode, set_up_app
from resolutions.permissions import UnknownRole
from resolutions.vocabulary import Role
from tests.factories import DraftFactory, UserFactory
from tests.second_step import (
    BY_APP,
    BY_PAPER,
    KEY,
    PASSWORD,
    app_of,
    code,
    enter,
    is_in,
    password,
    person,
    said,
    with_second_step,
)

pytestmark = pytest.mark.django_db
LOGIN, APP, SECURITY = reverse("login"), reverse("second-factor-app"), reverse("security")
WRONG = "Код не подошёл: он неверный, устарел или уже использован. Дождитесь в приложении следующего."


@pytest.fixture(autouse=True)
def quick_hashing(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = ["administrator", "moderator"]


def key_on(page) -> str:
    """What a camera would read: the key of the QR code, hexadecimal."""
    return b32decode(re.search(r"secret=([A-Z2-7]+)", page.content.decode())[1]).hex()


# Who must


@pytest.mark.parametrize(
    ("named", "production", "must"),
    [
        ([], False, set()),
        ([], True, {Role.ADMINISTRATOR, Role.MODERATOR}),
        (["nobody"], True, set()),
        (["editor", "official"], True, {Role.EDITOR, Role.OFFICIAL}),
    ],
)
def test_the_setting_names_the_roles_that_a_password_does_not_let_in(settings, named, production, must):
    settings.REQUIRE_SECOND_FACTOR, settings.PRODUCTION = named, production
    asked = set()
    for role in Role:
        client = Client()
        person(email=f"{role}@example.org", role=role)
        password(client, f"{role}@example.org")
        asked |= set() if is_in(client) else {role}

    assert asked == must


def test_a_misspelt_role_lets_nobody_in_rather_than_everybody(client, settings):
    settings.REQUIRE_SECOND_FACTOR = ["administrators"]
    person(role=Role.ADMINISTRATOR)

    with pytest.raises(UnknownRole, match="REQUIRE_SECOND_FACTOR names administrators; known: editor, official"):
        password(client)


@pytest.mark.parametrize(
    ("named", "said"),
    [([], []), (["nobody"], ["resolutions.W006"]), (["editor"], []), (["editors"], ["resolutions.E004"])],
)
def test_the_operator_is_told_of_a_setting_that_means_nobody_and_of_one_that_means_nothing(settings, named, said):
    settings.REQUIRE_SECOND_FACTOR, settings.PRODUCTION = named, True

    found = [*whoever_needs_a_second_factor_is_known(), *keepers_need_more_than_a_password()]

    assert [one.id for one in found] == said


# The first time


@pytest.mark.usefixtures("required")
def test_at_the_first_sign_in_she_sets_up_an_app_and_is_given_ten_codes_once(client):
    user = person(role=Role.MODERATOR)
    answer = password(client, next="/editor/complaints/")
    page = client.get(answer["Location"])
    key = key_on(page)

    shown = client.post(answer["Location"], {"secret": page.context["secret"], "code": code(key)})

    codes = [found.replace(" ", "") for found in re.findall(r"<code>([\d ]+)</code>", shown.content.decode())]
    assert answer["Location"] == f"{APP}?next=%2Feditor%2Fcomplaints%2F"
    assert (len(set(codes)), {len(found) for found in codes}, shown.context["next"]) == (
        10,
        {16},
        "/editor/complaints/",
    )
    assert (is_in(client), app_of(user).key) == (True, key)
    kept = RecoveryCodes.objects.get(user=user)
    assert not any(found in str(kept.left) for found in codes)
    assert not any(found in client.get(SECURITY).content.decode() for found in codes)


@pytest.mark.usefixtures("required")
def test_the_code_that_set_it_up_does_not_count_again():
    person(role=Role.MODERATOR)
    client, another = Client(), Client()
    page = client.get(password(client)["Location"])
    first = code(key_on(page))
    client.post(APP, {"secret": page.context["secret"], "code": first})
    password(another)

    assert (said(enter(another, BY_APP, first)), is_in(another)) == ([WRONG], False)


@pytest.mark.usefixtures("required")
def test_a_wrong_first_code_sets_nothing_up_and_shows_the_same_picture(client):
    person(role=Role.MODERATOR)
    page = client.get(password(client)["Location"])

    answer = client.post(APP, {"secret": page.context["secret"], "code": "123456"})

    assert said(answer)[0].startswith("Код не подошёл. Проверьте, что часы телефона идут верно")
    assert (key_on(answer), is_in(client), AuthenticatorApp.objects.count()) == (key_on(page), False, 0)


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("key", ["late", "made up", "of somebody else", ""])
def test_a_key_that_the_portal_has_not_just_made_for_her_is_refused(client, key):
    person(role=Role.MODERATOR)
    other = UserFactory(role=Role.MODERATOR)
    theirs = Client()
    theirs.force_login(other)
    page = client.get(password(client)["Location"])
    keys = {
        "late": page.context["secret"],
        "of somebody else": theirs.get(APP).context["secret"],
        "made up": KEY,
        "": "",
    }
    later = timezone.now() + timedelta(minutes=61 if key == "late" else 0)

    with time_machine.travel(later):
        if key == "late":
            password(client)  # that session has ended as well
        answer = client.post(APP, {"secret": keys[key], "code": code(key_on(page))})

    assert said(answer) == ["Эта страница стояла открытой дольше часа. Отсканируйте новый код ниже."]
    assert (key_on(answer) == key_on(page), AuthenticatorApp.objects.count()) == (False, 0)


def test_of_two_who_know_the_password_the_first_one_sets_it_up():
    """The second one had begun before."""
    person()
    first, second = User.objects.get(), User.objects.get()
    set_up_app(first, KEY, code(), session="")
    other = KEY[::-1]

    with pytest.raises(WrongCode, match="Второй шаг только что настроили в другом окне"):
        set_up_app(second, other, code(other), session="")

    assert app_of(first).key == KEY


def test_who_need_not_may_all_the_same_by_her_password(client):
    user = person()
    password(client)
    page = client.get(APP)
    typed = {"secret": page.context["secret"], "code": code(key_on(page))}

    refused = client.post(APP, typed | {"password": "не то"})
    client.post(APP, typed | {"password": PASSWORD})

    assert said(refused) == ["Пароль не подходит. Проверьте раскладку клавиатуры и попробуйте ещё раз."]
    assert (app_of(user).key, is_in(client)) == (key_on(page), True)
    another = Client()
    assert password(another)["Location"] == f"{BY_APP}?next=%2Faccount%2F"
    assert not is_in(another)


# No way past it


DOORS = [
    "admin:index",
    "admin:resolutions_user_changelist",
    "admin:jsi18n",
    "account",
    "security",
    "password-change",
    "recovery-codes",
    "draft-list",
    "draft-upload",
    "desk",
    "look",
    "complaint-list",
]


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("since", [None, timezone.now()], ids=["not set up", "set up"])
def test_every_door_is_shut_until_the_code_is_there(client, since):
    person(role=Role.ADMINISTRATOR, second_factor_since=since)
    password(client)
    visitor = Client()

    found = {name: client.get(reverse(name)) for name in DOORS}

    assert {name: (answer.status_code, answer["Location"]) for name, answer in found.items()} == {
        name: (302, visitor.get(reverse(name))["Location"]) for name in DOORS
    }
    assert client.get(f"{LOGIN}?next=/admin/")["Location"] == f"{BY_APP if since else APP}?next=%2Fadmin%2F"
    assert "Войти</a>" in client.get("/").content.decode()


@pytest.mark.usefixtures("required")
def test_whoever_has_an_app_cannot_set_up_another_instead_of_giving_its_code(client):
    user, _ = with_second_step(role=Role.MODERATOR)
    password(client)
    theirs = Client()
    theirs.force_login(UserFactory())
    key = theirs.get(APP).context["secret"]

    answers = [client.get(APP), client.post(APP, {"secret": key, "code": code()})]

    assert [answer["Location"] for answer in answers] == [f"{BY_APP}?next=%2Faccount%2F"] * 2
    assert (app_of(user).key, is_in(client)) == (KEY, False)


def test_a_session_from_before_the_second_step_does_not_get_past_it(settings):
    settings.REQUIRE_SECOND_FACTOR = ["nobody"]
    person(role=Role.ADMINISTRATOR)
    old = Client()
    password(old)
    assert old.get(reverse("admin:index")).status_code == 200

    settings.REQUIRE_SECOND_FACTOR = ["administrator"]

    way = [address for address, _ in old.get(reverse("admin:index"), follow=True).redirect_chain]
    assert way == ["/admin/login/?next=/admin/", f"{LOGIN}?next=/admin/", f"{APP}?next=%2Fadmin%2F"]
    draft = DraftFactory()
    typed = old.post(reverse("draft-text", args=[draft.pk]), {"text": "Набранное за час"})
    assert (typed.status_code, "Набранное за час" in typed.content.decode()) == (403, True)


def test_setting_it_up_ends_the_sessions_elsewhere():
    person()
    here, elsewhere = Client(), Client()
    for one in (here, elsewhere):
        password(one)
    page = here.get(APP)

    here.post(APP, {"secret": page.context["secret"], "code": code(key_on(page)), "password": PASSWORD})

    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert elsewhere.get(LOGIN).status_code == 200  # the password is asked for as well


def test_who_gets_a_role_that_must_is_asked_from_the_next_request(client, settings):
    settings.REQUIRE_SECOND_FACTOR = ["moderator"]
    person()
    password(client)
    seen = [is_in(client)]

    User.objects.update(role=Role.MODERATOR)

    assert [*seen, is_in(client)] == [True, False]


@pytest.mark.parametrize("page", ["password-reset-confirm", "invitation"])
@pytest.mark.usefixtures("required")
def test_a_new_password_signs_in_and_never_past_the_second_step(client, page):
    user, _ = with_second_step(role=Role.MODERATOR)
    link = link_to_choose_a_password(page, user).partition("8000")[2]
    form = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(form, {"new_password1": "новая длинная фраза", "new_password2": "новая длинная фраза"})

    assert (answer["Location"], is_in(client)) == (f"{BY_APP}?next=%2Faccount%2F", False)
    enter(client, BY_APP, code())
    assert is_in(client)


def test_half_a_session_lasts_an_hour(client):
    with_second_step()
    now = timezone.now()
    password(client)

    with time_machine.travel(now + timedelta(minutes=61)):
        enter(client, BY_APP, code())

        assert not is_in(client)


def test_who_owes_a_code_may_leave(client):
    with_second_step()
    password(client)

    client.post(reverse("logout"))

    assert client.get(LOGIN).status_code == 200
    assert client.get(BY_APP)["Location"] == "/account/"


@pytest.mark.parametrize("address", [BY_APP, BY_PAPER, APP])
def test_a_visitor_is_asked_for_the_password_first(client, address):
    answer = client.get(address, follow=True)

    assert answer.redirect_chain[-1][0].startswith(LOGIN)


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_a_code_leads_to_our_own_pages_only(client, address):
    with_second_step()
    password(client)

    assert client.post(f"{BY_APP}?next={address}", {"code": code()})["Location"] == "/account/"


# What she does about it later


@pytest.fixture
def inside(client):
    user, _ = with_second_step()
    password(client)
    enter(client, BY_APP, code())
    client.user = user
    return client


def test_another_app_takes_the_place_of_the_first_and_the_paper_stays(inside):
    page = inside.get(APP)
    typed = {"secret": page.context["secret"], "code": code(key_on(page)), "password": PASSWORD}

    assert inside.post(APP, typed)["Location"] == SECURITY
    assert (app_of(inside.user).key, is_in(inside)) == (key_on(page), True)
    assert len(RecoveryCodes.objects.get().left) == 10


@pytest.mark.parametrize("name", ["recovery-codes", "second-factor-off"])
def test_an_open_session_is_not_enough_to_change_it(inside, name):
    before = RecoveryCodes.objects.get().left

    answer = inside.post(reverse(name), {"password": "не то"})

    assert said(answer) == ["Пароль не подходит. Проверьте раскладку клавиатуры и попробуйте ещё раз."]
    assert (RecoveryCodes.objects.get().left, AuthenticatorApp.objects.count()) == (before, 1)


def test_new_codes_take_the_place_of_those_before(inside):
    before = RecoveryCodes.objects.get().left

    shown = inside.post(reverse("recovery-codes"), {"password": PASSWORD})

    assert len(shown.context["codes"]) == 10
    assert shown["Cache-Control"] == "private, no-store"
    assert set(RecoveryCodes.objects.get().left.values()) & set(before.values()) == set()
    assert is_in(inside)


def test_who_need_not_may_give_it_up(inside):
    elsewhere = Client()
    password(elsewhere)

    inside.post(reverse("second-factor-off"), {"password": PASSWORD})

    assert (is_in(inside), is_in(elsewhere)) == (True, False)
    password(elsewhere)
    assert is_in(elsewhere)


def test_who_must_may_not_give_it_up(inside, settings):
    settings.REQUIRE_SECOND_FACTOR = ["editor"]

    answers = [
        inside.get(reverse("second-factor-off")),
        inside.post(reverse("second-factor-off"), {"password": PASSWORD}),
    ]

    assert ([answer.status_code for answer in answers], AuthenticatorApp.objects.count()) == ([404, 404], 1)


@pytest.mark.parametrize("name", ["recovery-codes", "second-factor-off"])
def test_without_a_second_step_there_is_nothing_to_change(client, name):
    client.force_login(person())

    assert client.get(reverse(name)).status_code == 404


def test_an_administrator_resets_it_for_somebody_and_not_for_herself(signed_in):
    lost, _ = with_second_step()
    administrator = signed_in(role=Role.ADMINISTRATOR)
    session = Client()
    password(session)
    data = {"action": "reset_second_factor", "_selected_action": [lost.pk, administrator.user.pk], "index": "0"}

    answer = administrator.post(reverse("admin:resolutions_user_changelist"), data, follow=True)

    assert sorted(map(str, answer.context["messages"])) == sorted(
        [
            "anna@example.org: второй шаг сброшен, сеансы закончены.",
            f"{administrator.user.email}: свой второй шаг меняют на странице «Учётная запись».",
        ]
    )
    assert (session.get(BY_APP)["Location"], AuthenticatorApp.objects.count()) == ("/account/", 0)
    assert lost.history.first().history_user == administrator.user


def test_each_of_its_forms_is_one_of_the_portals_own(settings):
    """What a browser sends, which has to have the token."""
    settings.REQUIRE_SECOND_FACTOR = ["moderator"]
    user, _ = with_second_step()
    new = person(email="new@example.org", role=Role.MODERATOR)
    owing, setting_up, whole = Client(), Client(), Client()
    password(owing)
    password(setting_up, new.email)
    passkey = WebAuthnCredential.objects.create(user=user, name="ключ", credential_id=b"1")
    password(whole)
    enter(whole, BY_APP, code())
    names = ("second-factor-app", "recovery-codes", "second-factor-off", "passkey-add", "security")
    removal = reverse("passkey-remove", args=[passkey.pk])
    pages = [owing.get(address) for address in (BY_APP, BY_PAPER)]
    pages += [setting_up.get(APP), *(whole.get(address) for address in (*map(reverse, names), removal))]

    texts = [page.content.decode() for page in pages]

    assert [text.count('method="post"') for text in texts] == [3, 2, 2, 2, 2, 2, 2, 3, 2]
    assert [text.count("csrfmiddlewaretoken") for text in texts] == [text.count('method="post"') for text in texts]


def test_codes_are_on_no_page_that_shows_what_was_typed():
    with_second_step()
    client = Client(enforce_csrf_checks=True)

    answer = client.post(BY_APP, {"code": "424242", "secret": "key-of-hers"})

    assert (answer.status_code, re.findall("424242|key-of-hers", answer.content.decode())) == (403, [])
