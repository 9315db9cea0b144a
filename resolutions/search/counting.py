"""How many recommendations have each value of a facet; remembered with the snapshot, as pages of a list share them."""

from array import array
from collections.abc import Iterator
from typing import Any

from resolutions.search.criteria import Criteria
from resolutions.search.index import Snapshot
from resolutions.search.query import query_of
from resolutions.search.schema import PARAMETERS, columns_of, values_in

FEW = 50_000  # found: up to here a column of many values is the fastest
MOST_VALUES = 1_000_000  # a terms aggregation returns ten unless told
TOGETHER = ("to", "kind", "place", "region", "year", "theme")  # the panel's; forums and sections only when asked for
assert set(TOGETHER) < set(PARAMETERS)


class Counts:
    """Values and how many have them, most first; 16 bytes each, as one index may know thousands of values."""

    def __init__(self, numbers: dict[int, int]) -> None:
        ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        self.keys = array("q", [key for key, _ in ordered])
        self.numbers = array("q", [number for _, number in ordered])

    def __len__(self) -> int:
        return len(self.keys)

    def get(self, key: int) -> int:
        return self.numbers[self.keys.index(key)] if key in self.keys else 0

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.keys, self.numbers, strict=True)


def summed(parameter: str, columns: list[Any]) -> dict[int, int]:
    """How many have each value, in one column or another."""
    numbers: dict[int, int] = {}
    for column in columns:
        for bucket in column["buckets"]:
            for value in values_in(parameter, bucket["key"]):
                numbers[value] = numbers.get(value, 0) + bucket["doc_count"]
    return numbers


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
            apart = Counting(self.snapshot, criteria).total() > FEW
            columns = {name: columns_of(name, apart=apart) for name in parameters}
            terms: Any = {
                column: {"terms": {"field": column, "size": MOST_VALUES}}
                for names in columns.values()
                for column in names
            }
            answer = self.snapshot.searcher.aggregate(query_of(criteria), terms)
            return {name: Counts(summed(name, [answer[column] for column in columns[name]])) for name in parameters}

        return self.snapshot.remembered((parameters, criteria.unordered()), counted)
