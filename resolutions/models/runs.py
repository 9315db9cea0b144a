"""A section as it is set on paper: lines, and the lists that stand between them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from resolutions.models.contents import Recommendation, Section
from resolutions.models.line import DEEPEST, Line


class Run(NamedTuple):
    """Neighbours in a section: one line, or the recommendations of one list. `depth`: how many numbers stand above."""

    line: Line | None
    recommendations: list[Recommendation]
    depth: int


def runs_of(section: Section) -> list[Run]:
    """What a section of read() holds, cut where a list ends: at each line, and where the line above changes."""
    lines = {line.pk: line for line in section.lines_shown}
    runs = []
    for _, rows in groupby(section.body_shown, key=lambda row: row if isinstance(row, Line) else row.group_id):
        run = list(rows)
        if isinstance(run[0], Line):
            runs.append(Run(run[0], [], numbers_above(run[0].above_id, lines)))
        else:
            listed = [row for row in run if not isinstance(row, Line)]
            runs.append(Run(None, listed, numbers_above(run[0].group_id, lines)))
    return runs


def numbers_above(key: int | None, lines: Mapping[int, Line]) -> int:
    """Of the lines from this one up, those with a label; what follows one of no number stands no deeper than it."""
    labels = 0
    for _ in range(DEEPEST):
        line = lines.get(key) if key else None
        if line is None:
            break
        key, labels = line.above_id, labels + bool(line.label)
    return labels
