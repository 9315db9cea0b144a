"""Is the index of this register at all? One COUNT tells, when a process first opens it; whoever has more time looks at
some of what it holds.

An index that has followed every change holds as many recommendations as can be read. One of another past does not: a
backup was put back, and changed until its content version was as high as that of the index.
"""

import logging
from collections.abc import Mapping

import tantivy
from tantivy import Occur, Query

from resolution_reader.language import words_of
from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.entries import entries_alone
from resolutions.search.schema import KIND_SET, SCHEMA, TEXT, TITLES, Entry, document_of
from resolutions.search.store import Current
from resolutions.tracking import content_version

logger = logging.getLogger(__name__)


def is_of_another_past(current: Current) -> bool:
    """Told with certainty; False while the register is ahead of the index, or changes just now."""
    counts = other_counts(current)
    if counts:
        logger.warning("The index holds %s recommendations and the register %s: it is built anew.", *counts)
    return counts is not None


def other_counts(current: Current) -> tuple[int, int] | None:
    """How many the index holds and the register, where these are not as many."""
    if content_version() != current.version:
        return None
    held = held_by(current)
    public = Recommendation.objects.readable().count()
    is_certain = held != public and content_version() == current.version
    return (held, public) if is_certain else None


def held_by(current: Current) -> int:
    """How many recommendations the index holds."""
    with store.told_as_broken():
        count: int = tantivy.Index.open(str(store.root() / current.folder)).searcher().num_docs
    return count


def held_otherwise(current: Current, alone: Mapping[int, int]) -> list[int]:
    """Of these recommendations, each with its forum, those that the index does not hold as they are. It is known that
    none has changed since it was brought up to date."""
    with store.told_as_broken():
        searcher = tantivy.Index.open(str(store.root() / current.folder)).searcher()
        return [entry.key for entry in entries_alone(alone) if not searcher.search(just(entry), limit=1).hits]


def just(entry: Entry) -> Query:
    """What finds that entry as it is: each of its numbers and words."""
    numbers = [(name, value) for name, values in document_of(entry).to_dict().items() for value in values]
    words = {lemma for word in words_of(entry.text) for lemmas in (word.together, *word.positions) for lemma in lemmas}
    terms = [(name, value) for name, value in numbers if name not in (TEXT, TITLES, KIND_SET)]
    terms += [(TEXT, lemma) for lemma in words]
    return Query.boolean_query([(Occur.Must, Query.term_query(SCHEMA, *term, "basic")) for term in terms])
