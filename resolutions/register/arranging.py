"""In which order a section holds its rows once some have come, gone or moved."""

from bisect import bisect_left
from collections.abc import Sequence

from resolutions.models import Line, Recommendation

Row = Recommendation | Line


def arranged(old: Sequence[Row], said: Sequence[Row], moving: set[int]) -> list[Row]:
    """`old` with the rows of `said` whose id() is in `moving` at the places that they have there.

    All others stay where they stand: of what lies between two of them, items follow the upper one, and from the first
    line on all precedes the lower one.
    """
    result = [row for row in old if id(row) not in moving]
    standing = {id(row) for row in result}
    above: dict[int, list[Row]] = {}
    below: dict[int, list[Row]] = {}
    upper: Row | None = None
    between: list[Row] = []
    for row in said:
        if id(row) in moving:
            between.append(row)
        elif id(row) in standing:
            following, leading = divided(between, has_upper=upper is not None)
            if upper is not None:
                below[id(upper)] = following
            above[id(row)] = leading
            upper, between = row, []
    if upper is None:
        return [*between, *result]
    below[id(upper)] = between
    return [one for row in result for one in (*above.get(id(row), ()), row, *below.get(id(row), ()))]


def divided(rows: list[Row], *, has_upper: bool) -> tuple[list[Row], list[Row]]:
    """(what follows the row above, what precedes the row below)."""
    if not has_upper:
        return [], rows
    first = next((place for place, row in enumerate(rows) if isinstance(row, Line)), len(rows))
    return rows[:first], rows[first:]


def out_of_order(places: Sequence[int]) -> set[int]:
    """Which of these, by their index, have to move so that the others ascend: as few as possible."""
    lasts: list[int] = []  # the smallest last place of all ascending runs of a length
    tails: list[int] = []  # where it stands
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(lasts, place)
        before.append(tails[length - 1] if length else None)
        lasts[length : length + 1], tails[length : length + 1] = [place], [index]
    staying: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        staying.add(last)
        last = before[last]
    return set(range(len(places))) - staying
