"""Rows said anew: what says the same is the same row, and of what differs the first takes the place of the first."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from resolutions.models import Line, Part

Row = TypeVar("Row", Line, Part)


def take_over(new: Sequence[Row], old: Sequence[Row], says: Callable[[Row], Hashable]) -> tuple[list[Row], list[Row]]:
    """(those of `new` that differ or are new, those of `old` that are left over).

    A new row, not saved yet, becomes the old one: it has its key, its version and its history.
    """
    by_words: dict[Hashable, list[Row]] = {}
    for row in reversed(old):
        by_words.setdefault(says(row), []).append(row)
    changed: list[Row] = []
    for row in new:
        same = by_words.get(says(row))
        if same:
            become(row, same.pop())
        else:
            changed.append(row)
    unclaimed = {row.pk for rows in by_words.values() for row in rows}
    left = [row for row in old if row.pk in unclaimed]
    for row, gone in zip(changed, left, strict=False):
        become(row, gone)
    return changed, left[len(changed) :]


def become(row: Row, old: Row) -> None:
    row.pk, row.version = old.pk, old.version
    row._state.adding, row._state.db = False, old._state.db
