"""What the database finds by itself: for when there is no index, or for what needs none."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from resolutions.models import Recommendation
from resolutions.models.contents import RecommendationQuerySet
from resolutions.search.called import Called
from resolutions.search.counting import Counts
from resolutions.search.criteria import Criteria
from resolutions.search.hits import Hit
from resolutions.search.values import Names

CHUNK = 1000
Rows = Callable[[], RecommendationQuerySet]  # a query takes longer to write than an index to ask


class WordsUnavailable(Exception):
    """Words can be looked for in the index alone, and there is none at the moment."""


def in_database(criteria: Criteria, rows: Rows) -> "Unindexed":
    """Raises WordsUnavailable."""
    if criteria.words:
        raise WordsUnavailable
    return Unindexed(rows())


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
        for row in self.rows.for_many_records().iterator(chunk_size=size):
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
