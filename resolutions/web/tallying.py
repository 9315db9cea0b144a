"""Counting what is opened and what is not found, with nothing of who it was: no address, no session, no hour.

Counted in the memory of the process and written once a minute by a thread of its own, so that no request waits for it.
A process that is killed takes up to a minute of its counts with it.
"""

import atexit
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Lock, Thread

from django.conf import settings
from django.db import Error, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from resolution_reader.language import fold
from resolutions.models import Forum, ForumReads, Recommendation, SoughtInVain
from resolutions.models.tally import LONGEST_SOUGHT
from resolutions.vocabulary import SoughtKind
from resolutions.web.remembering import carries_personal_cookie

PAUSE = 60.0  # seconds
MOST_SOUGHT = 500  # different words of a day, and of a process between two writes
MOST_OPENED = 20_000  # different pages between two writes; a register has no more that are opened in a minute
PAGE = re.compile(r"/(forums|r)/([-\w]+)/\Z")
# As they call themselves; who says nothing is none of our readers' browsers.
ROBOT = re.compile(
    r"\A\Z|bot|crawl|spider|slurp|fetch|preview|monitor|archiv|headless|https?:|curl|wget|python|java/|go-http", re.I
)
PRIVATE = re.compile(r"@|(?:\d[\s().+-]*){5}")  # an e-mail; a phone, the number of a paper or of an account

logger = logging.getLogger(__name__)
Opened = tuple[date, str, str]  # day, «forums» or «r», slug or code
Sought = tuple[date, str, str]  # day, kind, words


class Tally:
    """What this process has counted and not written yet."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.opened: Counter[Opened] = Counter()
        self.sought: Counter[Sought] = Counter()
        self.is_awaited = False

    def note_opened(self, page: Opened) -> None:
        with self.lock:
            if page in self.opened or len(self.opened) < MOST_OPENED:
                self.opened[page] += 1
        self.see_to()

    def note_sought(self, day: date, kind: str, words: str) -> None:
        with self.lock:
            if (day, kind, words) not in self.sought and len(self.sought) >= MOST_SOUGHT:
                kind, words = SoughtKind.OTHERS, ""
            self.sought[day, kind, words] += 1
        self.see_to()

    def see_to(self) -> None:
        with self.lock:
            if self.is_awaited or not settings.WRITES_TALLIES:
                return
            self.is_awaited = True
        Thread(target=self.write_soon, name="tally", daemon=True).start()

    def write_soon(self) -> None:
        time.sleep(PAUSE)
        with self.lock:
            self.is_awaited = False
        self.write()
        connections.close_all()

    def write(self) -> None:
        """What cannot be written now is kept for the next time."""
        with self.lock:
            opened, self.opened = self.opened, Counter()
            sought, self.sought = self.sought, Counter()
        if not opened and not sought:
            return
        try:
            with transaction.atomic():
                ForumReads.objects.add(by_forum(opened))
                SoughtInVain.objects.add(dict(sought), MOST_SOUGHT)
        except Error:
            logger.exception("What was counted could not be written, and waits")
            with self.lock:
                self.opened.update(opened)
                self.sought.update(sought)


TALLY = Tally()
atexit.register(TALLY.write)  # as a server ends that is asked to


def by_forum(opened: Counter[Opened]) -> dict[tuple[int, date], int]:
    """Of public forums; the demonstration, and what was taken back meanwhile, is counted nowhere."""
    slugs = {name for _, kind, name in opened if kind == "forums"}
    codes = {name for _, kind, name in opened if kind == "r"}
    keys = dict(Forum.objects.public().filter(slug__in=slugs).values_list("slug", "pk"))
    of_code = dict(Recommendation.objects.public().filter(code__in=codes).values_list("code", "section__forum"))
    counts: Counter[tuple[int, date]] = Counter()
    for (day, kind, name), number in opened.items():
        forum = (keys if kind == "forums" else of_code).get(name)
        if forum is not None:
            counts[forum, day] += number
    return counts


def is_robot(request: HttpRequest) -> bool:
    return bool(ROBOT.search(request.headers.get("User-Agent", "")))


def note_sought_in_vain(request: HttpRequest, words: str) -> None:
    """Words that found nothing, folded and cut; of what looks private only that there was something."""
    if is_robot(request) or carries_personal_cookie(request):
        return
    kept = fold(words)[:LONGEST_SOUGHT].strip()
    if not kept:
        return
    is_private = bool(PRIVATE.search(words))
    kind = SoughtKind.PRIVATE if is_private else SoughtKind.WORDS
    TALLY.note_sought(timezone.localdate(), kind, "" if is_private else kept)


class ReadsMiddleware:
    """Around all that answers a page, the one that a browser has already and one that was made before included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        page = PAGE.match(request.path_info)
        is_shown = page and request.method == "GET" and response.status_code in (200, 304)
        if page and is_shown and not carries_personal_cookie(request) and not is_robot(request):
            TALLY.note_opened((timezone.localdate(), page[1], page[2]))
        return response
