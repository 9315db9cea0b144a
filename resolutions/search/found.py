"""What was found: lazy, and the same to a paginator, the API, an export and a feed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol, TypeVar

from tantivy import DocAddress, FieldType, Occur, Query
from tantivy import Order as Direction

from resolutions.models import Recommendation
from resolutions.models.contents import RecommendationQuerySet
from resolutions.search import index, store
from resolutions.search.called import Called, called_in
from resolutions.search.counting import Counting, Counts
from resolutions.search.criteria import Criteria, Order
from resolutions.search.index import Snapshot
from resolutions.search.misprints import corrected
from resolutions.search.schema import DOCUMENT, NEWEST, SCHEMA
from resolutions.search.some_words import telling_terms
from resolutions.search.values import Names

CHUNK = 1000
KEYS_AT_ONCE = 5000
Result = TypeVar("Result")


class WordsUnavailable(Exception):
    """Words can be looked for in the index alone, and there is none at the moment."""


class Hit(NamedTuple):
    """A recommendation by its key, and the forum that it is of: as much as the index knows without the database."""

    key: int
    forum: int


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


def find(criteria: Criteria, rows: RecommendationQuerySet) -> Found:
    """From the index; from the database, as the queryset `rows` has it, where there is no index to ask.

    Raises WordsUnavailable for words while there is no index.
    """
    snapshot = index.up_to_date()
    return Indexed(snapshot, criteria, rows) if snapshot else in_database(criteria, rows)


def in_database(criteria: Criteria, rows: RecommendationQuerySet) -> "Unindexed":
    if criteria.words:
        raise WordsUnavailable
    return Unindexed(rows)


class Hits:
    """What was found as a paginator slices it, without its rows."""

    def __init__(self, found: Found) -> None:
        self.found = found

    def count(self) -> int:
        return self.found.count()

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, rows: slice, /) -> list[Hit]:
        return self.found.hits(rows)


class Unindexed:
    """Straight from the database: right, but slow, without words and without counts. For when there is no index."""

    def __init__(self, rows: RecommendationQuerySet) -> None:
        self.rows = rows
        self.names = Names(is_gated=True)
        self.some: tuple[str, ...] = ()

    def count(self) -> int:
        return int(self.rows.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, rows: slice, /) -> list[Recommendation]:
        return list(self.rows.for_listing()[rows])

    def hits(self, rows: slice, /) -> list[Hit]:
        return [Hit(*pair) for pair in self.rows.values_list("pk", "section__forum_id")[rows]]

    def in_chunks(self, size: int = CHUNK) -> Iterator[list[Recommendation]]:
        chunk: list[Recommendation] = []
        for row in self.rows.for_records().iterator(chunk_size=size):
            chunk.append(row)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def counts(self, parameter: str) -> Counts | None:
        return None

    def crossed(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        return None

    def grouped(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        return None

    def count_without(self, *parameters: str) -> int | None:
        return None

    def count_of(self, criteria: Criteria) -> int | None:
        return None

    def called(self) -> Called:
        return Called()

    def by_some_words(self) -> None:
        return None

    def corrected(self) -> str:
        return ""


class Indexed:
    """One snapshot answers everything, so that rows, count and facets agree; rows are fetched from the database."""

    def __init__(self, snapshot: Snapshot, criteria: Criteria, rows: RecommendationQuerySet) -> None:
        self.snapshot = snapshot
        # What is behind may know names that have changed since, and of what has been taken back.
        self.names = Names(is_gated=True) if snapshot.is_behind else snapshot.names
        self.criteria = criteria
        self.some = tuple(term.said for term in criteria.some)
        self.rows = rows
        self.query = snapshot.query(criteria)
        self.counting = Counting(snapshot, criteria)

    def count(self) -> int:
        return self.ask(self.counting.total, lambda instead: instead.count())

    def __len__(self) -> int:
        return self.count()

    def counts(self, parameter: str) -> Counts | None:
        return self.ask(lambda: self.counting.of(parameter), lambda instead: None)

    def crossed(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        return self.ask(lambda: self.counting.crossed(rows, keys, columns), lambda instead: None)

    def grouped(self, rows: str, keys: Iterable[int], columns: str) -> Mapping[int, Counts] | None:
        return self.ask(lambda: self.counting.grouped(rows, keys, columns), lambda instead: None)

    def count_without(self, *parameters: str) -> int | None:
        return self.count_of(self.criteria.without(*parameters))

    def count_of(self, criteria: Criteria) -> int | None:
        return self.ask(Counting(self.snapshot, criteria).total, lambda instead: None)

    def called(self) -> Called:
        return self.ask(lambda: called_in(self.snapshot), lambda instead: Called())

    def by_some_words(self) -> "Indexed | None":
        some = self.ask(lambda: telling_terms(self.criteria, self.snapshot), lambda instead: ())
        return Indexed(self.snapshot, replace(self.criteria, some=some), self.rows) if some else None

    def corrected(self) -> str:
        return self.ask(self.correction, lambda instead: "")

    def correction(self) -> str:
        better = replace(self.criteria, words=corrected(self.criteria.words, self.snapshot))
        return better.words if better.words and Counting(self.snapshot, better).total() else ""

    def __getitem__(self, rows: slice, /) -> list[Recommendation]:
        return self.ask(
            lambda: fetched(self.keys_at(self.addresses(rows)), Recommendation.objects.for_listing()),
            lambda instead: instead[rows],
        )

    def hits(self, rows: slice, /) -> list[Hit]:
        return self.ask(lambda: self.hits_at(self.addresses(rows)), lambda instead: instead.hits(rows))

    def in_chunks(self, size: int = CHUNK) -> Iterator[list[Recommendation]]:
        for keys in self.keys_in_order():
            for start in range(0, len(keys), size):
                yield fetched(keys[start : start + size], Recommendation.objects.for_records())

    def addresses(self, rows: slice) -> list[DocAddress]:
        """Of one slice, in order."""
        start, stop = rows.start or 0, rows.stop if rows.stop is not None else self.count()
        length = max(0, stop - start)
        if not length:
            return []
        # From the nearer end: the engine sorts everything up to the slice.
        total = self.count()
        by_rank = self.criteria.order is not Order.RELEVANCE or not self.criteria.words
        length = min(length, total - start)
        if length <= 0:
            return []
        if by_rank and start > total // 2:
            return self.searched(total - start - length, length, backwards=True)[::-1]
        return self.searched(start, length)

    def searched(self, start: int, length: int, *, backwards: bool = False) -> list[DocAddress]:
        searcher = self.snapshot.searcher
        if self.criteria.order is not Order.RELEVANCE or not self.criteria.words:
            rank, direction = self.ranking(backwards)
            found = searcher.search(
                self.query, limit=length, offset=start, count=False, order_by_field=rank, order=direction
            )
        else:
            found = searcher.search(self.query, limit=length, offset=start, count=False)
        return [address for _, address in found.hits]

    def keys_in_order(self) -> Iterator[list[int]]:
        """All of them, a few thousand at a time, each time from where the last ones ended."""
        rank, direction = self.ranking()
        beyond: Query | None = None
        while True:
            query = (
                self.query if beyond is None else Query.boolean_query([(Occur.Must, self.query), (Occur.Must, beyond)])
            )
            hits = self.snapshot.searcher.search(
                query, limit=KEYS_AT_ONCE, count=False, order_by_field=rank, order=direction
            ).hits
            if not hits:
                return
            yield self.keys_at([address for _, address in hits])
            last = hits[-1][0]
            bound = {"upper_bound": last - 1} if direction is Direction.Desc else {"lower_bound": last + 1}
            beyond = Query.const_score_query(Query.range_query(SCHEMA, rank, FieldType.Integer, **bound), 0.0)

    def ranking(self, backwards: bool = False) -> tuple[str, Direction]:
        if self.criteria.order is Order.DOCUMENT:
            return DOCUMENT, Direction.Desc if backwards else Direction.Asc
        return NEWEST, Direction.Asc if backwards else Direction.Desc

    def keys_at(self, addresses: list[DocAddress]) -> list[int]:
        return integers(self.snapshot.searcher.fast_field_values("key", addresses))

    def hits_at(self, addresses: list[DocAddress]) -> list[Hit]:
        forums = integers(self.snapshot.searcher.fast_field_values("forum", addresses))
        return [Hit(*pair) for pair in zip(self.keys_at(addresses), forums, strict=True)]

    def ask(self, question: Callable[[], Result], instead: Callable[[Unindexed], Result]) -> Result:
        """The index, or the database where the index turns out to be broken; the next visitor's is built anew."""
        try:
            with store.told_as_broken():
                return question()
        except store.IndexBroken as broken:
            index.drop_broken(broken)
            return instead(in_database(self.criteria, self.rows))


def integers(values: Iterable[int | float | bool | None]) -> list[int]:
    """What a column of ours holds."""
    return [value for value in values if isinstance(value, int)]


def fetched(keys: list[int], rows: RecommendationQuerySet) -> list[Recommendation]:
    """Rows in the order of their keys. Published ones only: an index that is behind tells nothing taken back."""
    if not keys:
        return []
    found = {row.pk: row for row in rows.readable().filter(pk__in=keys).order_by()}
    return [found[key] for key in keys if key in found]
