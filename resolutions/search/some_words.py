"""When nothing has all the words: which of them are enough."""

from dataclasses import replace

from resolutions.search.asked import Term, read_query
from resolutions.search.counting import Counting
from resolutions.search.criteria import Criteria
from resolutions.search.snapshot import Snapshot

FEW, FEW_OF_ALL = 25, 10  # a word that tells: so many rows have it, or one in ten of all that is chosen


def telling_terms(criteria: Criteria, snapshot: Snapshot) -> tuple[Term, ...]:
    """Those of the words that few have; else the one that the fewest have. None of a single word."""
    wanted = read_query(criteria.words).wanted if criteria.words else ()
    if len(wanted) < 2:
        return ()
    counted = {term: total(replace(criteria, some=(term,)), snapshot) for term in wanted}
    counts = {term: count for term, count in counted.items() if count}
    few = max(FEW, total(criteria.without("q"), snapshot) // FEW_OF_ALL)
    rare = tuple(term for term, count in counts.items() if count <= few)
    return rare or tuple(sorted(counts, key=lambda term: counts[term])[:1])


def total(criteria: Criteria, snapshot: Snapshot) -> int:
    return Counting(snapshot, criteria.unordered()).total()
