"""How many recommendations have each value of a facet; remembered with the snapshot, as pages of a list share them."""

from array import array
from collections.abc import Iterator
from typing import Any

from resolutions.search.criteria import Criteria
from resolutions.search.index import Snapshot
from resolutions.search.query import query_of
from resolutions.search.schema import PARAMETERS

MOST_VALUES = 1_000_000  # a terms aggregation returns ten unless told
TOGETHER = ("to", "kind", "place", "region", "year", "theme")  # the panel's; forums and sections only when asked for
assert set(TOGETHER) < set(PARAMETERS)


class Counts:
    """Values and how many have them, most first; 16 bytes each, as one index may know thousands of values."""

    def __init__(self, buckets: list[dict[str, int]]) -> None:
        self.keys = array("q", [bucket["key"] for bucket in buckets])
        self.numbers = array("q", [bucket["doc_count"] for bucket in buckets])

    def __len__(self) -> int:
        return len(self.keys)

    def get(self, key: int) -> int:
        return self.numbers[self.keys.index(key)] if key in self.keys else 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.keys, self.numbers, strict=True)


class Counting:
    def __init__(self, snapshot: Snapshot, criteria: Criteria) -> None:
        self.snapshot = snapshot
        self.criteria = criteria

    def total(self) -> int:
        def counted() -> int:
            return int(self.snapshot.searcher.search(query_of(self.criteria), limit=1, count=True).count)  # type: ignore[attr-defined]  # not in tantivy's stubs

        return self.snapshot.remembered(("total", self.criteria.unordered()), counted)

    def of(self, parameter: str) -> Counts:
        if parameter in self.criteria.chosen:
            return self.aggregated((parameter,), self.criteria.without(parameter))[parameter]
        together = tuple(name for name in TOGETHER if name not in self.criteria.chosen)
        return self.aggregated(together if parameter in together else (parameter,), self.criteria)[parameter]

    def aggregated(self, parameters: tuple[str, ...], criteria: Criteria) -> dict[str, Counts]:
        def counted() -> dict[str, Counts]:
            terms: Any = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in parameters}
            answer = self.snapshot.searcher.aggregate(query_of(criteria), terms)
            return {name: Counts(answer[name]["buckets"]) for name in parameters}

        return self.snapshot.remembered((parameters, criteria.unordered()), counted)
