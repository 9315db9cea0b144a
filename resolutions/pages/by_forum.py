"""Rows of a list under the forums they are of."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from resolutions.models import Forum, Recommendation


@dataclass(frozen=True)
class Group:
    """What stands under one heading; without a forum the rows are of many, each of which names its own."""

    forum: Forum | None
    recommendations: list[Recommendation]


def by_forum(rows: Iterable[Recommendation]) -> list[Group]:
    """Of rows in an order that keeps those of a forum together."""
    grouped = groupby(rows, key=lambda recommendation: recommendation.section.forum)
    return [Group(forum, list(own)) for forum, own in grouped]
