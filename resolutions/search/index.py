"""The index as this process sees it: opened once, brought up to date before it answers, healed when it is lost."""

import logging
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import tantivy
from django.conf import settings

from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.store import Current, IndexBroken
from resolutions.tracking import content_version

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

PATIENCE = 1.0  # seconds a reader waits for another process to apply what it is applying
MOST_ANSWERS = 300  # remembered; the counts of a register with thousands of addressees take some 100 KB
FEW = 20_000  # recommendations that are indexed while one waits: about two seconds


class Snapshot:
    """One state of the index; everything asked of it belongs together. `version` is the content version it holds."""

    def __init__(self, searcher: tantivy.Searcher, version: int) -> None:
        self.searcher = searcher
        self.version = version
        self.is_behind = False
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def remembered(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """What was counted once holds for as long as this snapshot does; the questions asked last are kept."""
        with self._lock:
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        found = answer()
        with self._lock:
            self._answers[question] = found
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        return found


class Opened:
    """One index folder, as one process has it open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.current: Current | None = None
        self.index: tantivy.Index | None = None
        self.snapshot: Snapshot | None = None
        self.builder: subprocess.Popen[bytes] | None = None

    def up_to_date(self) -> Snapshot | None:
        """The index with every change committed so far; None if there is none to be had now."""
        version = content_version()
        with self.lock:
            try:
                return self.caught_up(version)
            except (IndexBroken, OSError) as broken:
                logger.error("The index cannot be used: %s", broken)
                self.close()
                return None

    def caught_up(self, version: int) -> Snapshot | None:
        self.reopen_if_moved()
        if self.snapshot and self.snapshot.version == version:
            return self.snapshot
        with store.writing(PATIENCE) as may_write:
            self.reopen_if_moved()
            if may_write:
                self.write(version)
        return self.as_it_is(version)

    def write(self, version: int) -> None:
        """Applies what is missing, or builds everything where little is at stake."""
        if self.current and self.current.version <= version:
            if self.current.version < version:
                self.open(store.apply_changes(self.current))
        elif Recommendation.objects.public().count() <= FEW:
            self.open(store.rebuild())
        else:  # a version from the future is another past of this register: built anew as well
            self.close()
            self.build_elsewhere()

    def as_it_is(self, version: int) -> Snapshot | None:
        if self.snapshot:
            self.snapshot.is_behind = self.snapshot.version < version
        return self.snapshot

    def reopen_if_moved(self) -> None:
        """Another process may have applied changes, built anew, or thrown the folder away."""
        current = store.read_pointer()
        if current is None:
            self.close()
        elif current != self.current or self.index is None:
            self.open(current)

    def open(self, current: Current) -> None:
        with store.told_as_broken():
            if self.index is None or self.current is None or self.current.folder != current.folder:
                self.index = tantivy.Index.open(str(store.root() / current.folder))
                self.index.config_reader(reload_policy="manual")
            self.index.reload()
            self.snapshot = Snapshot(self.index.searcher(), current.version)
        self.current = current

    def close(self) -> None:
        self.current = self.index = self.snapshot = None

    def build_elsewhere(self) -> None:
        """A large register takes minutes: a process of its own does it, once, whoever else asks for it."""
        if self.builder and self.builder.poll() is None:
            return
        self.builder = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "rebuild_index", "--if-needed"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )


@cache
def opened(root: Path) -> Opened:
    return Opened()


# True once something in this request was answered without the newest index: such a page must not be remembered.
fell_short: ContextVar[bool] = ContextVar("fell_short", default=False)


def up_to_date() -> Snapshot | None:
    snapshot = opened(store.root()).up_to_date()
    if snapshot is None or snapshot.is_behind:
        fell_short.set(True)
    return snapshot


def drop_broken(broken: store.IndexBroken) -> None:
    """A search failed: whatever is there is not to be trusted, and the next one builds it anew."""
    logger.error("The index is broken and will be built anew: %s", broken)
    fell_short.set(True)
    store.pointer().unlink(missing_ok=True)
    opened(store.root()).close()
