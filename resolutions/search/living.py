"""Which words rows still have. The dictionary of the index knows the words and the numbers of rows that were taken out
of it for as long as its parts are not merged; only a query tells what is there."""

from tantivy import Occur

from resolutions.search.query import any_of, chosen_query, restricted, word_query
from resolutions.search.schema import TEXT, TITLES
from resolutions.search.snapshot import Snapshot

LOOKED_THROUGH = 500  # words that begin alike, most of them of what was taken out


def rows_with(lemma: str, snapshot: Snapshot) -> int:
    """How many rows have the lemma, or a title above them; none as long as the index may hold what was taken back.

    Rows that say something else by now do not count."""
    searcher = snapshot.searcher
    # Most that are asked for have never been there.
    fields = [] if snapshot.needs_gate else [field for field in (TEXT, TITLES) if searcher.doc_freq(field, lemma)]
    if not fields:
        return 0
    changed = [(Occur.MustNot, chosen_query("key", snapshot.lacks.alone))] if snapshot.lacks.alone else []
    asked = restricted(any_of([word_query(lemma, field) for field in fields]), [*snapshot.apart, *changed])
    return int(searcher.search(asked, limit=1, count=True).count)  # type: ignore[attr-defined]  # not in tantivy's stubs


def words_that_begin(beginning: str, snapshot: Snapshot, most: int) -> list[str]:
    """The most frequent lemmas that begin so and that a row has."""
    found: list[str] = []
    asked, wanted = 0, most
    while len(found) < most and asked < LOOKED_THROUGH:
        terms = [term for term, _ in snapshot.searcher.terms_with_prefix(TEXT, beginning, limit=wanted)]
        found += [term for term in terms[asked:] if rows_with(term, snapshot)]
        if len(terms) < wanted:
            break
        asked, wanted = wanted, wanted * 4
    return found[:most]
