"""Lines of the log: one for each record, and without what belongs to people."""

import json
import logging
import smtplib
from io import StringIO

import pytest
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.log import log_response

from forum_portal.handling import Handling, handling
from forum_portal.logs import Json, Line
from tests.factories import UserFactory

FIELDS = ["time", "level", "logger", "event", "request_id", "route", "status", "ms"]
RESET = "/password-reset/MQ/cx1w2e-0123456789abcdef0123456789abcdef/"
SIGNED = "eyJzIjoxMjN9:1vPqRs:Ab9dEfGhIjKlMnOpQrStUvWxYz_0123456789"


@pytest.fixture(autouse=True)
def no_request_under_way():
    """The one that an earlier test was at, in this thread, is over."""
    token = handling.set(None)
    yield
    handling.reset(token)


@pytest.fixture
def log():
    """log(name) -> a logger; log.lines() -> what it has written as text, log.records() -> as data."""

    class Log:
        def __init__(self) -> None:
            self.texts = {Json: StringIO(), Line: StringIO()}
            self.loggers: list[logging.Logger] = []

        def __call__(self, name: str) -> logging.Logger:
            logger = logging.getLogger(name)
            for format, text in self.texts.items():
                handler = logging.StreamHandler(text)
                handler.setFormatter(format())
                logger.addHandler(handler)
            self.loggers.append(logger)
            return logger

        def lines(self) -> list[str]:
            return self.texts[Line].getvalue().splitlines()

        def records(self) -> list[dict]:
            return [json.loads(line) for line in self.texts[Json].getvalue().splitlines()]

    found = Log()
    yield found
    for logger in found.loggers:
        for handler in logger.handlers[-2:]:
            logger.removeHandler(handler)


@pytest.fixture
def request_under_way():
    token = handling.set(Handling("0123456789abcdef", "forum-detail"))
    yield
    handling.reset(token)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    try:
        raise error from cause
    except Exception as caught:
        return caught


@pytest.mark.pure
@pytest.mark.usefixtures("request_under_way")
def test_every_record_has_the_same_fields_and_the_number_and_route_of_its_request(log):
    log("of.tests").warning("%s pages", 3, extra={"status": 200, "ms": 1.5, "path": RESET})

    (record,) = log.records()
    (line,) = log.lines()
    time = record.pop("time")
    assert list(record) == FIELDS[1:]
    assert record == {
        "level": "WARNING", "logger": "of.tests", "event": "3 pages", "request_id": "0123456789abcdef",
        "route": "forum-detail", "status": 200, "ms": 1.5,
    }  # fmt: skip
    assert line == f"{time} WARNING of.tests 3 pages request_id=0123456789abcdef route=forum-detail status=200 ms=1.5"


@pytest.mark.pure
def test_outside_of_a_request_the_fields_are_there_and_empty(log):
    log("of.tests").warning("started")

    (record,) = log.records()
    assert {name: record[name] for name in FIELDS[4:]} == dict.fromkeys(FIELDS[4:])
    assert log.lines()[0].endswith(" WARNING of.tests started")


@pytest.mark.pure
def test_a_traceback_stays_in_its_line_and_tells_where_and_what(log):
    error = raised(RuntimeError("second"), cause=raised(TypeError("'NoneType' object is not iterable")))

    log("of.tests").error("failed", exc_info=error)

    (record,) = log.records()
    (line,) = log.lines()
    assert list(record) == [*FIELDS, "traceback"]
    told = record["traceback"]
    assert (told.count(__file__), told.count("in raised")) == (2, 2)
    assert told.index("TypeError: 'NoneType' object is not iterable\n") < told.index("RuntimeError: second\n")
    assert line.endswith("traceback=" + told.replace("\n", "\\n"))


@pytest.mark.pure
@pytest.mark.parametrize("break_", ["\n", "\r", "\u2028", "\x85", "\x1b[2K", "\x00"])
def test_nobody_writes_a_line_of_her_own(log, break_):
    forged = f"a{break_}2026-01-01 ERROR forged"

    log("of.tests").error("%s", forged, exc_info=raised(ValueError(forged)))

    assert (len(log.records()), len(log.lines())) == (1, 1)
    texts = [log.lines()[0], log.records()[0]["event"], log.records()[0]["traceback"].splitlines()[-1]]
    assert [break_ in text for text in texts] == [False] * 3
    assert ["forged" in text for text in texts] == [True] * 3


@pytest.mark.pure
def test_what_is_very_long_is_cut(log):
    log("of.tests").error("%s", "x" * 20_000, exc_info=raised(ValueError("y" * 20_000)))

    (record,) = log.records()
    assert (len(record["event"]), len(record["traceback"]) < 10_000) == (4_001, True)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no letter to anna@example.org today", "no letter to … today"),
        (f"bad link {RESET}", "bad link /password-reset/MQ/cx1w2e-…/"),
        (f"bad signature {SIGNED}", "bad signature …"),
        ("row refused DETAIL:  Key (email)=(anna) already exists.", "row refused"),
        (f"row refused{' ' * 3_000}\n DETAIL:  Key (email)=(anna) already exists.", "row refused"),
        ("no letter to <anna@example.org> or to=boris@example.org", "no letter to <…> or to=…"),
        # Names of constraints and files are what an operator looks for.
        ("fk_resolutions_forum_organizer_id_3f2a1b4c_fk_resolutions_organizer_id",) * 2,
        ("/srv/portal/var/files/2026/11 cannot be written",) * 2,
    ],
)  # fmt: skip
def test_addresses_of_people_and_tokens_are_left_out(log, said, told):
    log("of.tests").error("%s", said)

    assert log.records()[0]["event"] == told


@pytest.mark.pure
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("invalid literal for int() with base 10: 'моё письмо'"),
         "ValueError: invalid literal for int() with base 10: …"),
        (KeyError("моё письмо"), "KeyError: …"),
        (DisallowedHost("Invalid HTTP_HOST header: 'token.example'. You may need to add it."),
         "django.core.exceptions.DisallowedHost: Invalid HTTP_HOST header: …. You may need to add it."),
        (smtplib.SMTPRecipientsRefused({"anna@example.org": (550, b"no such user")}),
         "smtplib.SMTPRecipientsRefused: {…: (550, b…)}"),
        (FileNotFoundError(2, "No such file", "/srv/portal/var/x"),
         "FileNotFoundError: [Errno 2] No such file: '/srv/portal/var/x'"),
        (AttributeError("'NoneType' object has no attribute 'slug'"),
         "AttributeError: 'NoneType' object has no attribute 'slug'"),
    ],
)  # fmt: skip
def test_of_an_exception_its_type_stays_and_what_it_quotes_of_people_goes(log, error, told):
    log("of.tests").error("failed: %s", error, exc_info=raised(error))

    (record,) = log.records()
    assert (record["event"], record["traceback"].splitlines()[-1]) == (f"failed: {told}", told)


@pytest.mark.django_db
def test_what_a_database_quotes_of_a_row_is_left_out_and_its_constraint_is_named(log):
    person = UserFactory()  # not named here: a traceback shows lines of code
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        UserFactory(email=person.email)

    log("of.tests").error("refused: %s", refused.value, exc_info=refused.value)

    (record,) = log.records()
    assert person.email not in json.dumps(record)
    assert record["event"].startswith("refused: django.db.utils.IntegrityError: ")
    assert "email" in record["event"]
    assert record["traceback"].count("IntegrityError") + record["traceback"].count("UniqueViolation") >= 2


@pytest.mark.pure
@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "django.security.DisallowedHost"])
def test_django_tells_what_was_answered_and_not_at_which_address(log, rf, name):
    request = rf.get(RESET, {"q": "моё письмо"})
    logger = log(name)

    answer = HttpResponse(status=500)
    said = {"request": request, "logger": logger, "exception": raised(KeyError(RESET))}
    log_response("%s: %s", "Server Error", request.path, response=answer, **said)
    logger.error("No host %s", SIGNED, extra={"status_code": 400, "request": request}, exc_info=raised(KeyError(1)))

    assert [(record["event"], record["status"]) for record in log.records()] == [
        ("Internal Server Error", 500),
        ("Bad Request", 400),
    ]
    assert [part for part in ("password-reset", "письмо", "cx1w2e", "Ab9dEf") if part in "".join(log.lines())] == []


@pytest.mark.pure
@pytest.mark.usefixtures("request_under_way")
def test_gunicorn_tells_that_something_failed_and_not_what_was_sent(log):
    logger = log("gunicorn.error")

    logger.warning(f"Invalid request from ip=::1: Invalid Request Line: '{RESET} моё письмо'")
    logger.error("Error handling request %s %s", "GET", RESET, exc_info=raised(OSError(9, "Bad file descriptor")))
    logger.error("Worker (pid:%s) was sent %s!", 17, "SIGKILL")

    # What never became a request is not of the one that this thread had before.
    assert [(record["event"], record["request_id"]) for record in log.records()] == [
        ("Invalid request from ip=::1", None),
        ("Error handling request", "0123456789abcdef"),
        ("Worker (pid:17) was sent SIGKILL!", None),
    ]
