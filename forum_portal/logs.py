"""How a record becomes one line of the log, as JSON or to be read, and what may not get into it.

Of a request the name of its route is told and never its address: that may hold a token or somebody's words. What
libraries say of it, and what databases and exceptions quote, is left out here, whoever logs it.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import datetime
from http.client import responses
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from forum_portal.handling import handling

LEFT_OUT = "…"
LONGEST = 4_000  # letters of a message: somebody may have sent megabytes of which an exception tells
# Whatever begins a new line somewhere, hides or turns text around.
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Each begins where a run of its letters or blanks begins and gives none back: else 4,000 of them take 0.2 seconds.
EMAIL = re.compile(r"(?<![^\s@<>()\"'=])[^\s@<>()\"'=]++@[^\s@<>()\"']+")
# Signed links and keys of sessions: mixed letters and digits, or a long number in small ones. Not names of constraints.
TOKEN = re.compile(
    r"(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w:=-]{20,}|(?<![A-Za-z0-9])(?=[a-z]*\d)[a-z0-9]{32,}"
)
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|«[^»]*»")
# Where PostgreSQL quotes what is in the row.
DETAIL = re.compile(r"(?<!\s)\s*+\b(?:DETAIL|LINE \d+|CONTEXT):.*", re.DOTALL)
# What these quote are names of our own code or files; what others quote may be what a visitor has typed.
QUOTE_CODE = (AttributeError, NameError, ImportError, TypeError, OSError)
# gunicorn's own lines about requests: what follows is the address, or what somebody sent instead of a request.
OF_A_REQUEST = re.compile(r"(Error handling request|Invalid request from ip=\S+?):? .*", re.DOTALL)


class Json(JsonFormatter):
    """The same fields in every record, null where there is nothing to say; `traceback` where there is one."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data.update(fields_of(record))

    def formatException(self, ei: Any) -> str:
        return ""  # told by fields_of


class Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = fields_of(record)
        begin = [str(fields.pop(name)) for name in ("time", "level", "logger", "event")]
        rest = [f"{name}={value}" for name, value in fields.items() if value is not None]
        return UNPRINTABLE.sub(escaped, " ".join(begin + rest))


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What is said of a record in both formats."""
    current = None if is_before_a_request(record) else handling.get()
    fields = {
        "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": event_of(record),
        "request_id": current and current.request_id,
        "route": current and current.route,
        "status": getattr(record, "status", getattr(record, "status_code", None)),
        "ms": getattr(record, "ms", None),
    }
    if record.exc_info and record.exc_info[1]:
        fields["traceback"] = "".join(told(record.exc_info[1]))
    return fields


def is_before_a_request(record: logging.LogRecord) -> bool:
    """What gunicorn says of something that never became one, in a thread that has handled another before."""
    return record.name == "gunicorn.error" and not record.exc_info


def event_of(record: logging.LogRecord) -> str:
    if hasattr(record, "request") and record.name.startswith("django."):
        # Its message is made of the address, of the host or of whatever else was wrong with the request.
        return responses.get(getattr(record, "status_code", 0), "Refused")
    if isinstance(record.args, tuple):
        said = [words_of(value) if isinstance(value, BaseException) else value for value in record.args]
        message = str(record.msg) % tuple(said) if said else str(record.msg)
    else:
        message = record.getMessage()
    if record.name == "gunicorn.error":
        message = OF_A_REQUEST.sub(r"\1", message)
    return UNPRINTABLE.sub(escaped, without_secrets(message))


def told(error: BaseException) -> Iterator[str]:
    """The traceback as Python prints it, but of what exceptions say only what may be written down."""
    errors = [error]
    while (before := cause_of(errors[-1])) and before not in errors:
        errors.append(before)
    for number, one in enumerate(reversed(errors)):
        if number:
            yield "\nAfter that:\n\n"
        yield from traceback.StackSummary.extract(traceback.walk_tb(one.__traceback__)).format()
        yield f"{words_of(one)}\n"


def cause_of(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def words_of(error: BaseException) -> str:
    kind = type(error)
    said = without_secrets(str(error))
    if any(parent.__name__ == "DatabaseError" for parent in kind.__mro__):  # Django's, psycopg2's, SQLite's
        said = said.partition("\n")[0].partition(': "')[0]
    elif kind.__module__ != "builtins" or not isinstance(error, QUOTE_CODE):
        said = QUOTED.sub(LEFT_OUT, said)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return UNPRINTABLE.sub(escaped, f"{name}: {said}" if said else name)


def without_secrets(text: str) -> str:
    if len(text) > LONGEST:
        text = text[:LONGEST] + LEFT_OUT
    return TOKEN.sub(LEFT_OUT, EMAIL.sub(LEFT_OUT, DETAIL.sub("", text)))


def escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()


class OnlyWithTraceback(logging.Filter):
    """Of the answers that Django logs: the others say nothing that the line of the request does not."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)
