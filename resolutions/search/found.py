"""What was found: lazy, and the same to a paginator, the API, an export and a feed."""

from collections.abc import Iterator
from typing import Any, Protocol

from resolutions.models import Recommendation

CHUNK = 1000


class Found(Protocol):
    """Recommendations in order; rows of a slice come with all that a card shows."""

    def count(self) -> int: ...

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> Any: ...

    def in_chunks(self, size: int = CHUNK) -> Iterator[list[Recommendation]]:
        """Every row once, in order, in constant memory; with all that a record holds."""

    def counts(self, parameter: str) -> dict[int, int] | None:
        """{key: how many} of one facet, its own choice ignored, zeros left out; None when nobody has counted."""


class Unindexed:
    """Straight from the database: right, but slow, without words and without counts. For when there is no index."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def count(self) -> int:
        return int(self.rows.count())

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, rows: slice, /) -> Any:
        return list(self.rows.for_listing()[rows])

    def in_chunks(self, size: int = CHUNK) -> Iterator[list[Recommendation]]:
        chunk: list[Recommendation] = []
        for row in self.rows.for_records().iterator(chunk_size=size):
            chunk.append(row)
            if len(chunk) == size:
                yield chunk
                chunk = []
        if chunk:
            yield chunk

    def counts(self, parameter: str) -> dict[int, int] | None:
        return None
