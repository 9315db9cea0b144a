"""A number for each request: in its answer, on the page that says what went wrong, in every line of the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from forum_portal.handling import Handling, handling
from resolutions.monitoring import requests

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
HEADER = "X-Request-ID"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")  # as proxies call requests; nothing that breaks a line or a page
SHOWN = (200, 206, 304)
SLOW = 1000.0  # milliseconds


class RequestIdMiddleware:
    """Stands outside of all others, so that nobody's number gets into a page that is remembered.

    Counts and logs how each request ended. A page that was simply shown is of no interest to a log, and its line would
    cost more than to tell a browser that it has the page already: at DEBUG, for whoever looks for something.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        current = Handling(given_by_proxy(request) or secrets.token_hex(8))
        handling.set(current)
        response = self.get_response(request)
        response[HEADER] = current.request_id
        seconds = time.perf_counter() - begun
        requests.count(current.route, response.status_code, seconds)
        milliseconds = round(seconds * 1000, 1)
        level = logging.DEBUG if is_ordinary(request, response, milliseconds) else logging.INFO
        logger.log(level, "request finished", extra={"status": response.status_code, "ms": milliseconds})
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Sequence[str], kwargs: Mapping[str, str | int]
    ) -> None:
        current = handling.get()
        if current and request.resolver_match:
            current.route = request.resolver_match.view_name


def is_ordinary(request: HttpRequest, response: HttpResponse, milliseconds: float) -> bool:
    return response.status_code in SHOWN and request.method in ("GET", "HEAD") and milliseconds < SLOW


def given_by_proxy(request: HttpRequest) -> str | None:
    """Only a proxy that overwrites the header: a visitor could give many requests the same number."""
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXY else ""
    return given if GIVEN.fullmatch(given) else None
