"""What holds for every request, whatever the page."""

import logging
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import Error, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from resolutions import last_seen
from resolutions.search.unindexed import WordsUnavailable
from resolutions.tracking import content_version
from resolutions.web.full_disk import is_full_disk, without_room
from resolutions.web.health import WATCHED
from resolutions.web.look import without_request
from resolutions.web.remembering import has_it_already
from resolutions.web.typed import may_be_tried_again, stored_nowhere, typed_in
from resolutions.web.view_settings import COOKIE, ViewSettings

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """The first of all: a machine that watches us knows our address and not our name, and comes without TLS. What it
    may not know is left to the page that says so."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if watched := WATCHED.get(request.path_info):
            with suppress(Http404):
                return watched(request)
        return self.get_response(request)


class DatabaseLimitsMiddleware:
    """What a database cannot take, and when it cannot answer.

    A NUL in the address or a cookie is 400 everywhere: SQLite would take it, PostgreSQL would fail on it. A database
    that is gone, a lock that somebody holds too long, words while the index is being built: 503, and whoever waits may
    try again; a full disk: 507. What was typed is on the page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or any("\x00" in text for text in (request.path_info, query, *request.COOKIES.values())):
            raise BadRequest("NUL in the request")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_full_disk(exception):
            return without_room(request, exception)
        if not isinstance(exception, OperationalError | InterfaceError | WordsUnavailable):
            return None
        logger.error("No answer: %s", exception)
        # What was added all the same, where only the answer was lost, would be there twice after one more press.
        is_new = request.path.endswith("/add/")
        # Without the request: who is signed in is known to the database alone.
        typed = typed_in(request, again=may_be_tried_again(request) and not is_new)
        no_words = isinstance(exception, WordsUnavailable)
        page = without_request("503.html", no_words=no_words, typed=typed, is_new=is_new)
        response = HttpResponse(page, status=503, headers={"Retry-After": "5"})
        return stored_nowhere(response) if request.method == "POST" else response


class PrivateWhenSignedInMiddleware:
    """A page made for somebody who is signed in is stored by nobody, a proxy included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response["Cache-Control"] = "private, no-store"
            del response["X-Accel-Expires"]
        return response


class NoteChangesMiddleware:
    """What somebody signed in may have changed is known here at once: should the database go away now, no page from
    before it is shown as the last one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and is_known(request):
            try:
                content_version()
            except Error:
                last_seen.doubt()
        return response


def is_known(request: HttpRequest) -> bool:
    """Whether somebody is signed in; who could not be asked for could not change anything either."""
    try:
        return hasattr(request, "user") and request.user.is_authenticated
    except Error:
        return False


class NotModifiedMiddleware:
    """A visitor who has the page already is told so before anything else is done for her."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return has_it_already(request) or self.get_response(request)


class ViewSettingsMiddleware:
    """`request.view_settings` from the visitor's cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.view_settings = ViewSettings.from_cookie(request.COOKIES.get(COOKIE, ""))  # type: ignore[attr-defined]  # our own attribute
        response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        return response
