"""What one state of the index finds; its rows come from the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from tantivy import DocAddress, FieldType, Occur, Query
from tantivy import Order as Direction

from resolutions.models import Recommendation
from resolutions.models.contents import RecommendationQuerySet
from resolutions.search import index, store
from resolutions.search.called import Called, called_in
from resolutions.search.counting import Counting, Counts
from resolutions.search.criteria import Criteria, Order
from resolutions.search.hits import Hit
from resolutions.search.misprints import corrected
from resolutions.search.schema import DOCUMENT, NEWEST, SCHEMA
from resolutions.search.snapshot import Snapshot
from resolutions.search.some_words import telling_terms
from resolutions.search.unindexed import CHUNK, Rows, Unindexed, in_database
from resolutions.search.values import Names

KEYS_AT_ONCE = 5000
MANY = 200  # of fewer rows little is shared, and two questions more take longer
Result = TypeVar("Result")


class Indexed:
    """One snapshot answers everything, so that rows, count and facets agree; rows are fetched from the database."""

    def __init__(self, snapshot: Snapshot, criteria: Criteria, rows: Rows) -> None:
        self.snapshot = snapshot
        # What is behind may know names that have changed since, and of what has been taken back.
        self.names = Names(is_gated=True) if snapshot.needs_gate else snapshot.names
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
                chunk = keys[start : start + size]
                rows = Recommendation.objects
                yield fetched(chunk, rows.for_many_records() if len(chunk) >= MANY else rows.for_records())

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
