"""One state of the index, and what was counted in it."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol, Self, TypeVar

import tantivy

from resolutions.search.criteria import Criteria
from resolutions.search.query import NOT_OF_DEMONSTRATION, OF_DEMONSTRATION, Clause, chosen_query, query_of
from resolutions.search.steps import MOST_CHANGED, Step, has_to_do_with, leave_alone, step, within_limits
from resolutions.search.values import Names
from resolutions.tracking import NOTHING, changed_since

Forums = tuple[int, ...] | None  # that alone are asked about; None: all

MOST_NUMBERS = 2_000_000  # remembered in all, 24 MB
MOST_KEPT = 1000  # of some kilobytes
QUESTION, TABLE = 50, 30  # numbers that a question counts for, and each table in its answer


class Titles:
    """Stands for those of all forums, as long as they are the same."""


class Answer(NamedTuple):
    found: Any
    state: int  # in which it was counted


class Kept(NamedTuple):
    found: Any
    criteria: Criteria
    state: int  # in which it was so
    reads: bool


class Numbers(Protocol):
    """What can be corrected: a number, or tables of them."""

    def __add__(self, others: Self, /) -> Self: ...

    def __sub__(self, others: Self, /) -> Self: ...


Counted = TypeVar("Counted", bound=Numbers)
Count = Callable[[tantivy.Searcher, Forums], Counted]


class Snapshot:
    """One state of the index; everything asked of it belongs together. `version` is the content version it holds.

    What was counted in a state before is corrected by the forums in which the two differ: what they had then is taken
    off, what they have now is added. `state` numbers the states of a process, `steps` lead from the last ones to this.
    """

    def __init__(self, searcher: tantivy.Searcher, version: int, state: int = 0, steps: tuple[Step, ...] = ()) -> None:
        self.searcher = searcher
        self.version = version
        self.state = state
        self.steps = steps
        self.lacks = NOTHING  # of what has changed since, as far as anybody has looked
        self.names, self.titles = Names(is_gated=False), Titles()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._same: dict[Hashable, bool] = {}
        self._size = 0
        self._lock = threading.Lock()

    @property
    def is_behind(self) -> bool:
        """What it answers may be otherwise by now."""
        return self.lacks.is_anything

    @property
    def needs_gate(self) -> bool:
        """It may know names that have been taken back; single recommendations never take one with them."""
        return self.is_behind and not self.lacks.is_alone

    @cached_property
    def apart(self) -> tuple[Clause, ...]:
        """What keeps the demonstration out; a clause costs time with every question, and most registers have none."""
        return (NOT_OF_DEMONSTRATION,) if self.searcher.search(OF_DEMONSTRATION, limit=1).hits else ()

    def followed_by(self, searcher: tantivy.Searcher, version: int) -> "Snapshot":
        """The next state, in which what was counted before stays known; nothing is where too much has changed."""
        changed = changed_since(self.version)
        if len(changed.touched) > MOST_CHANGED or version < self.version:
            return Snapshot(searcher, version)
        steps = within_limits((*self.steps, step(self.searcher, searcher, changed)))
        after = Snapshot(searcher, version, self.state + 1, steps)
        if not changed.names:
            after.names = self.names
        if not changed.forums:
            after.titles = self.titles
        with self._lock:
            after._answers, after._size = OrderedDict(self._answers), self._size
            after._kept = OrderedDict(self._kept)
        return after

    def query(self, criteria: Criteria, forums: Forums = None) -> tantivy.Query:
        """Of a state before, the demonstration may have been there."""
        apart = self.apart if forums is None else (NOT_OF_DEMONSTRATION,)
        return query_of(criteria, forums, () if criteria.with_demonstration else apart)

    def has(self, parameter: str, key: int) -> bool:
        """Whether a recommendation of the register has this value."""
        asked = self.query(Criteria(chosen={parameter: frozenset({key})}))
        return bool(self.searcher.search(asked, limit=1, count=False).hits)

    def known(self, question: Hashable) -> Any:
        """The answer, if it has been asked in this state."""
        with self._lock:
            answer = self._answers.get(question)
        return answer.found if answer and answer.state == self.state else None

    def remembered(self, about: Hashable, criteria: Criteria, count: Count[Counted]) -> Counted:
        """What `count` says of everything under these criteria, counted once and corrected afterwards. The last
        questions are kept."""
        question = (about, criteria.unordered())
        with self._lock:
            known = self._answers.get(question)
        if known is None or known.state < self.state - len(self.steps):
            found = count(self.searcher, None)
        elif self.is_as_in(known.state, criteria):
            found = known.found
        else:
            found = self.corrected(known.found, self.steps[known.state - self.state :], count)
        with self._lock:
            if question in self._answers:
                self._size -= size_of(self._answers.pop(question).found)
            self._answers[question] = Answer(found, self.state)
            self._size += size_of(found)
            while self._size > MOST_NUMBERS and len(self._answers) > 1:
                self._size -= size_of(self._answers.popitem(last=False)[1].found)
        return found

    def kept(self, about: Hashable) -> Any:
        """What was kept of that in this state, or in one before if nothing that it has to do with has changed since;
        None if nothing was."""
        with self._lock:
            kept = self._kept.get(about)
        if kept is None or not self.is_as_in(kept.state, kept.criteria, loosely=True, reads=kept.reads):
            return None
        self.keep(about, kept.criteria, kept.found, reads=kept.reads)
        return kept.found

    def keep(self, about: Hashable, criteria: Criteria, found: object, *, reads: bool = False) -> None:
        """Of what is found under these criteria and counted beside each of their choices; `reads`: of its texts."""
        with self._lock:
            self._kept.pop(about, None)
            self._kept[about] = Kept(found, criteria, self.state, reads)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def is_as_in(self, state: int, criteria: Criteria, *, loosely: bool = False, reads: bool = False) -> bool:
        """Whether all that is found under the criteria has been so since that state; `loosely`: and what is without
        one of their choices; `reads`: and its texts."""
        if state == self.state:
            return True
        steps = self.steps[state - self.state :]
        if len(steps) < self.state - state:
            return False
        asked = has_to_do_with(steps, criteria, loosely=loosely)
        if (state, asked, reads) not in self._same:
            self._same[state, asked, reads] = leave_alone(steps, self.searcher, asked, reads=reads)
        return self._same[state, asked, reads]

    def corrected(self, found: Counted, steps: Sequence[Step], count: Count[Counted]) -> Counted:
        """What was counted before the first of these steps, as it is now."""
        changed = tuple(sorted({forum for step in steps for forum in step.forums}))
        gone, come = (
            count(searcher, changed) if holds_any(searcher, changed) else None
            for searcher in (steps[0].before, self.searcher)
        )
        if gone == come:  # as after a misprint: what is counted is the same, and tables of thousands stay as they are
            return found
        found = found if gone is None else found - gone
        return found if come is None else found + come


def size_of(result: Any) -> int:
    """In numbers of 12 bytes, as resolutions/search/counting.py has them; what holds them takes as much as some."""
    return QUESTION + (sum(TABLE + len(counts) for counts in result.values()) if isinstance(result, dict) else 0)


def holds_any(searcher: tantivy.Searcher, forums: Collection[int]) -> bool:
    return bool(searcher.search(chosen_query("forum", forums), limit=1).hits)
