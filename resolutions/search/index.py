"""The index as this process sees it: opened once, brought up to date before it answers, healed when it is lost.

Of single recommendations that change one after another several are read again together: who asks meanwhile is answered
from the index as it is, and waits for nobody.
"""

import logging
import threading
import time
from contextvars import ContextVar
from enum import IntEnum
from functools import cache
from pathlib import Path

import tantivy
from django.db import DatabaseError, connection

from resolutions.models import Errand, Recommendation
from resolutions.search import store
from resolutions.search.checking import is_of_another_past
from resolutions.search.snapshot import Snapshot
from resolutions.search.store import Current, IndexBroken
from resolutions.tracking import NOTHING, Changed, changed_since, content_version, renew
from resolutions.vocabulary import ANEW, ErrandKind

logger = logging.getLogger(__name__)

REST = 5.0  # seconds until what has failed is tried again; the database answers meanwhile, or the index as it was
PATIENCE = 1.0  # seconds a reader waits for another process to apply what it is applying
TOGETHER = 0.2  # seconds from one time that single recommendations are read again to the next
QUIET = 5  # times as long, and the next one that changes follows upon nothing: who asks reads it again at once
LATE = 1.0  # seconds that one of them may be missing, as far as a process knows, before somebody waits for it
FEW_FORUMS = 100  # that are read again while one waits: about half a second
FEW_ALONE = 500  # recommendations that are, where they are of more forums
FEW = 20_000  # recommendations that are indexed while one waits: about two seconds


class Opened:
    """One index folder, as one process has it open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.current: Current | None = None
        self.index: tantivy.Index | None = None
        self.snapshot: Snapshot | None = None
        self.is_checked = False
        self.impatient_until = self.resting_until = self.complete_at = 0.0

    def up_to_date(self) -> Snapshot | None:
        """The index with every change committed so far, or as far as it could be brought; None if there is none."""
        with self.lock:
            self.reopen_if_moved()
            version = content_version()  # after the index: what it holds cannot be newer
            needs_work = not self.is_checked or not self.snapshot or self.snapshot.version != version
            if needs_work and time.monotonic() > self.resting_until:
                try:
                    self.catch_up(version)
                    self.check(version)
                except (IndexBroken, OSError) as trouble:  # no room, no rights: not tried again at every question
                    logger.error("The index cannot be brought up to date: %s", trouble)
                    self.resting_until = time.monotonic() + REST
            return self.as_it_is(version)

    def catch_up(self, version: int) -> None:
        """Applies what is missing or builds everything, here where little is to be done, else elsewhere."""
        if in_open_transaction() or (self.current and self.current.version == version):
            return
        if self.current and self.current.version > version:  # a backup was restored: this is another past
            store.forget(self.current)
            self.close()
        if self.current is None:
            self.build()
            return
        changed = changed_since(self.current.version)
        if is_much(changed):
            ask_for_work()
        elif changed.is_alone and self.current.is_fresh(QUIET * TOGETHER) and not self.is_late():
            if not self.current.is_fresh(TOGETHER):
                asked_for_changes.set(True)
        else:
            try:
                self.apply(version, 0.0 if changed.is_alone and not self.is_late() else self.patience())
            except IndexBroken as broken:
                logger.error("A change cannot be written to the index, which is built anew: %s", broken)
                self.build()

    def check(self, version: int) -> None:
        """Once, of an index that others have made: what is of another past goes, and the pages made from it."""
        if self.is_checked or not self.current or self.current.version != version or in_open_transaction():
            return
        if is_of_another_past(self.current):
            renew()  # first: when that fails, the index stays to be found out once more
            store.forget(self.current)
            self.close()
            self.build()
        self.is_checked = True

    def build(self) -> None:
        """Instead of the current one, which answers until then, if there is one."""
        if Recommendation.objects.readable().count() > FEW:
            ask_for_work(ANEW if self.current else "")
            return
        before = self.current
        with store.building(self.patience()) as alone:
            self.note_wait(alone)
            self.reopen_if_moved()
            if alone and self.current == before:  # nobody else has built it meanwhile
                self.open(store.rebuild())
                self.is_checked = True

    def apply(self, version: int, patience: float) -> None:
        with store.writing(patience) as alone:
            if patience:
                self.note_wait(alone)
            self.reopen_if_moved()
            if alone and self.current and self.current.version < version:
                self.open(store.apply_changes(self.current))

    def patience(self) -> float:
        """Seconds to wait for whoever writes just now; who has waited in vain does not do so at every question."""
        return 0.0 if time.monotonic() < self.impatient_until else PATIENCE

    def is_late(self) -> bool:
        """Whether what is missing may have been so for long; when nothing was, this process last saw then."""
        return time.monotonic() > self.complete_at + LATE

    def note_wait(self, alone: bool) -> None:
        if not alone:
            self.impatient_until = time.monotonic() + 3 * PATIENCE

    def as_it_is(self, version: int) -> Snapshot | None:
        if self.snapshot:
            self.snapshot.lacks = changed_since(self.snapshot.version) if self.snapshot.version < version else NOTHING
            if not self.snapshot.is_behind:
                self.complete_at = time.monotonic()
        return self.snapshot

    def reopen_if_moved(self) -> None:
        """Another process may have applied changes, built anew, or thrown the folder away."""
        current = store.read_pointer()
        if current is None:
            self.close()
        elif current != self.current or self.index is None:
            try:
                self.open(current)
            except IndexBroken as broken:
                logger.error("The index cannot be opened and is built anew: %s", broken)
                store.forget(current)
                self.close()

    def open(self, current: Current) -> None:
        with store.told_as_broken():
            before = self.snapshot
            if self.index is None or self.current is None or self.current.folder != current.folder:
                self.index = tantivy.Index.open(str(store.root() / current.folder))
                self.index.config_reader(reload_policy="manual")
                before = None  # what was built anew may have been so because that one could not be read
            self.index.reload()
            searcher, version = self.index.searcher(), current.version
            self.snapshot = before.followed_by(searcher, version) if before else Snapshot(searcher, version)
        self.current = current

    def close(self) -> None:
        self.current = self.index = self.snapshot = None


def is_much(changed: Changed) -> bool:
    """More than can be read while one waits."""
    return len(changed.forums) > FEW_FORUMS or (len(changed.alone) > FEW_ALONE and len(changed.touched) > FEW_FORUMS)


def in_open_transaction() -> bool:
    """What this connection sees may be rolled back and must not get into the index; a test's frame does not count."""
    return any(not block._from_testcase for block in connection.atomic_blocks)  # type: ignore[attr-defined]  # not in the stubs


@cache
def opened(root: Path) -> Opened:
    return Opened()


class Lack(IntEnum):
    """Of the newest index, in what answers a request."""

    NOTHING = 0
    ALONE = 1  # single recommendations as they are now: soon the same question may have another answer
    ANYTHING = 2  # who can say


# The most of it so far; while there is any, the register's version does not say what a page shows.
lacked: ContextVar[Lack] = ContextVar("lacked", default=Lack.NOTHING)


# True once this request has found single recommendations missing, several of which are read again together.
asked_for_changes: ContextVar[bool] = ContextVar("asked_for_changes", default=False)


# True once this request has asked for what takes minutes; where nobody works, resolutions/work sees to it.
asked_for_work: ContextVar[bool] = ContextVar("asked_for_work", default=False)


def ask_for_work(how: str = "") -> None:
    """An errand for this machine; done once, whoever else asks for it."""
    asked_for_work.set(True)
    try:
        if not Errand.objects.is_posted(ErrandKind.INDEX, how):
            Errand.objects.post(ErrandKind.INDEX, how)
    except DatabaseError as refusal:
        raise IndexBroken(f"nobody can be asked to build it: {refusal}") from refusal


def apply_changes() -> None:
    """What is missing, unless another process is at it: for who may wait for it, as nobody else does."""
    try:
        with store.writing(0.0) as alone:
            current = store.read_pointer()
            if alone and current and current.version < content_version():
                store.apply_changes(current)
    except (IndexBroken, OSError) as trouble:
        logger.error("A change cannot be written to the index: %s", trouble)


def up_to_date() -> Snapshot | None:
    snapshot = opened(store.root()).up_to_date()
    if snapshot is None or snapshot.needs_gate:
        lacked.set(Lack.ANYTHING)
    elif snapshot.is_behind:
        lacked.set(max(Lack.ALONE, lacked.get()))
    return snapshot


def drop_broken(broken: store.IndexBroken) -> None:
    """A search failed: whatever is there is not to be trusted, and the next one builds it anew."""
    logger.error("The index is broken and will be built anew: %s", broken)
    lacked.set(Lack.ANYTHING)
    store.forget()
    opened(store.root()).close()
