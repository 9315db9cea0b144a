"""The header of a table, of one row or of several, and what the columns below it say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolution_reader.language.folding import fold
from resolution_reader.structure.demands import instructs
from resolution_reader.structure.table_columns import (
    LONGEST_NAME,
    NUMBER_ONLY,
    Column,
    kind_of,
    mostly,
    once_each,
    says_what_to_do,
)
from resolution_reader.structure.table_grid import Cell, Row, columns_in

DATIVE_HEADER = re.compile(r"^кому", re.I)
SEARCHED = 3  # rows: a table may begin with its own title
DEEPEST = 3  # rows of one header


@dataclass(frozen=True)
class Header:
    """`first` and `last` of its rows, by index; the kind of each column; `dative`: it asks «Кому»."""

    first: int
    last: int
    columns: dict[int, Column]
    dative: bool
    names: frozenset[str]  # of its columns, folded

    def is_repeated(self, row: Row) -> bool:
        """Whether a row prints the header again, as on each page."""
        return len(row.own) > 1 and all(fold(cell.text) in self.names for cell in row.own)


def header_of(rows: Sequence[Row]) -> Header | None:
    """The header among the first rows; None where there is none, or where its words say nothing."""
    for first, row in enumerate(rows[:SEARCHED]):
        last = _last_row(rows, first)
        above, below = rows[first : last + 1], rows[last + 1 :]
        named = [cell for line in above for cell in line.own]
        if any(len(cell.text) > LONGEST_NAME for cell in named):
            continue
        columns = _columns(above, below)
        known = set(columns.values()) - {"other"}
        dative = any(DATIVE_HEADER.match(cell.text) for cell in named)
        names = frozenset(fold(cell.text) for cell in named)
        if "recommendation" in known and (len(known) > 1 or all(len(line.own) == 1 for line in rows)):
            return Header(first, last, _with_numbers(columns, below), dative, names)
        if "addressee" in known and len(row.own) > 1:
            return Header(first, last, _with_numbers(_with_recommendation(columns, below), below), True, names)
    return None


def _last_row(rows: Sequence[Row], first: int) -> int:
    """The header's last row: «Исполнение» goes on below as «Ответственный» and «Срок»."""
    last = first
    while len(rows[first].own) > 1 and last + 1 < len(rows) and last - first + 1 < DEEPEST:
        if not _names_more(rows[first : last + 1], rows[last + 1]):
            break
        last += 1
    return last


def _names_more(header: Sequence[Row], row: Row) -> bool:
    """Whether a row names columns under the wide or empty cells of a header, and says nothing under the others."""
    over = [(cell, _over(header, cell)) for cell in row.own]
    if any(len(cell.text) > LONGEST_NAME or NUMBER_ONLY.match(cell.text) for cell, _ in over):
        return False
    kinds = {kind_of(cell.text) for cell in row.own} & {"addressee", "helper", "deadline"}
    wide = all(named is not None and named.columns > 1 for _, named in over)
    if wide:
        return bool(kinds) or bool(row.above)
    tasks = {"number", "recommendation", "section"}
    free = all(named is None or kind_of(named.text) not in tasks for _, named in over)
    return bool(kinds) and free and any(named is None for _, named in over)


def _over(header: Sequence[Row], cell: Cell) -> Cell | None:
    return next((found for row in reversed(header) if (found := row.at(cell.column))), None)


def _columns(header: Sequence[Row], below: Sequence[Row]) -> dict[int, Column]:
    """Each column by its lowest name that says something."""
    texts = dict(columns_in([*header, *below]))
    kinds: dict[int, Column] = {}
    wide: dict[int, list[int]] = {}  # the first column of a wide cell -> the columns that only it names
    for column in texts:
        named = [cell for row in reversed(header) if (cell := row.at(column))]
        kinds[column] = next((kind for cell in named if (kind := kind_of(cell.text)) != "other"), "other")
        if named and named[0].columns > 1:
            wide.setdefault(named[0].column, []).append(column)
    told = dict(columns_in(below))
    for columns in wide.values():
        if len(columns) > 1 and kinds[columns[0]] == "recommendation":
            longest = max(columns, key=lambda column: sum(map(len, told.get(column, []))))
            kinds.update({column: "recommendation" if column == longest else "other" for column in columns})
    return _with_tasks(once_each(kinds), told)


def _with_tasks(kinds: dict[int, Column], told: dict[int, list[str]]) -> dict[int, Column]:
    """«Что болит | Что предлагаем»: of two columns, the one whose cells say what to do, not the one named first."""
    named = next((column for column, kind in kinds.items() if kind == "recommendation"), None)
    if named is None or any(map(instructs, told.get(named, ()))):
        return kinds
    free = (column for column, kind in kinds.items() if kind == "other" and says_what_to_do(told.get(column, ())))
    better = next(free, None)
    return kinds if better is None else {**kinds, named: "other", better: "recommendation"}


def _with_numbers(kinds: dict[int, Column], below: Sequence[Row]) -> dict[int, Column]:
    """Numbers in a column that nobody has named, before the texts."""
    if "number" in kinds.values():
        return kinds
    texts = next((column for column, kind in kinds.items() if kind == "recommendation"), 0)
    for column, cells in columns_in(below):
        if column < texts and kinds[column] == "other" and mostly(cells, NUMBER_ONLY.match):
            return {**kinds, column: "number"}
    return kinds


def _with_recommendation(kinds: dict[int, Column], below: Sequence[Row]) -> dict[int, Column]:
    """The header names who acts, but not what is to be done: the column with the longest texts says that."""
    told = dict(columns_in(below))
    lengths = {column: sum(map(len, texts)) for column, texts in told.items()}
    free = [column for column, kind in kinds.items() if kind in ("other", "section")]
    free = [column for column in free if says_what_to_do(told.get(column, ()))] or free
    if free:
        return {**kinds, max(free, key=lambda column: lengths.get(column, 0)): "recommendation"}
    return kinds
