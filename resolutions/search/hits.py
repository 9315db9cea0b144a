"""What was found, without its rows: as much as the index knows by itself."""

from typing import NamedTuple, Protocol


class Hit(NamedTuple):
    """A recommendation by its key, and the forum that it is of by its own."""

    key: int
    forum: int


class HasHits(Protocol):
    def count(self) -> int: ...

    def hits(self, rows: slice, /) -> list[Hit]: ...


class Hits:
    """As a paginator slices them."""

    def __init__(self, found: HasHits) -> None:
        self.found = found

    def count(self) -> int:
        return self.found.count()

    def __len__(self) -> int:
        return self.found.count()

    def __getitem__(self, rows: slice, /) -> list[Hit]:
        return self.found.hits(rows)
