"""What a passkey is asked and what is made of answers that no browser would give; tests/journeys has a real one."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django_otp_webauthn.models import WebAuthnCredential

from resolutions.people.passkeys import MOST
from tests.second_step import BY_APP, PASSWORD, code, enter, password, person, with_second_step

pytestmark = pytest.mark.django_db
ADD, ASK_NEW = reverse("passkey-add"), reverse("passkey-ask-new")
ASK_KNOWN, SIGN_IN = reverse("passkey-ask-known"), reverse("sign-in-passkey")
NOTHING = dict.fromkeys(("clientDataJSON", "attestationObject", "authenticatorData", "signature"), "eA")
MADE_UP = [
    "",
    "x",
    "null",
    "[]",
    "5",
    '"id"',
    "{}",
    json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": 5, "clientExtensionResults": 5}),
    json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": NOTHING}),
    "[" * 5000,
]


@pytest.fixture(autouse=True)
def quick_hashing(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def passkey(user, number: int = 0) -> WebAuthnCredential:
    return WebAuthnCredential.objects.create(user=user, name=f"ключ {number}", credential_id=bytes([number]) * 16)


@pytest.fixture
def inside():
    user, _ = with_second_step()
    client = Client()
    password(client)
    enter(client, BY_APP, code())
    client.user = user
    return client


def refused(answer) -> list[str]:
    return answer.context["form"].non_field_errors()


@pytest.mark.parametrize("answer", MADE_UP, ids=range(len(MADE_UP)))
@pytest.mark.parametrize("is_asked", [True, False])
def test_no_made_up_answer_becomes_a_passkey(inside, answer, is_asked):
    if is_asked:
        inside.post(ASK_NEW)

    page = inside.post(ADD, {"passkey": "ключ", "password": PASSWORD, "credential": answer})

    assert refused(page) == ["Ключ доступа не добавлен: устройство ответило не на то. Попробуйте ещё раз."]
    assert WebAuthnCredential.objects.count() == 0


@pytest.mark.parametrize("answer", MADE_UP, ids=range(len(MADE_UP)))
@pytest.mark.parametrize("is_asked", [True, False])
def test_no_made_up_answer_lets_anybody_in(answer, is_asked):
    user, _ = with_second_step()
    passkey(user)
    client = Client()
    password(client)
    if is_asked:
        client.post(ASK_KNOWN)

    page = client.post(SIGN_IN, {"credential": answer}, follow=True)

    assert [str(said) for said in page.context["messages"]] == [
        "Ключ доступа не подошёл. Попробуйте ещё раз или введите код."
    ]
    assert page.redirect_chain[-1][0].startswith(BY_APP)


def test_only_hers_are_asked_for_and_each_time_another_challenge():
    user, _ = with_second_step()
    passkey(user, 1)
    passkey(person(email="boris@example.org"), 2)
    client = Client()
    password(client)

    first, second = (client.post(ASK_KNOWN).json() for _ in range(2))

    assert [one["id"] for one in first["allowCredentials"]] == ["AQEBAQEBAQEBAQEBAQEBAQ"]
    assert (first["rpId"], first["challenge"] == second["challenge"]) == ("localhost", False)


def test_a_challenge_is_answered_once(inside):
    inside.post(ASK_NEW)
    assert "passkey_challenge" in inside.session

    inside.post(ADD, {"passkey": "ключ", "password": PASSWORD, "credential": "{}"})

    assert "passkey_challenge" not in inside.session


def test_an_open_session_is_not_enough_to_add_or_remove_one(inside):
    own = passkey(inside.user)
    inside.post(ASK_NEW)

    pages = [
        inside.post(ADD, {"passkey": "ключ", "password": "не то", "credential": "{}"}),
        inside.post(reverse("passkey-remove", args=[own.pk]), {"password": "не то"}),
    ]

    wrong = ["Пароль не подходит. Проверьте раскладку клавиатуры и попробуйте ещё раз."]
    assert [page.context["form"].errors["password"] for page in pages] == [wrong] * 2
    assert WebAuthnCredential.objects.count() == 1


def test_she_removes_her_own_and_nobody_elses(inside):
    own, other = passkey(inside.user, 1), passkey(person(email="boris@example.org"), 2)

    statuses = [
        inside.post(reverse("passkey-remove", args=[key]), {"password": PASSWORD}).status_code
        for key in (own.pk, other.pk, 10**30)
    ]

    assert (statuses, list(WebAuthnCredential.objects.all())) == ([302, 404, 404], [other])


def test_there_are_no_more_than_ten(inside):
    for number in range(MOST):
        passkey(inside.user, number)

    page = inside.post(ADD, {"passkey": "ключ", "password": PASSWORD, "credential": "{}"})

    assert refused(page) == ["Ключей доступа может быть не больше 10. Уберите тот, которым не пользуетесь."]


@pytest.mark.parametrize("address", [ADD, ASK_NEW])
def test_a_passkey_comes_in_addition_to_an_app(address):
    client = Client()
    client.force_login(person())

    assert client.post(address).status_code == 404


def test_a_visitor_is_asked_nothing():
    client = Client()

    answers = [client.post(ASK_KNOWN), client.post(SIGN_IN), client.post(ASK_NEW)]

    assert [answer.status_code for answer in answers] == [404, 302, 302]
    assert answers[1]["Location"] == "/account/"


def test_giving_up_the_second_step_gives_up_the_passkeys(inside):
    passkey(inside.user)

    inside.post(reverse("second-factor-off"), {"password": PASSWORD})

    assert WebAuthnCredential.objects.count() == 0
