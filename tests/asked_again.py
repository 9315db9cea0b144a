"""An N+1 query raises: one SELECT, whatever its parameters, asked again and again within one request.

A request lasts until its answer is read, so that rows of a stream count as well. What asks outside of one is not counted.
"""

import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.signals import request_finished, request_started
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

MOST = 3
PRODUCT = f"{Path(__file__).parents[1] / 'resolutions'}/"
# What asks once for each row or piece on purpose.
DELIBERATE = {
    "save_as": "a row that is written has a record of its own in the history, and a new one an address that is free",
    "in_register": "bodies that a document names are looked for, made and locked one by one, in their order",
    "in_chunks": "a file is made of pieces of a thousand rows",
    "content_version": "asked for by the page and by the index, which asks again until it is up to date",
}


class AskedAgain(AssertionError):
    pass


class Asked(threading.local):
    """How often each SELECT was asked in the request that the thread is at; None: in no request."""

    times: Counter[str] | None = None


asked = Asked()


def watch() -> None:
    request_started.connect(begin)
    request_finished.connect(end)
    connection_created.connect(watch_connection)


def begin(**_: Any) -> None:
    asked.times = Counter()


def end(**_: Any) -> None:
    asked.times = None


def watch_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if count not in connection.execute_wrappers:  # or one that was closed meanwhile would count twice
        connection.execute_wrappers.append(count)


def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if asked.times is not None and sql.startswith("SELECT"):
        asked.times[sql] += 1
        if asked.times[sql] > MOST:
            refuse(sql)
    return execute(sql, params, many, context)


def refuse(sql: str) -> None:
    """Unless it is meant, or a test that has not read its answer to the end asks for itself."""
    way = [frame for frame in traceback.extract_stack() if frame.filename.startswith(PRODUCT)]
    if way and not any(frame.name in DELIBERATE for frame in way):
        place = way[-1]
        raise AskedAgain(
            f"{place.filename.removeprefix(PRODUCT)}:{place.lineno}, time {MOST + 1} in one request: {sql}"
        )
