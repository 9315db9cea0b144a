"""The grid of a table: where each cell of a row stands, whatever reaches down into the row or is left out of it.

A format says of a cell how far it reaches (`placed`: HTML, pandoc), or of each row on which columns its cells stand and
which of them only go on from above (`joined`: Word, RTF). What comes out is the same: every row with all places on it,
in order of columns; a place that reaches down stands in each row that it covers and says in which one it begins.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Merge = Literal["", "begins", "goes on"]
MAX_REACHING = 200  # cells of one row that may reach down: more is no table that people make


@dataclass
class Place:
    """Where a cell begins, counted from 1, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


OUTSIDE = Place(0, 0)  # of all tables


@dataclass(frozen=True)
class Slot:
    """A cell as Word and RTF write it: on columns counted from 1, perhaps a piece of one that begins above."""

    column: int
    columns: int = 1
    merge: Merge = ""


def placed(spans: Sequence[Sequence[tuple[int, int]]]) -> list[list[Place]]:
    """The places of rows of cells, each given as (rows, columns) that it covers; the covered ones are not listed."""
    grid: list[list[Place]] = []
    for line, row in enumerate(spans, start=1):
        above = [place for place in (grid[-1] if grid else []) if place.row + place.rows > line][:MAX_REACHING]
        places, column, waiting = [], 1, list(reversed(above))
        for rows, columns in row:
            while waiting and waiting[-1].column <= column:
                covering = waiting.pop()
                places.append(covering)
                column = max(column, covering.column + covering.columns)
            place = Place(line, column, max(1, min(rows, len(spans) - line + 1)), max(1, columns))
            places.append(place)
            column += place.columns
        grid.append([*places, *reversed(waiting)])
    return grid


def joined(rows: Sequence[Sequence[Slot]]) -> list[list[Place]]:
    """The places of rows of slots: one that goes on is the place of the slot above it on the same column."""
    grid: list[list[Place]] = []
    for line, row in enumerate(rows, start=1):
        above = {place.column: place for place in grid[-1]} if grid else {}
        places = []
        for slot in row:
            place = above.get(slot.column) if slot.merge == "goes on" else None
            if place is None:
                place = Place(line, slot.column, 1, max(1, slot.columns))
            else:
                place.rows = line - place.row + 1
            places.append(place)
        grid.append(places)
    return grid


def on_columns(grid: list[list[Place]]) -> list[list[Place]]:
    """The same with the columns of the fullest row.

    Where somebody has dragged the border of a single cell, the columns of the file are slivers, and the cells of one
    column begin on different ones: rows of as many cells have the same columns.
    """
    fullest = max(grid, key=len, default=[])
    starts = [place.column for place in fullest]
    moved: dict[int, Place] = {}
    for row in grid:
        for at, place in enumerate(row, start=1):
            if id(place) in moved:
                continue
            first, end = at, at + 1
            if len(row) != len(fullest):
                first = max(1, bisect_right(starts, place.column))
                end = 1 + bisect_left(starts, place.column + place.columns)
            moved[id(place)] = Place(place.row, first, place.rows, max(1, end - first))
    return [[moved[id(place)] for place in row] for row in grid]


def is_layout(grid: Sequence[Sequence[Place]]) -> bool:
    """Whether the table only puts parts of a page beside each other: a table within it is one of its own.

    Within a table of rows and columns it is text of the cell that it stands in.
    """
    return sum(len(row) > 1 for row in grid) < 2
