"""`manage.py second_factor reset EMAIL`: for somebody whose phone and paper are gone."""

import pytest
from django.core.management import call_command
from django.test import Client

from resolutions.models import AuthenticatorApp, RecoveryCodes, User
from tests.second_step import BY_APP, code, enter, password, person, with_second_step

pytestmark = pytest.mark.django_db


def reset(email, capsys) -> tuple[int, str, str]:
    status = 0
    try:
        call_command("second_factor", "reset", email)
    except SystemExit as end:
        status = end.code
    return status, *(text.strip() for text in capsys.readouterr())


def test_app_codes_and_sessions_are_gone_and_the_password_stays(capsys):
    with_second_step()
    client = Client()
    password(client)
    enter(client, BY_APP, code())

    said = reset("Anna@Example.org", capsys)

    assert said == (0, "Второй шаг сброшен, сеансы закончены: anna@example.org. Пароль прежний.", "")
    assert client.get("/account/")["Location"].startswith("/login/")
    assert (AuthenticatorApp.objects.count(), RecoveryCodes.objects.count()) == (0, 0)
    assert password(client)["Location"] == "/account/"


def test_where_there_is_none_nothing_is_done(capsys):
    person()

    assert reset("anna@example.org", capsys) == (0, "У anna@example.org второй шаг не включён: забывать нечего.", "")
    assert User.objects.get().history.count() == 2  # made, given a password


def test_an_address_that_nobody_has_is_refused(capsys):
    assert reset("anna@example.org", capsys) == (2, "", "Учётной записи с почтой anna@example.org нет.")
