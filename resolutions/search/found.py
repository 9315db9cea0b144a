"""What was found: lazy, and the same to a paginator, the API, an export and a feed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from resolutions.models import Recommendation
from resolutions.search import index
from resolutions.search.called import Called
from resolutions.search.counting import Counts
from resolutions.search.criteria import Criteria
from resolutions.search.hits import Hit
from resolutions.search.indexed import Indexed
from resolutions.search.snapshot import Snapshot
from resolutions.search.unindexed import CHUNK, Rows, in_database
from resolutions.search.values import Names


class Found(Protocol):
    """Recommendations in order; rows of a slice come with all that a card shows. `names` are those of values;
    `some` are words, as typed, one of which was enough: none where all are there."""

    names: Names
    some: tuple[str, ...]

    def count(self) -> int: ...

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> list[Recommendation]: ...

    def hits(self, rows: slice, /) -> list[Hit]:
        """Of a slice, without its rows."""

    def in_chunks(self, size: int = CHUNK) -> Iterator[list[Recommendation]]:
        """Every row once, in order, in constant memory; with all that a record holds. By relevance is by newest."""

    def counts(self, parameter: str) -> Counts | None:
        """How many have each value of one facet, its own choice ignored; None when nobody has counted."""

    def crossed(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        """For each of these values of one facet, how many have it and each value of another; the choice of both is
        ignored."""

    def grouped(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        """The same of many values, for a facet of which a recommendation has one at most; of those that are found."""

    def count_without(self, *parameters: str) -> int | None:
        """How many there would be if nothing of these parameters had been asked for."""

    def count_of(self, criteria: Criteria) -> int | None:
        """How many there would be if this had been asked for."""

    def called(self) -> Called:
        """By which words values are called; by none when nobody can say."""

    def by_some_words(self) -> "Found | None":
        """What has one of the words that tell most, as long as not all are there; None if none does."""

    def corrected(self) -> str:
        """The words as they may have been meant, if that would find something; else empty."""


def find(criteria: Criteria, rows: Rows) -> Found:
    """From the index; from the database, as `rows` asks it, where there is no index to ask.

    Raises WordsUnavailable for words while there is no index.
    """
    return found_in(index.up_to_date(), criteria, rows)


def found_in(snapshot: Snapshot | None, criteria: Criteria, rows: Rows) -> Found:
    """The same of a state of the index that has been asked before."""
    return Indexed(snapshot, criteria, rows) if snapshot else in_database(criteria, rows)
