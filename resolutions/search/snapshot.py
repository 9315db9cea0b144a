"""One state of the index, and what was counted in it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, TypeVar

import tantivy

from resolutions.search.criteria import Criteria
from resolutions.search.query import NOT_OF_DEMONSTRATION, OF_DEMONSTRATION, Clause, chosen_query, query_of
from resolutions.search.values import Names
from resolutions.tracking import changed_forums

Result = TypeVar("Result")
Forums = tuple[int, ...] | None  # that alone are asked about; None: all

MOST_ADDED = 100  # forums that are counted on top of an answer
MOST_NUMBERS = 2_000_000  # remembered in all, 24 MB
QUESTION, TABLE = 50, 30  # numbers that a question counts for, and each table in its answer


class Snapshot:
    """One state of the index; everything asked of it belongs together. `version` is the content version it holds.

    `added` are forums that came since the oldest answer remembered, one after the other. An answer is kept with how
    many of them it knows.
    """

    def __init__(self, searcher: tantivy.Searcher, version: int, added: tuple[int, ...] = ()) -> None:
        self.searcher = searcher
        self.version = version
        self.added = added
        self.is_behind = False
        self.names = Names(is_gated=False)
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    @cached_property
    def apart(self) -> tuple[Clause, ...]:
        """What keeps the demonstration out; a clause costs time with every question, and most registers have none."""
        return (NOT_OF_DEMONSTRATION,) if self.searcher.search(OF_DEMONSTRATION, limit=1).hits else ()

    def followed_by(self, searcher: tantivy.Searcher, version: int) -> "Snapshot":
        """The next state. If nothing but new forums came, what was counted stays true of all the others."""
        changed = changed_forums(since=self.version)
        if len(changed) > MOST_ADDED or version < self.version or holds_any(self.searcher, changed):
            return Snapshot(searcher, version)
        # The others are not public, or not there yet and will be among the changed ones again.
        new = [forum for forum in changed if holds_any(searcher, [forum])]
        if len(self.added) + len(new) > MOST_ADDED:
            return Snapshot(searcher, version)
        after = Snapshot(searcher, version, (*self.added, *new))
        with self._lock:
            after._answers, after._size = OrderedDict(self._answers), self._size
        return after

    def query(self, criteria: Criteria, forums: Forums = None) -> tantivy.Query:
        return query_of(criteria, forums, () if criteria.with_demonstration else self.apart)

    def known(self, question: Hashable) -> Any:
        """The answer, if it has been asked."""
        with self._lock:
            found, forums = self._answers.get(question, (None, 0))
        return found if forums == len(self.added) else None

    def remembered(
        self, question: Hashable, count: Callable[[Forums], Result], add_up: Callable[[Result, Result], Result]
    ) -> Result:
        """What `count` says of everything, counted once, and of what came since on top. The last questions are kept."""
        with self._lock:
            found, forums = self._answers.get(question, (None, -1))
        if forums < 0:
            found = count(None)
        elif forums < len(self.added):
            found = add_up(found, count(self.added[forums:]))
        with self._lock:
            if question in self._answers:
                self._size -= size_of(self._answers.pop(question)[0])
            self._answers[question] = found, len(self.added)
            self._size += size_of(found)
            while self._size > MOST_NUMBERS and len(self._answers) > 1:
                self._size -= size_of(self._answers.popitem(last=False)[1][0])
        return found


def size_of(result: Any) -> int:
    """In numbers of 12 bytes, as resolutions/search/counting.py has them; what holds them takes as much as some."""
    return QUESTION + (sum(TABLE + len(counts) for counts in result.values()) if isinstance(result, dict) else 0)


def holds_any(searcher: tantivy.Searcher, forums: list[int]) -> bool:
    return bool(searcher.search(chosen_query("forum", forums), limit=1).hits)
