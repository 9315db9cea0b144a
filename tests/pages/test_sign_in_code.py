"""What a code is worth: of the app and of the paper, once, and slower after each wrong one."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from resolutions.models import AuthenticatorApp, RecoveryCodes
from resolutions.models.second_factor import MOST_COUNTED
from tests.second_step import BY_APP, BY_PAPER, app_of, code, enter, is_in, password, said, with_second_step

pytestmark = pytest.mark.django_db
WRONG = "Код не подошёл: он неверный, устарел или уже использован. Дождитесь в приложении следующего."
WRONG_ON_PAPER = "Код не подошёл: он неверный или уже использован. Введите другой из своего списка."


@pytest.fixture(autouse=True)
def quick_hashing(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_password_and_code_lead_to_where_she_wanted_with_another_key_of_the_session(client):
    with_second_step()
    answer = password(client, next="/editor/upload/")
    before = client.session.session_key

    entered = enter(client, answer["Location"], code())

    assert (entered["Location"], is_in(client)) == ("/editor/upload/", True)
    assert client.session.session_key != before


@pytest.mark.parametrize("typed", ["{0}", " {1} {2}\u00a0", "{1}-{2}"])
def test_a_code_may_be_typed_as_apps_show_it(client, typed):
    with_second_step()
    password(client)
    now = code()

    enter(client, BY_APP, typed.format(now, now[:3], now[3:]))

    assert is_in(client)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "абвгде", "١٢٣٤٥٦", "12 34 5a", "1" * 5000])
def test_what_can_be_no_code_is_refused_and_not_counted(client, typed):
    user, _ = with_second_step()
    password(client)

    answer = enter(client, BY_APP, typed)

    assert (answer.status_code, len(said(answer)), is_in(client)) == (200, 1, False)
    assert app_of(user).throttling_failure_count == 0


@pytest.mark.parametrize(("steps", "counts"), [(-3, False), (-1, True), (0, True), (1, True), (3, False)])
def test_a_code_counts_half_a_minute_earlier_and_later(client, steps, counts):
    with_second_step()
    password(client)

    answer = enter(client, BY_APP, code(steps=steps))

    assert (is_in(client), said(answer)) == (counts, [] if counts else [WRONG])


def test_a_code_counts_once_and_an_older_one_after_it_never():
    with_second_step()
    clients = [Client() for _ in range(3)]
    for client in clients:
        password(client)

    for client, steps in zip(clients, [0, 0, -1], strict=True):
        enter(client, BY_APP, code(steps=steps))
        AuthenticatorApp.objects.update(throttling_failure_count=0)

    assert [is_in(client) for client in clients] == [True, False, False]


@pytest.mark.several_connections
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by", [BY_APP, BY_PAPER])
def test_of_two_who_enter_one_code_at_once_one_is_in(by):
    _, codes = with_second_step()
    clients = [Client() for _ in range(4)]
    for client in clients:
        password(client)
    typed = code() if by == BY_APP else codes[0]

    def press(client):
        enter(client, by, typed)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, clients))

    assert sum(map(is_in, clients)) == 1


def test_wrong_codes_are_counted_by_themselves_and_make_the_next_one_wait(client):
    user, _ = with_second_step()
    password(client)
    now = timezone.now()
    answers = []
    with time_machine.travel(now, tick=False) as clock:
        answers += [said(enter(client, BY_APP, "000000")), said(enter(client, BY_APP, code()))]
        clock.move_to(now + timedelta(seconds=2))
        answers.append(said(enter(client, BY_APP, "000000")))
        clock.move_to(now + timedelta(seconds=5))
        entered = enter(client, BY_APP, code())

    slow = "Слишком много неверных кодов подряд. Следующий можно ввести через 2 секунды."
    assert answers == [[WRONG], [slow], [WRONG]]
    assert (entered["Location"], app_of(user).throttling_failure_count) == ("/account/", 0)
    assert password(Client())["Location"].startswith(BY_APP)  # the counter of passwords knows nothing of it


def test_no_number_of_wrong_codes_keeps_the_owner_out_for_more_than_69_minutes(client):
    user, _ = with_second_step()
    now = timezone.now()
    AuthenticatorApp.objects.update(throttling_failure_count=MOST_COUNTED, throttling_failure_timestamp=now)
    with time_machine.travel(now + timedelta(minutes=69)):
        password(client)
        enter(client, BY_APP, "000000")
        assert app_of(user).throttling_failure_count == MOST_COUNTED
    with time_machine.travel(now + timedelta(minutes=138)):
        password(client)
        enter(client, BY_APP, code())

        assert is_in(client)


def test_a_code_from_paper_counts_once_and_has_a_counter_of_its_own(client):
    user, codes = with_second_step()
    another = Client()
    for one in (client, another):
        password(one)
    AuthenticatorApp.objects.update(throttling_failure_count=9, throttling_failure_timestamp=timezone.now())

    enter(client, BY_PAPER, " ".join(re.findall("....", codes[3])))

    assert said(enter(another, BY_PAPER, codes[3])) == [WRONG_ON_PAPER]
    assert said(enter(another, BY_PAPER, codes[4])) == [
        "Слишком много неверных кодов подряд. Следующий можно ввести через 1 секунду."
    ]
    assert (is_in(client), is_in(another)) == (True, False)
    assert len(RecoveryCodes.objects.get(user=user).left) == 9


def test_codes_of_one_account_are_worth_nothing_at_another(client):
    with_second_step(email="boris@example.org")
    _, codes = with_second_step()
    boris = Client()
    password(boris, "boris@example.org")

    enter(boris, BY_PAPER, codes[0])

    assert not is_in(boris)
