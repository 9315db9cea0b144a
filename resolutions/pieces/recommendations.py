"""Recommendations as lists show them: cards or rows of a table, under the forums they are of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.utils.safestring import SafeString

from resolutions.models import Forum, Recommendation
from resolutions.models.contents import ranked
from resolutions.pieces.memory import pieces
from resolutions.pieces.table import with_cells
from resolutions.pieces.templates import written
from resolutions.search.asked import read_query
from resolutions.search.highlights import excerpt
from resolutions.search.hits import Hit
from resolutions.search.indexed import fetched
from resolutions.tracking import Versions, versions_of


class Piece(NamedTuple):
    key: int
    forum: int
    html: SafeString


@dataclass(frozen=True)
class Group:
    """What stands under one heading, which is empty where the rows are of many forums and each names its own."""

    heading: SafeString | str
    rows: list[Piece]


def versions_in(hits: Iterable[Hit]) -> Versions:
    """To be read before anything else of theirs is."""
    return versions_of(dict(hits))


def cards(hits: Sequence[Hit], versions: Versions, *, is_under_forum: bool = False, words: str = "") -> list[Piece]:
    """In their order; what has been taken back is left out. With `words` their excerpts stand instead of the
    beginnings."""

    def make(keys: Collection[int]) -> dict[int, SafeString]:
        rows = with_excerpts(rows_of(keys), words)
        return {row.pk: written("card", {"recommendation": row, "is_under_forum": is_under_forum}) for row in rows}

    return in_order(hits, pieces(f"card {is_under_forum} {words}", versions.rows, make))


def table_rows(
    hits: Sequence[Hit],
    versions: Versions,
    *,
    columns: Sequence[str],
    is_under_forum: bool = False,
    words: str = "",
) -> list[Piece]:
    """The same as rows of a table with these columns of asking/looks.py."""

    def make(keys: Collection[int]) -> dict[int, SafeString]:
        rows = with_excerpts(rows_of(keys), words)
        with_cells(rows, columns)
        return {row.pk: written("row", {"recommendation": row, "at": place_of(row, is_under_forum)}) for row in rows}

    return in_order(hits, pieces(f"row {is_under_forum} {','.join(columns)} {words}", versions.rows, make))


def in_order(hits: Iterable[Hit], made: Mapping[int, SafeString]) -> list[Piece]:
    return [Piece(*hit, made[hit.key]) for hit in hits if hit.key in made]


def under_forums(rows: Iterable[Piece], versions: Versions) -> list[Group]:
    """Of rows in an order that keeps those of a forum together."""
    groups = [(forum, [*own]) for forum, own in groupby(rows, key=lambda row: row.forum)]
    headings = pieces("heading", {forum: versions.forums[forum] for forum, _ in groups}, headings_of)
    return [Group(headings[forum], own) for forum, own in groups if forum in headings]


def rows_of(keys: Collection[int]) -> list[Recommendation]:
    rows = fetched([*keys], Recommendation.objects.for_listing())
    ranked(rows)
    return rows


def with_excerpts(rows: list[Recommendation], words: str) -> list[Recommendation]:
    asked = read_query(words)
    if asked.wanted:
        for row in rows:
            row.excerpt = excerpt(row.text, asked)
    return rows


def place_of(row: Recommendation, is_under_forum: bool) -> int | None:
    return row.section.forum.locality_id if is_under_forum else None


def headings_of(forums: Collection[int]) -> dict[int, SafeString]:
    rows = Forum.objects.readable().filter(pk__in=forums).select_related("locality")
    return {row.pk: written("heading", {"forum": row}) for row in rows}
