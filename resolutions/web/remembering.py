"""A public page is made once and shown again as long as nothing on it has changed."""

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial, wraps
from threading import BoundedSemaphore, Lock
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from resolutions import last_seen
from resolutions.search.index import Lack, lacked
from resolutions.tracking import content_version, forum_version
from resolutions.web.as_it_was import marked
from resolutions.web.validators import not_modified, same_for_all
from resolutions.web.view_settings import settings_of

logger = logging.getLogger(__name__)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], "HttpResponse | Unwritten"]
Shown = Callable[Concatenate[HttpRequest, P], HttpResponse]
Page = tuple[str, bytes]  # its content type and its content
# Whoever carries one of these may see more than the public page, or a message on it.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
MARK = "page-"  # tells an ETag of ours from those of the API and of files
# A page from before a start is never shown again, by us or by a browser: looks, settings, the database itself may be
# others. Web processes that part after the application was loaded have the same one and share their pages.
START = secrets.token_hex(8)
# Of all who ask for a page that is not there yet, one makes it and the others find it made. A lock serves many pages.
LOCKS = [Lock() for _ in range(64)]
TURN = BoundedSemaphore(1)
LONGEST_TURN = 0.5  # seconds
AWAY = (OperationalError, InterfaceError)  # what is said of a connection just broken, and of one broken before


class Version(NamedTuple):
    """Of the view's own arguments: what is another one once anything that the page shows has changed."""

    now: Callable[..., int | str]
    last: Callable[..., int | str]  # while the database is away: as this machine has last seen it


class Unwritten(NamedTuple):
    """What a view may give instead of a page: all that was asked for it, so that a page which says the same need not be
    written again. `shows` is another one as soon as anything on the page is; its repr() counts."""

    shows: object
    write: Callable[[], HttpResponse]


OF_REGISTER = Version(lambda **_: content_version(), lambda **_: last_seen.newest())
OF_FORUM = Version(forum_version, last_seen.newest_of_forum)


def remembered(*parameters: str, version: Version = OF_REGISTER) -> Callable[[View[P]], Shown[P]]:
    """For visitors: the same page for the same address, view settings, version and day; for another version, too, if
    what it shows is the same.

    Of the address these parameters count. Others are taken off it before the page is made, for whomever: anybody could
    make up any number of them.
    """
    named = frozenset(parameters)

    def remember(view: View[P]) -> Shown[P]:
        @wraps(view)
        def show(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            leave_only(named, request)
            try:
                # The version is read before the page is made: what changes meanwhile has the next one.
                making = None if is_personal(request) else Making(request, partial(version.now, **kwargs))
            except AWAY:
                page = as_it_was(request, version.last(**kwargs))
                if page is None:
                    raise
                return page
            if making is None:
                return written(view(request, *args, **kwargs))
            return remembered_or_made(making, lambda: view(request, *args, **kwargs))

        return show

    return remember


def leave_only(named: frozenset[str], request: HttpRequest) -> None:
    if any(name not in named for name in request.GET):
        query = request.GET.copy()
        for name in set(query) - named:
            del query[name]
        request.META["QUERY_STRING"] = query.urlencode()
        request.GET = QueryDict(request.META["QUERY_STRING"])


def is_personal(request: HttpRequest) -> bool:
    """Whether the page may be another one for this visitor than for everybody.

    Anybody can make up a cookie. One that was not given here is none; to know that costs one query.
    """
    return carries_personal_cookie(request) and bool(len(get_messages(request)) or request.session.keys())


def carries_personal_cookie(request: HttpRequest) -> bool:
    return any(name in request.COOKIES for name in PERSONAL_COOKIES)


class Making:
    """One page for one visitor."""

    def __init__(self, request: HttpRequest, now: Callable[[], int | str]) -> None:
        self.request = request
        self.now = now
        self.version = now()
        self.key = key_of(request, self.version)

    def key_by(self, shows: object) -> str:
        return key_of(self.request, hashlib.sha256(repr(shows).encode()).hexdigest())


def written(answer: HttpResponse | Unwritten) -> HttpResponse:
    return answer.write() if isinstance(answer, Unwritten) else answer


def remembered_or_made(making: Making, view: Callable[[], HttpResponse | Unwritten]) -> HttpResponse:
    key = making.key
    has_it = not_modified(making.request, etag_of(key))
    if has_it:
        return validated(has_it, key)
    with taking_turns():
        page = caches["pages"].get(key)
        if page is None:
            with LOCKS[hash(key) % len(LOCKS)]:
                page = caches["pages"].get(key) or made(making, view)
        return page if isinstance(page, HttpResponse) else shown(page, key)


def has_it_already(request: HttpRequest) -> HttpResponse | None:
    """304 for a page that the visitor has, if she has it as it is now: nobody else knows its key."""
    if MARK not in request.headers.get("If-None-Match", "") or request.method not in ("GET", "HEAD"):
        return None
    if carries_personal_cookie(request):
        return None
    try:
        key = key_of(request, content_version())
    except AWAY:  # the view will say so
        return None
    response = not_modified(request, etag_of(key))
    return validated(response, key) if response else None


def made(making: Making, view: Callable[[], HttpResponse | Unwritten]) -> HttpResponse | Page:
    """The page, remembered from now on; the answer itself where it may not be.

    By its version only where nothing was missing that will be there soon under the same version; by what it shows even
    then, as that is what it says.
    """
    lacked.set(Lack.NOTHING)
    pages: Any = caches["pages"]  # a FileCache
    answer = view()
    same = making.key_by(answer.shows) if isinstance(answer, Unwritten) and lacked.get() < Lack.ANYTHING else ""
    page: Page | None = pages.get(same) if same else None
    if page is None:
        response = written(answer)
        if is_of_the_moment(response, most=Lack.ALONE if same else Lack.NOTHING):
            return response
        page = response["Content-Type"], response.content
        # What has changed meanwhile may stand on the page already, and what it shows be so again without that.
        if same and making.now() == making.version:
            pages.set(same, page)
        else:
            same = ""
    if lacked.get():
        return HttpResponse(page[1], content_type=page[0])
    if same:
        pages.keep_as(making.key, same)
    else:
        pages.set(making.key, page)
    return page


def is_of_the_moment(response: HttpResponse, most: Lack) -> bool:
    """Nothing to be shown to anybody else; `most` that may be missing."""
    return response.status_code != 200 or lacked.get() > most or "no-store" in response.get("Cache-Control", "")


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


def as_it_was(request: HttpRequest, version: int | str) -> HttpResponse | None:
    """The page that was remembered last, marked as such, while the database is away; docs/decisions/0027.

    Whose a session is nobody can say then: its bearer is a visitor like any other.
    """
    # Yesterday's as well: the mark says when it was so.
    response = as_it_was_by(key_of(request, version)) or as_it_was_by(key_of(request, version, days_ago=1))
    if response and request.resolver_match:
        logger.error("The database does not answer; %s is shown as it was.", request.resolver_match.view_name)
    return response


def as_it_was_by(key: str) -> HttpResponse | None:
    pages: Any = caches["pages"]  # a FileCache
    try:
        page, moment = pages.get(key), pages.made_at(key)
    except OSError:  # it is not there, or no more
        return None
    return marked(page, moment) if page else None


def validated(response: HttpResponse, key: str) -> HttpResponse:
    """May be kept, and must be asked about each time: a page that was taken back is gone at once."""
    response["ETag"] = etag_of(key)
    response["Cache-Control"] = "no-cache"
    return same_for_all(response)


def etag_of(key: str) -> str:
    return f'W/"{key}"'  # weak: the same page, whatever compression a proxy gives it


def key_of(request: HttpRequest, version: int | str, days_ago: int = 0) -> str:
    """Of the page on one local day: what it says of time becomes something else at midnight without a change."""
    look, day = settings_of(request).to_cookie(), timezone.localdate() - timedelta(days=days_ago)
    words = f"{version} {day} {look} {START} {request.scheme}://{request.get_host()}{request.get_full_path()}"
    return MARK + hashlib.sha256(words.encode()).hexdigest()
