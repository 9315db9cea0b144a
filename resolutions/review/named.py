"""«Адресаты документа»: whom a draft names, a row per name, with what is left to say about each.

A name that the directory lacks is no doubt. One that cannot be a name is red: it enters the register only when somebody
has looked at it alone and kept it (`without_red`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from resolution_reader import Mention
from resolution_reader.language import fold, words_of
from resolutions.review.doubts import Doubt, doubts_of
from resolutions.review.sheet import RED, Card, Sheet

WORDS_SHOWN = 3
MOST_COMPARED = 400  # names; of more nobody asks which are the same


@dataclass
class Named:
    """One name of a document: `first` and `place` are the card and the place on it where it stands first.

    `fault` says why it cannot be a name, and what to do; `is_open`: nobody has confirmed it yet.
    """

    mention: Mention
    first: int
    place: int
    cards: list[Card] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # as the text has it
    fault: str = ""
    is_open: bool = False

    @property
    def name(self) -> str:
        return self.mention.name

    @property
    def key(self) -> str:
        return fold(self.name)

    @property
    def at(self) -> str:
        """Its place, as buttons say it."""
        return f"{self.first}:{self.place}"


@dataclass(frozen=True)
class SameBody:
    """Two names of a document that may be one body; the longer one is the more exact."""

    shorter: Named
    longer: Named

    @property
    def settles(self) -> str:
        return f"same-body:{self.shorter.key}|{self.longer.key}"


def names_in(sheet: Sheet, doubts: Sequence[Doubt]) -> list[Named]:
    """In the order of the text, the red ones first and those that the directory knows last."""
    faults = {(doubt.where, doubt.detail): doubt.hint.rpartition("»: ")[2] for doubt in doubts if doubt.is_of_name}
    found: dict[str, Named] = {}
    for card in sheet.cards:
        for place, mention in enumerate(card.addressees):
            key = fold(mention.name)
            row = found.setdefault(key, Named(mention, card.key, place))
            row.cards.append(card)
            if mention.as_written and mention.as_written not in row.words and len(row.words) < WORDS_SHOWN:
                row.words.append(mention.as_written)
            row.fault = row.fault or faults.get((card.key, key), "")
            row.is_open |= is_open(mention, card)
    return sorted(found.values(), key=lambda row: (not row.fault, row.mention.match == "known"))


def is_open(mention: Mention, card: Card) -> bool:
    code = {"new": "unknown-body", "similar": "similar-body"}.get(mention.match)
    return code is not None and f"{code}:{fold(mention.name)}" not in card.settled


def same_bodies(sheet: Sheet, names: Sequence[Named]) -> list[SameBody]:
    """«Совет» and «Совет ТОС района»: every word of the one stands in the other, and in no third name."""
    new = [row for row in names if not row.fault and row.mention.match != "known"]
    if len(new) > MOST_COMPARED:
        return []
    lemmas = {row.key: _lemmas(row.name) for row in new}
    pairs: dict[str, list[SameBody]] = {}
    for one, other in combinations(new, 2):
        shorter, longer = sorted((one, other), key=lambda row: len(lemmas[row.key]))
        if lemmas[shorter.key] and _begins(lemmas[longer.key], lemmas[shorter.key]):
            pairs.setdefault(shorter.key, []).append(SameBody(shorter, longer))
    return [found[0] for found in pairs.values() if len(found) == 1 and found[0].settles not in sheet.settled]


def _begins(longer: Sequence[frozenset[str]], shorter: Sequence[frozenset[str]]) -> bool:
    return len(longer) >= len(shorter) and all(a & b for a, b in zip(longer, shorter, strict=False))


def _lemmas(name: str) -> list[frozenset[str]]:
    return [frozenset(position) for word in words_of(name) for position in word.positions]


def of_nobody(sheet: Sheet) -> list[Card]:
    """Recommendations that ask nobody, and of which nobody has said yet that this is so."""
    return [card for card in sheet.cards if card.text and not (card.addressees or "no-addressee" in card.settled)]


def without_red(sheet: Sheet) -> Sheet:
    """As it enters the register: without the names that cannot be any and that nobody has kept."""
    red = {(doubt.where, doubt.detail) for doubt in doubts_of(sheet) if doubt.code in RED}
    if not red:
        return sheet
    return replace(
        sheet,
        sections=tuple(
            replace(section, recommendations=tuple(_without(section.recommendations, red)))
            for section in sheet.sections
        ),
    )


def _without(cards: Iterable[Card], red: set[tuple[int, str]]) -> Iterator[Card]:
    for card in cards:
        kept = tuple(mention for mention in card.addressees if (card.key, fold(mention.name)) not in red)
        yield card if len(kept) == len(card.addressees) else replace(card, addressees=kept)
