"""How many recommendations have each value of a facet; remembered with the snapshot, as pages of a list share them."""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Self, TypeVar

import tantivy
from tantivy import FieldType, Occur, Query

from resolutions.search.criteria import Criteria
from resolutions.search.query import restricted, unranked
from resolutions.search.schema import KIND_SET, PARAMETERS, SCHEMA, kinds_in
from resolutions.search.snapshot import Forums, Snapshot

MOST_VALUES = 1_000_000  # a terms aggregation returns ten unless told
GROUPS = 500  # with their values in one answer
TOO_MANY = "bucket limit was exceeded"  # says the engine of more than 65,000 values
TOGETHER = ("to", "kind", "place", "region", "year", "theme", "act")  # the panel; others when asked for
Key = TypeVar("Key", int, str)
assert set(TOGETHER) < set(PARAMETERS)


class Counts:
    """Values and how many have them, most first; 12 bytes each, as one index may know thousands of values."""

    def __init__(self, keys: Iterable[int], numbers: Iterable[int]) -> None:
        self.keys = array("q", keys)
        self.numbers = array("I", numbers)

    def __len__(self) -> int:
        return len(self.keys)

    def get(self, key: int) -> int:
        return self.numbers[self.keys.index(key)] if key in self.keys else 0

    def most(self, count: int) -> list[tuple[int, int]]:
        """The first so many. Of those with the same number the smaller keys, whatever was counted before."""
        end = min(count, len(self))
        while 0 < end < len(self) and self.numbers[end] == self.numbers[end - 1]:
            end += 1
        pairs = zip(self.keys[:end], self.numbers[:end], strict=True)
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:count]

    def only(self, keys: Collection[int]) -> Self:
        pairs = [(key, number) for key, number in self if key in keys]
        return type(self)((key for key, _ in pairs), (number for _, number in pairs))

    def __eq__(self, other: object) -> bool:
        """Two that differ only in the order of values with the same number are taken for two."""
        return isinstance(other, Counts) and (self.keys, self.numbers) == (other.keys, other.numbers)

    def __add__(self, others: Self) -> Self:
        return self.changed_by(others, 1)

    def __sub__(self, others: Self) -> Self:
        return self.changed_by(others, -1)

    def changed_by(self, others: Self, times: int) -> Self:
        if not others:
            return self
        numbers = dict(iter(self))
        for key, number in others:
            numbers[key] = numbers.get(key, 0) + times * number
        ordered = sorted(filter(numbers.__getitem__, numbers), key=numbers.__getitem__, reverse=True)
        return type(self)(ordered, map(numbers.__getitem__, ordered))

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.keys, self.numbers, strict=True)


NOTHING = Counts((), ())


class Tables(dict[Key, Counts]):
    """Several, each under its own name or value; one that is not there has nothing in it."""

    def __add__(self, others: Self) -> Self:
        return type(self)(self | {key: self.get(key, NOTHING) + counts for key, counts in others.items()})

    def __sub__(self, others: Self) -> Self:
        return type(self)(self | {key: self.get(key, NOTHING) - counts for key, counts in others.items()})


def counted_in(parameter: str, buckets: list[dict[str, int]]) -> Counts:
    """Of a column's buckets, which come most first; each set of kinds counts for all its kinds."""
    if parameter != "kind":
        return Counts((bucket["key"] for bucket in buckets), (bucket["doc_count"] for bucket in buckets))
    numbers: Counter[int] = Counter()
    for bucket in buckets:
        numbers.update(dict.fromkeys(kinds_in(bucket["key"]), bucket["doc_count"]))
    ordered = numbers.most_common()
    return Counts((kind for kind, _ in ordered), (number for _, number in ordered))


def in_parts(
    ask: Callable[[tantivy.Query], Tables[Key]],
    searcher: tantivy.Searcher,
    query: tantivy.Query,
    forums: range | None = None,
) -> Tables[Key]:
    """What is asked of the query; where that has more values than the engine gives in one answer, of half of the forums
    and of the others, and so on."""
    asked = query if forums is None else restricted(query, [(Occur.Must, unranked(between(forums)))])
    try:
        return ask(asked)
    except ValueError as refusal:
        if TOO_MANY not in str(refusal) or (forums is not None and len(forums) == 1):
            raise
    forums = range(1, last_forum(searcher) + 1) if forums is None else forums
    middle = forums.start + len(forums) // 2
    halves = (range(forums.start, middle), range(middle, forums.stop))
    first, second = (in_parts(ask, searcher, query, half) for half in halves)
    return first + second


def between(forums: range) -> tantivy.Query:
    first, last = forums.start, forums.stop - 1
    return Query.range_query(SCHEMA, "forum", FieldType.Integer, lower_bound=first, upper_bound=last)


def last_forum(searcher: tantivy.Searcher) -> int:
    """The greatest key."""
    direction = tantivy.Order.Desc
    hits = searcher.search(Query.all_query(), limit=1, count=False, order_by_field="forum", order=direction).hits
    return int(hits[0][0])


class Counting:
    def __init__(self, snapshot: Snapshot, criteria: Criteria) -> None:
        self.snapshot = snapshot
        self.criteria = criteria

    def total(self) -> int:
        def counted(searcher: tantivy.Searcher, forums: Forums) -> int:
            names = tuple(name for name in TOGETHER if name not in self.criteria.chosen)
            together = self.snapshot.known((names, self.criteria.unordered()))
            if together and "year" in names and forums is None:  # of which everything has one value, known or not
                return sum(together["year"].numbers)
            query = self.snapshot.query(self.criteria, forums)
            return int(searcher.search(query, limit=1, count=True).count)  # type: ignore[attr-defined]  # not in tantivy's stubs

        return self.snapshot.remembered("total", self.criteria, counted)

    def of(self, parameter: str) -> Counts:
        if parameter in self.criteria.chosen:
            return self.aggregated((parameter,), self.criteria.ignoring(parameter))[parameter]
        together = tuple(name for name in TOGETHER if name not in self.criteria.chosen)
        return self.aggregated(together if parameter in together else (parameter,), self.criteria)[parameter]

    def crossed(self, rows: str, keys: Iterable[int], columns: str) -> dict[int, Counts]:
        """A question for each: what has one of a few values may have any number of others."""
        return {key: self.among(rows, [key], columns).aggregated_alone(columns) for key in keys}

    def grouped(self, rows: str, keys: Iterable[int], columns: str) -> dict[int, Counts]:
        """Of `rows` of which a recommendation has one at most: many in one question."""
        known: dict[int, Counts] = {}
        ordered = sorted(keys)
        for start in range(0, len(ordered), GROUPS):
            known |= self.among(rows, ordered[start : start + GROUPS], columns).nested(rows, columns)
        return known

    def among(self, rows: str, keys: list[int], columns: str) -> Self:
        """With these values instead of what is chosen of the two."""
        criteria = self.criteria.ignoring(rows, columns)
        return type(self)(self.snapshot, replace(criteria, chosen=criteria.chosen | {rows: frozenset(keys)}))

    def aggregated_alone(self, parameter: str) -> Counts:
        return self.aggregated((parameter,), self.criteria)[parameter]

    def nested(self, rows: str, columns: str) -> dict[int, Counts]:
        def counted(searcher: tantivy.Searcher, forums: Forums) -> Tables[int]:
            inner = {"inner": {"terms": {"field": columns, "size": MOST_VALUES}}}
            terms = {"outer": {"terms": {"field": rows, "size": MOST_VALUES}, "aggs": inner}}

            def ask(query: tantivy.Query) -> Tables[int]:
                buckets = searcher.aggregate(query, terms)["outer"]["buckets"]
                return Tables((bucket["key"], counted_in(columns, bucket["inner"]["buckets"])) for bucket in buckets)

            return in_parts(ask, searcher, self.snapshot.query(self.criteria, forums))

        found = self.snapshot.remembered((rows, columns), self.criteria, counted)
        return {key: counts for key, counts in found.items() if counts}

    def aggregated(self, parameters: tuple[str, ...], criteria: Criteria) -> dict[str, Counts]:
        def counted(searcher: tantivy.Searcher, forums: Forums) -> Tables[str]:
            columns = {name: KIND_SET if name == "kind" else name for name in parameters}
            terms = {name: {"terms": {"field": column, "size": MOST_VALUES}} for name, column in columns.items()}

            def ask(query: tantivy.Query) -> Tables[str]:
                answer = searcher.aggregate(query, terms)
                return Tables((name, counted_in(name, answer[name]["buckets"])) for name in parameters)

            return in_parts(ask, searcher, self.snapshot.query(criteria, forums))

        return self.snapshot.remembered(parameters, criteria, counted)
