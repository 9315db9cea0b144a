"""«Уже предлагали»: recommendations of other forums that say nearly the same."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tantivy import DocAddress, Occur, Query

from resolution_reader.language import words_of
from resolutions.models import Recommendation
from resolutions.search import index, store
from resolutions.search.asked import Term
from resolutions.search.criteria import Criteria
from resolutions.search.hits import Hit
from resolutions.search.indexed import integers
from resolutions.search.query import chosen_query, unranked, word_query
from resolutions.search.schema import ACTS, TEXT
from resolutions.search.snapshot import Snapshot
from resolutions.vocabulary import REQUESTS, Act

SHOWN = 3
TELLING_WORDS = 12  # the rarest of a text; they decide who is looked at
CANDIDATES = 15
BEGINNING = re.compile(r"\b\w{4}")  # letters that hardly change with the form; of words that mean something
WORTH_A_LOOK = 0.2
LIKENESS = 0.35  # share of common words, of all that the two texts have


class Alike(NamedTuple):
    """`telling`: under which all is found that may be alike."""

    hits: list[Hit]
    telling: Criteria


def alike(recommendation: Recommendation, snapshot: Snapshot | None) -> Alike:
    """The most similar requests first; none of what asks nobody, nor where there is no index to ask."""
    if snapshot is None or recommendation.act not in REQUESTS:
        return Alike([], Criteria())
    own = lemmas_in(recommendation.text)
    try:
        with store.told_as_broken():
            telling = telling_in(own, snapshot)
            keys = candidates(telling, recommendation.section.forum_id, snapshot)
    except store.IndexBroken as broken:
        index.drop_broken(broken)
        return Alike([], Criteria())
    beginnings = beginnings_in(recommendation.text)
    texts = Recommendation.objects.filter(pk__in=keys).order_by().values_list("pk", "section__forum_id", "text")
    # Words compared by their beginnings tell in no time which texts are nothing like this one.
    near = ((Hit(*hit), text) for *hit, text in texts if likeness(beginnings, beginnings_in(text)) >= WORTH_A_LOOK)
    shares = {hit: likeness(own, lemmas_in(text)) for hit, text in near}
    hits = sorted((hit for hit in shares if shares[hit] >= LIKENESS), key=lambda hit: (-shares[hit], hit))[:SHOWN]
    return Alike(hits, Criteria(" ".join(telling), some=tuple(Term(((lemma,),)) for lemma in telling)))


def forums_like(texts: Iterable[str]) -> list[int]:
    """Public forums by how like these texts their recommendations are, of all texts together; the likest first.

    None where there is no index to ask. It may be behind: who shows them asks the database what is public.
    """
    snapshot = index.up_to_date()
    if snapshot is None:
        return []
    votes: dict[int, float] = {}
    try:
        with store.told_as_broken():
            for text in texts:
                for forum, share in shares_by_forum(
                    likest(telling_in(lemmas_in(text), snapshot), snapshot), snapshot
                ).items():
                    votes[forum] = votes.get(forum, 0.0) + share
    except store.IndexBroken as broken:
        index.drop_broken(broken)
        return []
    return sorted(votes, key=lambda forum: (-votes[forum], -forum))


def shares_by_forum(hits: list[tuple[float, DocAddress]], snapshot: Snapshot) -> dict[int, float]:
    """The best hit of each forum, as a share of the best of all."""
    forums = integers(snapshot.searcher.fast_field_values("forum", [address for _, address in hits]))
    best: dict[int, float] = {}
    for (score, _), forum in zip(hits, forums, strict=True):
        best.setdefault(forum, score / hits[0][0])
    return best


def candidates(telling: list[str], forum: int, snapshot: Snapshot) -> list[int]:
    elsewhere = (Occur.MustNot, unranked(chosen_query("forum", [forum])))
    # The few that are no requests are left out: to ask for the many that are goes through nearly all.
    others = (Occur.MustNot, unranked(chosen_query("act", [ACTS[act] for act in Act if act not in REQUESTS])))
    addresses = [address for _, address in likest(telling, snapshot, elsewhere, others)]
    return integers(snapshot.searcher.fast_field_values("key", addresses))


def telling_in(own: set[str], snapshot: Snapshot) -> list[str]:
    """The rarest of these lemmas that there are."""
    frequencies = {lemma: snapshot.searcher.doc_freq(TEXT, lemma) for lemma in own}
    there = sorted((lemma for lemma in own if frequencies[lemma]), key=lambda lemma: (frequencies[lemma], lemma))
    return there[:TELLING_WORDS]


def likest(telling: list[str], snapshot: Snapshot, *more: tuple[Occur, Query]) -> list[tuple[float, DocAddress]]:
    """Those that share most of these lemmas: (how much, where in the index).

    `more`: what else must be so of them.
    """
    if not telling:
        return []
    words = (Occur.Must, Query.boolean_query([(Occur.Should, word_query(lemma)) for lemma in telling]))
    asked = Query.boolean_query([words, *more, *snapshot.apart])
    return snapshot.searcher.search(asked, limit=CANDIDATES, count=False).hits


def likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def beginnings_in(text: str) -> set[str]:
    return set(BEGINNING.findall(text.casefold()))


def lemmas_in(text: str) -> set[str]:
    return set(flattened(word.positions for word in words_of(text)))


def flattened(positions: Iterable[tuple[tuple[str, ...], ...]]) -> Iterable[str]:
    return (lemma for places in positions for lemmas in places for lemma in lemmas)
