"""Criteria to a query of the index."""

from collections.abc import Collection
from itertools import islice, product
from math import prod

import tantivy
from tantivy import Occur, Query

from resolution_reader.language import Positions
from resolutions.search.asked import Asked, Term, read_query
from resolutions.search.criteria import Criteria
from resolutions.search.schema import DEMONSTRATION, SCHEMA, TEXT, TITLES

MOST_READINGS = 64  # of one phrase
WINDOW = 3
Clause = tuple[Occur, tantivy.Query]
OF_DEMONSTRATION = Query.term_query(SCHEMA, DEMONSTRATION, 1, "basic")
NOT_OF_DEMONSTRATION: Clause = (Occur.MustNot, Query.const_score_query(OF_DEMONSTRATION, 0.0))


def query_of(
    criteria: Criteria, forums: Collection[int] | None = None, apart: Collection[Clause] = ()
) -> tantivy.Query:
    """`forums`: in these alone, whatever is chosen. `apart`: what keeps the demonstration out, where it is not asked
    for."""
    clauses = [(Occur.Must, unranked(chosen_query(name, keys))) for name, keys in criteria.chosen.items()]
    if forums is not None:
        clauses.append((Occur.Must, unranked(chosen_query("forum", forums))))
    if criteria.words:
        asked = read_query(criteria.words)
        clauses.append((Occur.Must, some_query(asked, criteria.some) if criteria.some else words_query(asked)))
    return restricted(Query.boolean_query(clauses) if clauses else Query.all_query(), apart)


def restricted(query: tantivy.Query, clauses: Collection[Clause]) -> tantivy.Query:
    return Query.boolean_query([(Occur.Must, query), *clauses]) if clauses else query


def chosen_query(name: str, keys: Collection[int]) -> tantivy.Query:
    if not keys:
        return Query.empty_query()
    if len(keys) == 1:
        return Query.term_query(SCHEMA, name, next(iter(keys)), "basic")
    return Query.term_set_query(SCHEMA, name, sorted(keys))


def unranked(query: tantivy.Query) -> tantivy.Query:
    return Query.const_score_query(query, 0.0)


def words_query(asked: Asked) -> tantivy.Query:
    if not asked:
        return Query.empty_query()
    clauses = [(Occur.Must, term_query(term)) for term in asked.wanted] or [(Occur.Must, Query.all_query())]
    return Query.boolean_query([*clauses, *((Occur.MustNot, term_query(term)) for term in asked.unwanted)])


def some_query(asked: Asked, some: Collection[Term]) -> tantivy.Query:
    """One of `some`; the more of all that was wanted, the higher."""
    clauses = [(Occur.Must, unranked(any_of([term_query(term) for term in some])))]
    clauses += [(Occur.Should, Query.const_score_query(term_query(term), 1.0)) for term in asked.wanted]
    return Query.boolean_query([*clauses, *((Occur.MustNot, term_query(term)) for term in asked.unwanted)])


def term_query(term: Term) -> tantivy.Query:
    """In the text, or in a title above it, which weighs nothing by relevance: all that stands below has it."""
    return any_of([term_in(TEXT, term), unranked(term_in(TITLES, term))])


def term_in(field: str, term: Term) -> tantivy.Query:
    if len(term.positions) == 1:
        return any_of([word_query(lemma, field) for lemma in term.positions[0]])
    return any_of([phrase_query(term.positions, field), *(word_query(lemma, field) for lemma in term.together)])


def phrase_query(positions: Positions, field: str) -> tantivy.Query:
    """Of any of the readings; a phrase with very many is the phrases of three words in it."""
    if prod(map(len, positions)) > MOST_READINGS and len(positions) > WINDOW:
        windows = [positions[start : start + WINDOW] for start in range(len(positions) - WINDOW + 1)]
        return Query.boolean_query([(Occur.Must, phrase_query(window, field)) for window in windows])
    readings = islice(product(*positions), MOST_READINGS)
    return any_of([Query.phrase_query(SCHEMA, field, list(reading)) for reading in readings])


def word_query(lemma: str, field: str = TEXT) -> tantivy.Query:
    return Query.term_query(SCHEMA, field, lemma, "freq")


def any_of(queries: list[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
