"""What the one box understands: names of the register among the words become what is chosen, the others stay words.

Only the form of the page sends its words here; a link that somebody keeps means words for ever
(docs/decisions/0045-what-the-box-understands.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode

from resolution_reader.language import fold
from resolutions.asking.choice import canonical, choice_of
from resolutions.asking.elsewhere import with_other
from resolutions.asking.facets import given_for, kept_parameters, others
from resolutions.asking.filters import RecommendationFilter
from resolutions.asking.mentions import Mention, Words, mentions, rest_of
from resolutions.models import Recommendation
from resolutions.search.asked import is_cut, spoken
from resolutions.search.called import Name, lemmas_of_name
from resolutions.search.criteria import Criteria

BOX = "box"  # the parameter by which the form of the page says that its words are to be understood
MOST_MENTIONS = 8  # of one query that are looked at, the longest first
MOST_NAMESAKES = 5  # what more are called alike stays a word
MOST_ALTERNATIVES = 6
ONE_AT_A_TIME = ("to", "theme")  # two of them chosen are either, and two said are both
SAID_AS_A_WORD = ("to", "theme", "place", "region", "forum")


def understood(data: QueryDict) -> str:
    """The query string that the words of the box stand for; the same words where nothing is understood.

    Raises WordsUnavailable.
    """
    filtered = RecommendationFilter(data, Recommendation.objects.public())
    words = data.get("q", "").strip()
    names: list[Name] = []
    if filtered.is_valid() and filtered.words and not is_cut(words):
        names, words = Hearing(filtered).outcome(words)
    rest = [(name, value) for name, values in data.lists() if name not in (BOX, "q", "page") for value in values]
    chosen = dict.fromkeys([*rest, *((name.parameter, name.value) for name in names), ("q", words)])
    return urlencode([(name, value) for name, value in chosen if value])


class Hearing:
    """The words of one filter, name by name. A name is taken only if something is found with it and all that is
    certain: what was taken before, and the words that are no names."""

    def __init__(self, filtered: RecommendationFilter) -> None:
        self.found = filtered.found
        self.criteria = filtered.criteria
        self.words: Words = spoken(filtered.words)
        self.with_departments = bool(filtered.chosen("departments"))
        self.heard = mentions(self.words, self.found.called())[:MOST_MENTIONS]

    def outcome(self, words: str) -> tuple[list[Name], str]:
        """What was taken, and what is left of the words; nothing that would leave nothing to be found."""
        taken: dict[Mention, Name] = {}
        for mention in [*self.heard, *self.heard]:  # once more: of two places one may lie in the region said later
            if not any(mention.overlaps(other) for other in taken):
                name = self.meant(mention, self.with_all(taken.values()))
                if name:
                    taken[mention] = name
        rest = rest_of(self.words, list(taken))
        if not taken or not self.count(replace(self.with_all(taken.values()), words=rest)):
            return [], words
        return [taken[one] for one in sorted(taken, key=lambda one: one.start)], rest

    def meant(self, mention: Mention, chosen: Criteria) -> Name | None:
        """The only name that finds something; none if people may have meant the word."""
        plain = rest_of(self.words, self.heard)
        possible = [name for name in mention.names if self.can_be_added(name, chosen)]
        if len(possible) > MOST_NAMESAKES:
            return None
        finding = [name for name in possible if self.count(with_name(replace(chosen, words=plain), name))]
        if len(finding) != 1:
            return None
        others = [other for other in self.heard if other != mention and not other.overlaps(mention)]
        as_word = replace(chosen, words=rest_of(self.words, others))
        return None if mention.is_ordinary and self.count(as_word) else finding[0]

    def can_be_added(self, name: Name, chosen: Criteria) -> bool:
        if name.parameter == "to" and self.with_departments:
            return False
        return name.parameter not in ONE_AT_A_TIME or name.parameter not in chosen.chosen

    def with_all(self, names: Iterable[Name]) -> Criteria:
        chosen = dict(self.criteria.chosen)
        for name in names:
            chosen[name.parameter] = chosen.get(name.parameter, frozenset()) | {name.key}
        return replace(self.criteria, chosen=chosen)

    def count(self, criteria: Criteria) -> int:
        return self.found.count_of(criteria.unordered()) or 0


def with_name(criteria: Criteria, name: Name) -> Criteria:
    """With this alone of its parameter: of several places each must find something."""
    return replace(criteria, chosen=criteria.chosen | {name.parameter: frozenset({name.key})})


@dataclass(frozen=True)
class Alternative:
    """Another way to understand a word: how it is called, how many it finds, where."""

    parameter: str
    label: str
    where: str
    count: int
    url: str


def alternatives(filtered: RecommendationFilter) -> list[Alternative]:
    """Names among the words, each as what could be chosen instead of its words."""
    if not filtered.words:
        return []
    hearing, found = Hearing(filtered), []
    for mention in outermost(hearing.heard):
        words = rest_of(hearing.words, [mention])
        for name in mention.names[:MOST_NAMESAKES]:
            if not hearing.can_be_added(name, hearing.criteria):
                continue
            count = hearing.count(with_name(replace(hearing.criteria, words=words), name))
            kept = [*kept_parameters(filtered, "q", "sort"), (name.parameter, name.value)]
            url = f"?{urlencode([*kept, *([('q', words)] if words else [])])}"
            label = str(filtered.filters[name.parameter].label).lower()
            found += [Alternative(label, name.label, name.where, count, url)] if count else []
    return found[:MOST_ALTERNATIVES]


def outermost(heard: list[Mention]) -> list[Mention]:
    """None within another, and none beside it over the same word."""
    kept: list[Mention] = []
    for mention in heard:
        if not any(mention.overlaps(other) for other in kept):
            kept.append(mention)
    return kept


def as_words(filtered: RecommendationFilter, query: QueryDict) -> list[Alternative]:
    """What is chosen by the name of one word, as that word instead."""
    found = []
    for one in choice_of(filtered):
        label = fold(one.label)
        is_alone = len(canonical(one.name, filtered.chosen(one.name))) == 1
        if one.name not in SAID_AS_A_WORD or not is_alone or one.meaning is None or len(lemmas_of_name(label)) != 1:
            continue
        words = f"{filtered.words} {label}".strip()
        less = filtered.criteria.without(one.name)
        count = filtered.found.count_of(replace(less, words=words).unordered())
        if count:
            url = with_other(query, **{one.name: others(query, one.name, given_for(filtered, one)), "q": words})
            found.append(Alternative(one.parameter, label, "", count, url))
    return found
