"""From one state of the index to the next: what has changed, and whether that has to do with what is asked."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import tantivy
from tantivy import Occur

from resolutions.search.criteria import Criteria
from resolutions.search.query import chosen_query, query_of, restricted, unranked
from resolutions.search.schema import COLUMNS
from resolutions.tracking import Changed

MOST_STEPS, MOST_CHANGED = 100, 100  # states behind, and forums that changed since, over which answers are corrected
MOST_ALONE = 100  # recommendations that are looked at one by one
MOST_VALUES = 1000  # of one recommendation in one column, and more than there are


class Step(NamedTuple):
    """What there was before, and the forums in which the two states may differ.

    `alone`: the recommendations in which they do, where nothing else has changed; `is_text`: of those nothing but the
    text."""

    before: tantivy.Searcher
    forums: tuple[int, ...]
    alone: tuple[int, ...] = ()
    is_text: bool = False


def step(before: tantivy.Searcher, after: tantivy.Searcher, changed: Changed) -> Step:
    if not changed.is_alone or len(changed.alone) > MOST_ALONE:
        return Step(before, changed.touched)
    alone = tuple(changed.alone)
    return Step(before, changed.touched, alone, columns_of(before, alone) == columns_of(after, alone))


def columns_of(searcher: tantivy.Searcher, keys: Collection[int]) -> dict[int, dict[str, set[int]]]:
    """{recommendation: {column: its values}}"""
    inner = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in COLUMNS}
    outer = {"terms": {"field": "key", "size": MOST_VALUES}, "aggs": inner}
    found = searcher.aggregate(chosen_query("key", keys), {"key": outer})["key"]["buckets"]
    return {row["key"]: {name: {value["key"] for value in row[name]["buckets"]} for name in COLUMNS} for row in found}


def within_limits(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The last ones."""
    steps = steps[-MOST_STEPS:]
    while len({forum for step in steps for forum in step.forums}) > MOST_CHANGED:
        steps = steps[1:]
    return steps


def has_to_do_with(steps: Sequence[Step], criteria: Criteria, *, loosely: bool) -> tuple[Criteria, ...]:
    """What to ask of that which these steps changed, to know whether they have changed what is found under the
    criteria; `loosely`: or what is without one of their choices. Nothing, where they have not."""
    if all(step.is_text for step in steps):
        return (Criteria(criteria.words, some=criteria.some),) if criteria.words else ()
    if loosely and criteria.chosen:
        return tuple(criteria.ignoring(name).unordered() for name in criteria.chosen)
    return (criteria.unordered(),)


def leave_alone(steps: Sequence[Step], now: tantivy.Searcher, asked: Sequence[Criteria], *, reads: bool) -> bool:
    """Whether what is found under any of these is so as it was before these steps; `reads`: and so are its texts. No,
    where that would take longer to ask than to count again."""
    keys = {key for step in steps for key in step.alone}
    if not all(step.alone for step in steps) or len(keys) > MOST_ALONE:
        return not asked
    changed = (Occur.Must, unranked(chosen_query("key", keys)))
    may_differ = not reads and all(step.is_text for step in steps)
    for criteria in asked:
        # In the demonstration as well: what is found too much is counted again, no more.
        query = restricted(query_of(criteria), [changed])
        before, after = (found(searcher, query) for searcher in (steps[0].before, now))
        if before != after or (after and not may_differ):
            return False
    return True


def found(searcher: tantivy.Searcher, query: tantivy.Query) -> set[int]:
    """Recommendations, of the few that changed."""
    addresses = [address for _, address in searcher.search(query, limit=MOST_ALONE, count=False).hits]
    return {key for key in searcher.fast_field_values("key", addresses) if isinstance(key, int)}
