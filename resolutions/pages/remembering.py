"""A public page is made once and shown again as long as nothing on it has changed."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import BoundedSemaphore, Lock
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from resolutions.filters import RecommendationFilter
from resolutions.search.index import fell_short
from resolutions.tracking import content_version

View = Callable[..., HttpResponse]
Page = tuple[str, bytes]  # its content type and its content
# Whoever carries one of these may see more than the public page, or a message on it.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
# An address with other parameters is served, but not remembered: anybody could make up any number of them.
PARAMETERS = {*RecommendationFilter.base_filters, "page"}
MARK = "page-"  # tells an ETag of ours from those of the API and of files
# A page from before a start is never shown again, by us or by a browser: looks, settings, the database itself may be
# others. Web processes that part after the application was loaded have the same one and share their pages.
START = secrets.token_hex(8)
# Of all who ask for a page that is not there yet, one makes it and the others find it made. A lock serves many pages.
LOCKS = [Lock() for _ in range(64)]
TURN = BoundedSemaphore(1)
LONGEST_TURN = 0.5  # seconds


def of_register(**kwargs: Any) -> int:
    return content_version()


def remembered(view: View, version: Callable[..., object] = of_register) -> View:
    """For visitors: the same page for the same address, view settings and version.

    `version(**kwargs)`, of the view's own arguments, is another one once anything that the page shows has changed.
    """

    @wraps(view)
    def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_everybodys(request):
            return view(request, *args, **kwargs)
        # The version is read before the page is made: what changes meanwhile has the next one.
        key = key_of(request, version(**kwargs))
        if key in request.headers.get("If-None-Match", ""):
            return validated(HttpResponseNotModified(), key)
        with taking_turns():
            page = caches["pages"].get(key)
            if page is None:
                with LOCKS[hash(key) % len(LOCKS)]:
                    page = caches["pages"].get(key) or made(key, lambda: view(request, *args, **kwargs))
            return page if isinstance(page, HttpResponse) else shown(page, key)

    return show


def not_modified(request: HttpRequest) -> HttpResponse | None:
    """304 for a page that the visitor has, if she has it as it is now: nobody else knows its key."""
    known = request.headers.get("If-None-Match", "")
    if MARK not in known or request.method not in ("GET", "HEAD") or not is_everybodys(request):
        return None
    try:
        key = key_of(request, content_version())
    except OperationalError:  # the view will say so
        return None
    return validated(HttpResponseNotModified(), key) if key in known else None


def is_everybodys(request: HttpRequest) -> bool:
    """Whether everybody who asks for this is shown the same, and it is worth remembering."""
    return not any(name in request.COOKIES for name in PERSONAL_COOKIES) and not set(request.GET) - PARAMETERS


def made(key: str, view: Callable[[], HttpResponse]) -> HttpResponse | Page:
    """The page, remembered from now on; the answer itself where it may not be."""
    fell_short.set(False)
    response = view()
    if response.status_code != 200 or fell_short.get():
        return response
    page = response["Content-Type"], response.content
    caches["pages"].set(key, page)
    return page


@contextmanager
def taking_turns() -> Iterator[None]:
    """One page is made or shown at a time: threads that share a core finish no sooner together, and the first later.

    Whoever has waited long begins all the same, as the one before may be waiting for a database.
    """
    took_it = TURN.acquire(timeout=LONGEST_TURN)
    try:
        yield
    finally:
        if took_it:
            TURN.release()


def shown(page: Page, key: str) -> HttpResponse:
    content_type, content = page
    return validated(HttpResponse(content, content_type=content_type), key)


def validated(response: HttpResponse, key: str) -> HttpResponse:
    """May be kept, and must be asked about each time: a page that was taken back is gone at once."""
    response["ETag"] = f'W/"{key}"'  # weak: the same page, whatever compression a proxy gives it
    response["Cache-Control"] = "no-cache"
    return response


def key_of(request: HttpRequest, version: object) -> str:
    look = request.view_settings.to_cookie()  # type: ignore[attr-defined]  # set by ViewSettingsMiddleware
    words = f"{version} {look} {START} {request.scheme}://{request.get_host()}{request.get_full_path()}"
    return MARK + hashlib.sha256(words.encode()).hexdigest()
