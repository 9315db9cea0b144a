"""A disk without room, whoever met it: 507, and what was typed stays on the page."""

import logging
import sqlite3

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from resolutions.review.receive import DISK_IS_FULL
from resolutions.web.look import without_request
from resolutions.web.typed import may_be_tried_again, stored_nowhere, typed_in

logger = logging.getLogger(__name__)
POSTGRESQL_IS_FULL = "53100"


def is_full_disk(exception: Exception) -> bool:
    """Whether the system or either database says so."""
    if isinstance(exception, OSError):
        return exception.errno in DISK_IS_FULL
    said = exception.__cause__ if isinstance(exception, OperationalError) else None
    is_sqlite = getattr(said, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return is_sqlite or getattr(said, "pgcode", None) == POSTGRESQL_IS_FULL


def without_room(request: HttpRequest, exception: Exception) -> HttpResponse:
    logger.error("The disk is full: %s", exception)
    # Without the request, as who is signed in is known to the database alone.
    page = without_request("507.html", typed=typed_in(request, again=may_be_tried_again(request)))
    return stored_nowhere(HttpResponse(page, status=507))
