"""The number of a request: in its answer, on the page of an error, in the log; never in what others are shown."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from io import StringIO

import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import connection

from forum_portal.logs import Line
from resolutions.web.errors import server_error
from resolutions.web.full_disk import without_room
from resolutions.web.request_id import RequestIdMiddleware
from tests.factories import ForumFactory

NUMBER = re.compile(r"[0-9a-f]{16}")


@contextmanager
def logged(level: int = logging.INFO) -> Iterator[list[str]]:
    """The lines that the product and Django write meanwhile, as an operator reads them."""
    text, lines = StringIO(), []
    handler = logging.StreamHandler(text)
    handler.setFormatter(Line())
    loggers = [logging.getLogger(name) for name in ("resolutions", "django")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
    loggers[0].setLevel(level)
    try:
        yield lines
    finally:
        for logger, before in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(before)
        lines += text.getvalue().splitlines()


@pytest.fixture(autouse=True)
def no_page_is_slow(monkeypatch) -> None:
    """However busy the machine of the tests is."""
    monkeypatch.setattr("resolutions.web.request_id.SLOW", float("inf"))


def told(line: str) -> str:
    """A line without the time it was written at and the time it took."""
    return re.sub(r" ms=[\d.]+$", "", line.partition(" ")[2])


@pytest.mark.django_db
def test_every_answer_has_a_number_of_its_own_and_no_page_that_is_remembered_has_any(client):
    ForumFactory()
    first, again = client.get("/forums/"), client.get("/forums/")
    known = client.get("/forums/", headers={"If-None-Match": first["ETag"]})
    others = [client.get(path) for path in ("/nowhere/", "/?x=%00", "/login/", "/healthz", "/api/v1/forums/")]

    answers = [first, again, known, *others]
    numbers = [answer["X-Request-ID"] for answer in answers]
    assert [answer.status_code for answer in answers] == [200, 200, 304, 404, 400, 200, 200, 200]
    assert [bool(NUMBER.fullmatch(number)) for number in numbers] == [True] * 8
    assert len(set(numbers)) == 8
    assert first.content == again.content
    assert numbers[0] not in first.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("trusted", [True, False])
def test_a_proxy_may_give_the_number_and_nobody_else(client, settings, trusted):
    settings.TRUSTED_PROXY = trusted
    good = ["0123456789abcdef0123456789ABCDEF", "8f9e-4c1b"]
    bad = ["short", "a" * 65, "with space", "line\nbreak", "<b>12345678</b>", "число123", ""]

    taken = [client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"] == given for given in good + bad]

    assert taken == [trusted] * 2 + [False] * 7


@pytest.mark.django_db
def test_a_page_that_is_shown_is_not_worth_a_line_and_everything_else_is(client):
    forum = ForumFactory()
    with logged() as lines:
        client.get("/forums/")
        client.get("/forums/", headers={"If-None-Match": client.get("/forums/")["ETag"]})
        client.head(f"/forums/{forum.slug}/")
    assert lines == []

    with logged() as lines:
        numbers = [
            answer["X-Request-ID"]
            for answer in (
                client.get("/forums/secret-words/?q=anna@example.org"),
                client.get("/nowhere/secret-words/"),
                client.post("/login/", {"username": "anna@example.org", "password": "secret-words"}),
                client.get("/account/?next=secret-words"),
                client.get("/api/v1/forums/secret-words/"),
            )
        ]

    name = "INFO resolutions.web.request_id request finished request_id="
    assert [told(line) for line in lines if "web.request_id" in line] == [
        f"{name}{numbers[0]} route=forum-detail status=404",
        f"{name}{numbers[1]} status=404",
        f"{name}{numbers[2]} route=login status=200",
        f"{name}{numbers[3]} route=account status=302",
        f"{name}{numbers[4]} route=api-forum-detail status=404",
    ]
    assert [part for part in ("secret", "anna") if part in "".join(lines)] == []


@pytest.mark.django_db
def test_a_page_that_took_long_has_its_line(client, monkeypatch):
    monkeypatch.setattr("resolutions.web.request_id.SLOW", 0.0)

    with logged() as lines:
        number = client.get("/about/")["X-Request-ID"]

    assert [told(line) for line in lines] == [
        f"INFO resolutions.web.request_id request finished request_id={number} route=about status=200"
    ]


@pytest.mark.django_db
def test_at_debug_every_page_has_its_line(client):
    with logged(logging.DEBUG) as lines:
        number = client.get("/about/")["X-Request-ID"]

    assert [told(line) for line in lines] == [
        f"DEBUG resolutions.web.request_id request finished request_id={number} route=about status=200"
    ]


@contextmanager
def table_away(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO away")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE away RENAME TO {table}")


@pytest.mark.django_db(transaction=True)
def test_when_the_database_fails_the_page_and_the_log_have_the_same_number_and_no_token_gets_there(client):
    client.raise_request_exception = False
    for path in ("/password-reset/MQ/cx1w2e-secret/", "/password-reset/MQ/a%0aforged line/"):
        with table_away("resolutions_user"), logged() as lines:
            answer = client.get(path)

        # A table that is not there is a passing trouble to SQLite, and a mistake of ours to PostgreSQL.
        assert answer.status_code == {"sqlite": 503, "postgresql": 500}[connection.vendor]
        number = answer["X-Request-ID"]
        assert re.findall(r"Номер обращения: <code>(.*?)</code>", answer.content.decode()) == [number]
        assert [f"request_id={number} route=password-reset-confirm status=" in line for line in lines[1:]] == [True]
        assert [line.count(f"request_id={number} route=password-reset-confirm") for line in lines] == [1, 1]
        assert [part for part in ("cx1w2e", "secret", "forged") if part in "".join(lines)] == []


@pytest.mark.pure
def test_a_mistake_of_ours_is_one_line_with_its_traceback_and_the_number_that_its_page_shows(rf):
    @convert_exception_to_response
    def mistaken(request):
        raise KeyError("secret words")

    with logged() as lines:
        answer = RequestIdMiddleware(mistaken)(rf.get("/secret-words/"))

    number = answer["X-Request-ID"]
    failed, finished = lines
    assert re.findall(r"Номер обращения: <code>(.*?)</code>", answer.content.decode()) == [number]
    assert f" ERROR django.request Internal Server Error request_id={number} status=500 traceback=" in failed
    assert failed.endswith("KeyError: …\\n")
    assert told(finished) == f"INFO resolutions.web.request_id request finished request_id={number} status=500"
    assert "secret-words" not in failed + finished


@pytest.mark.pure
def test_the_page_of_a_full_disk_shows_its_number_too(rf):
    answer = RequestIdMiddleware(lambda request: without_room(request, OSError(28, "No space left")))(rf.get("/"))

    assert re.findall(r"Номер обращения: <code>(.*?)</code>", answer.content.decode()) == [answer["X-Request-ID"]]


@pytest.mark.pure
def test_a_page_of_error_without_a_request_says_nothing_of_a_number(rf):
    """As in a shell, or where the middleware itself was left out."""
    page = Context().run(lambda: server_error(rf.get("/")).content.decode())

    assert ("<h1" in page, "Номер обращения" in page) == (True, False)
