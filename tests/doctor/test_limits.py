"""Each probe has its time, and none that fails or hangs keeps the others from being told."""

import threading
import time

import pytest
from django.db import connection

from resolutions.doctor.finding import Finding, Probe, examined
from resolutions.doctor.software import database
from resolutions.models import Forum
from tests.doctor.asking import doctor
from tests.factories import ForumFactory

pytestmark = pytest.mark.django_db


def test_one_that_fails_and_one_that_hangs_are_told_and_so_are_the_others():
    never = threading.Event()
    probes = [
        Probe("Ломается", lambda: [][0], "Почините."),
        Probe("Висит", lambda: never.wait() and Finding("дождалась"), "Подтолкните.", seconds=0.2),
        Probe("Стоит", lambda: Finding("стоит"), "Поставьте."),
    ]
    began = time.monotonic()

    found = list(examined(probes))

    assert found == [
        ("Ломается", Finding("не удалось узнать (IndexError)", "Почините.")),
        ("Висит", Finding("нет ответа за 0.2 с", "Подтолкните.")),
        ("Стоит", Finding("стоит")),
    ]
    assert time.monotonic() - began < 2
    never.set()


def test_probes_see_what_the_command_sees_and_leave_its_connection_to_it():
    ForumFactory()

    found = list(examined([Probe("Форумы", lambda: Finding(str(Forum.objects.count())), "")]))

    assert (found, Forum.objects.count()) == ([("Форумы", Finding("1"))], 1)


@pytest.mark.several_connections
def test_a_question_that_the_database_does_not_answer_leaves_the_next_one_a_connection_of_its_own():
    def sleeps() -> Finding:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(3)")
        return Finding("проснулась")

    found = dict(examined([Probe("Спит", sleeps, "Разбудите.", seconds=0.3), Probe("База", database, "")]))

    assert found["Спит"] == Finding("нет ответа за 0.3 с", "Разбудите.")
    assert found["База"].said.startswith("отвечает, PostgreSQL")
    time.sleep(3)  # or the test would end on a connection that is still asked


def test_without_a_database_everything_else_is_told(web_server_that_answers):
    def no_answer(*_):
        raise OSError("db.internal refused portal_user")

    with connection.execute_wrapper(no_answer):
        told = doctor().told

    assert len(told) == 19
    assert told["База данных"].said == "не удалось узнать (OSError)"
    assert told["Веб-сервер"].said == "отвечает"
    assert "portal_user" not in str(told)


def test_a_web_server_without_its_database_and_none_at_all(web_server_that_answers, monkeypatch):
    web_server_that_answers.status = 503
    without = doctor().told["Веб-сервер"]
    monkeypatch.setenv("PORT", "1")
    none = doctor().told["Веб-сервер"]

    assert (without.said, none.said) == ("отвечает, но не достаёт до базы", "не отвечает на 127.0.0.1:1")
    assert "postgresql" in without.to_do
