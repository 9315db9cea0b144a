"""All that an index holds, row by row, to be compared with another one's."""

from typing import Any

import tantivy

from resolutions.search import store
from resolutions.search.schema import DOCUMENT, KIND_SET, NEWEST, PARAMETERS, SCHEMA, TEXT, TITLES

MOST = 100_000
COLUMNS = (NEWEST, DOCUMENT, KIND_SET, *(name for name in PARAMETERS if name != "kind"))


def contents() -> list[dict[str, Any]]:
    """Of the current index, by keys: all values of each column, and the lemmas of text and titles."""
    index = tantivy.Index.open(str(store.root() / store.read_pointer().folder))
    searcher = index.searcher()
    inner = {name: {"terms": {"field": name, "size": MOST}} for name in COLUMNS}
    terms = {"rows": {"terms": {"field": "key", "size": MOST}, "aggs": inner}}
    buckets = searcher.aggregate(tantivy.Query.all_query(), terms)["rows"]["buckets"]
    assert searcher.num_docs == sum(bucket["doc_count"] for bucket in buckets)
    rows = [
        {"key": bucket["key"], "times": bucket["doc_count"]}
        | {name: sorted(one["key"] for one in bucket[name]["buckets"]) for name in COLUMNS}
        | {TEXT: [], TITLES: []}
        for bucket in sorted(buckets, key=lambda bucket: bucket["key"])
    ]
    by_key = {row["key"]: row for row in rows}
    for field in (TEXT, TITLES):
        for lemma in sorted(lemma for lemma, _ in searcher.terms_with_prefix(field, "", limit=MOST)):
            found = searcher.search(tantivy.Query.term_query(SCHEMA, field, lemma), limit=MOST).hits
            for key in searcher.fast_field_values("key", [address for _, address in found]):
                by_key[key][field].append(lemma)
    return rows
