"""«Уже предлагали»: recommendations of other forums that say nearly the same."""

import re
from collections.abc import Iterable

from tantivy import DocAddress, Occur, Query

from resolution_reader.language import words_of
from resolutions.models import Recommendation
from resolutions.search import index, store
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


def alike(recommendation: Recommendation) -> list[Hit]:
    """The most similar requests first; none of what asks nobody, nor where there is no index to ask."""
    snapshot = index.up_to_date() if recommendation.act in REQUESTS else None
    if snapshot is None:
        return []
    own = lemmas_in(recommendation.text)
    try:
        with store.told_as_broken():
            keys = candidates(own, recommendation.section.forum_id, snapshot)
    except store.IndexBroken as broken:
        index.drop_broken(broken)
        return []
    beginnings = beginnings_in(recommendation.text)
    texts = Recommendation.objects.filter(pk__in=keys).order_by().values_list("pk", "section__forum_id", "text")
    # Words compared by their beginnings tell in no time which texts are nothing like this one.
    near = ((Hit(*hit), text) for *hit, text in texts if likeness(beginnings, beginnings_in(text)) >= WORTH_A_LOOK)
    shares = {hit: likeness(own, lemmas_in(text)) for hit, text in near}
    return sorted((hit for hit in shares if shares[hit] >= LIKENESS), key=lambda hit: (-shares[hit], hit))[:SHOWN]


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
                for forum, share in shares_by_forum(likest(lemmas_in(text), snapshot), snapshot).items():
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


def candidates(own: set[str], forum: int, snapshot: Snapshot) -> list[int]:
    elsewhere = (Occur.MustNot, unranked(chosen_query("forum", [forum])))
    # The few that are no requests are left out: to ask for the many that are goes through nearly all.
    others = (Occur.MustNot, unranked(chosen_query("act", [ACTS[act] for act in Act if act not in REQUESTS])))
    addresses = [address for _, address in likest(own, snapshot, elsewhere, others)]
    return integers(snapshot.searcher.fast_field_values("key", addresses))


def likest(own: set[str], snapshot: Snapshot, *more: tuple[Occur, Query]) -> list[tuple[float, DocAddress]]:
    """Those that share most of the telling ones of these lemmas: (how much, where in the index).

    `more`: what else must be so of them.
    """
    searcher = snapshot.searcher
    frequencies = {lemma: searcher.doc_freq(TEXT, lemma) for lemma in own}
    telling = sorted((lemma for lemma in own if frequencies[lemma]), key=lambda lemma: (frequencies[lemma], lemma))
    if not telling:
        return []
    asked = [(Occur.Should, word_query(lemma)) for lemma in telling[:TELLING_WORDS]]
    words = (Occur.Must, Query.boolean_query(asked))
    return searcher.search(Query.boolean_query([words, *more, *snapshot.apart]), limit=CANDIDATES, count=False).hits


def likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def beginnings_in(text: str) -> set[str]:
    return set(BEGINNING.findall(text.casefold()))


def lemmas_in(text: str) -> set[str]:
    return set(flattened(word.positions for word in words_of(text)))


def flattened(positions: Iterable[tuple[tuple[str, ...], ...]]) -> Iterable[str]:
    return (lemma for places in positions for lemmas in places for lemma in lemmas)
