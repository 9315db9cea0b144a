"""Weighs the words of a section against those of the themes. It would rather say nothing than something wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from resolution_reader.language.words import Lemmas, words_of
from resolution_reader.themes.lexicon import Lexicon, Phrase, lexicon

ENOUGH = 3  # weights of a title, or of one item, that make it be about the theme
TITLE = 1.5  # what a title that is about the theme counts, beside the share of items that are
HINT = 0.2  # what each weight counts in a title that is not quite about it
DOUBT = 1.5  # as if there were so many more items, about nothing: of one or two items too much would follow
LEAST = 0.45  # of a theme that is proposed
ALONE, AHEAD, ITEMS = 0.25, 1.6, 1.5  # or less, if no other comes near, and as many items are wholly about it
LEAST_SECOND = 0.75  # of a second one
BESIDE = 0.6  # of the first one's score that the second one has at least
FIRST_ITEMS = 60  # looked at: what a section is about is clear long before
WORDS_OF_ITEM = 80
SHOWN = 5  # words that a proposal names


@dataclass(frozen=True)
class ThemeProposal:
    """`theme`: its slug. `words`: those of the text that gave it, as written, the heaviest first."""

    theme: str
    score: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """An entry found in a text, as written there."""

    phrase: Phrase
    written: str


class Words:
    """The entries that spoke of a theme, each as it was written first."""

    def __init__(self) -> None:
        self.weights: dict[Phrase, float] = {}
        self.written: dict[Phrase, str] = {}

    def add(self, hit: Hit, weight: float) -> None:
        self.weights[hit.phrase] = self.weights.get(hit.phrase, 0) + weight
        self.written.setdefault(hit.phrase, hit.written.lower())

    @property
    def heaviest(self) -> tuple[str, ...]:
        ordered = sorted(self.weights, key=lambda phrase: (-self.weights[phrase], self.written[phrase]))
        return tuple(self.written[phrase] for phrase in ordered[:SHOWN])


def propose_themes(title: str, items: Sequence[str]) -> list[ThemeProposal]:
    """At most two, the surest first; none if nothing is clear. `items`: texts of the section's recommendations."""
    known = lexicon()
    in_title = list(hits_in(title, known))
    of_items = [list(hits_in(" ".join(text.split()[:WORDS_OF_ITEM]), known)) for text in items[:FIRST_ITEMS]]
    scores, words = dict.fromkeys(known.themes, 0.0), {theme: Words() for theme in known.themes}
    for theme, own in said_by(in_title, known, words, is_title=True).items():
        scores[theme] += TITLE if own >= ENOUGH else HINT * own
    for hits in of_items:
        for theme, own in said_by(hits, known, words, is_title=False).items():
            scores[theme] += min(1.0, own / ENOUGH) / (len(of_items) + DOUBT)
    ordered = sorted(known.themes, key=lambda theme: -scores[theme])
    first, second = ordered[:2]
    is_alone = scores[first] >= max(ALONE, AHEAD * scores[second], ITEMS / (len(of_items) + DOUBT))
    if scores[first] < LEAST and not is_alone:
        return []
    found = [first]
    if scores[second] >= max(LEAST_SECOND, BESIDE * scores[first]):
        found.append(second)
    return [ThemeProposal(theme, round(scores[theme], 2), words[theme].heaviest) for theme in found]


def said_by(hits: Sequence[Hit], known: Lexicon, words: dict[str, Words], *, is_title: bool) -> dict[str, int]:
    """{theme: the weights of one text}, each entry once however often it stands there; its words go to `words`."""
    said: dict[str, int] = {}
    for hit in {hit.phrase: hit for hit in hits}.values():
        for weight in known.entries[hit.phrase]:
            own = weight.in_title if is_title else weight.in_item
            if own:
                said[weight.theme] = said.get(weight.theme, 0) + own
                words[weight.theme].add(hit, own * (TITLE if is_title else 1))
    return said


def hits_in(text: str, known: Lexicon) -> Iterator[Hit]:
    """From left to right, the longest entry first; words that an entry has taken belong to no other."""
    places: list[tuple[int, int, Lemmas]] = [
        (word.start, word.end, lemmas) for word in words_of(text) for lemmas in word.positions
    ]
    at = 0
    while at < len(places):
        length, phrase = longest_at(places, at, known)
        if phrase is not None:
            yield Hit(phrase, text[places[at][0] : places[at + length - 1][1]])
        at += length


def longest_at(places: Sequence[tuple[int, int, Lemmas]], at: int, known: Lexicon) -> tuple[int, Phrase | None]:
    for length in range(min(known.longest, len(places) - at), 0, -1):
        for phrase in product(*(lemmas for _, _, lemmas in places[at : at + length])):
            if phrase in known.entries:
                return length, phrase
    return 1, None
