"""An N+1 query raises: one SELECT, whatever its parameters, asked again and again within one request.

A request lasts until its answer is read, so that a stream counts as well. django-zeal sees neither that nor questions
that are no relation of a row, which are most of ours.
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
# Django's: an answer is made, and read as it comes.
IN_A_REQUEST = {"BaseHandler.get_response", "closing_iterator_wrapper"}
# What asks, or has others ask, once for each row or piece on purpose.
DELIBERATE = {
    "save_as": "a row that is written has a record of its own in the history, and a new one an address that is free",
    "black_again": "whatever is written is of a forum in which words may be hidden",
    "put_back": "each place in which a hidden word comes back is looked up by itself, few as they are",
    "hide_names": "each body whose name says hidden words is looked at by itself",
    "remove_line": "each line that goes hands on what stands under it by itself",
    "log": "each change of a draft is an edit of its own, which is undone alone",
    "take_in": "each file of an upload comes in by itself, or is refused by itself",
    "AddresseeFinder.in_register": "bodies that a document names are looked for, made and locked in their order",
    "AddresseeQuerySet.departments_of": "one question for each level of bodies below",
    "published_last": "one filter for each few forums, until there are entries enough",
    "is_below": "one for each body above",
    "Indexed.in_chunks": "a file is made of pieces of a thousand rows",
    "Unindexed.in_chunks": "the same without an index",
    "Model.validate_constraints": "each row of a form is held against the rules of the database",
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
    """Unless it is meant, or a test asks for itself, which has not read its answer to the end."""
    way = [(frame.f_code, line) for frame, line in traceback.walk_stack(None)]
    names = {code.co_qualname for code, _ in way}
    if names & IN_A_REQUEST and not names & DELIBERATE.keys():
        place = next((f"{code.co_filename}:{line}" for code, line in way if code.co_filename.startswith(PRODUCT)), "")
        raise AskedAgain(f"{place.removeprefix(PRODUCT)}, time {MOST + 1} in one request: {sql}")
