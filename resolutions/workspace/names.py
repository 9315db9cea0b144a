"""«Адресаты документа» on the screen: a row per name, before the cards."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolution_reader import Directory
from resolution_reader.language import fold
from resolutions.review.doubts import Doubt
from resolutions.review.named import Named, SameBody, names_in, of_nobody, same_bodies
from resolutions.review.sheet import Card, Sheet
from resolutions.workspace.cutting import LINKS, MOST_NAMES, NOBODY
from resolutions.workspace.form import called


@dataclass(frozen=True)
class ShownName:
    """`known`: the name of the directory that it is, or is like."""

    named: Named
    known: str
    links: list[tuple[str, str]]  # (anchor, how the card is called)

    @property
    def field(self) -> str:
        return field_of(self.named)

    @property
    def more(self) -> int:
        return len(self.named.cards) - len(self.links)

    @property
    def state(self) -> str:
        """red, similar, new, proposed (somebody has confirmed it) or known."""
        if self.named.fault:
            return "red"
        return self.named.mention.match if self.named.is_open or not self.is_new else "proposed"

    @property
    def is_other(self) -> bool:
        """Known to the directory by another name."""
        return bool(self.known) and fold(self.known) != self.named.key

    @property
    def words(self) -> list[str]:
        """As the text has it, where that is not the name itself."""
        return [words for words in self.named.words if fold(words) != self.named.key]

    @property
    def is_new(self) -> bool:
        return self.named.mention.match != "known"


@dataclass(frozen=True)
class Names:
    """`unseen`: how many more there are than rows."""

    rows: list[ShownName]
    unseen: int
    same: list[SameBody]
    nobody: list[tuple[str, str]]
    nobody_left: int
    open_rows: int
    red: int

    @property
    def nobody_unseen(self) -> int:
        return self.nobody_left - len(self.nobody)


def field_of(named: Named) -> str:
    """The field of the form in which a name is changed wherever it stands."""
    return f"name-{named.first}-{named.place}"


def names_of_document(sheet: Sheet, doubts: Sequence[Doubt], directory: Directory) -> Names:
    found = names_in(sheet, doubts)
    nobody = of_nobody(sheet)
    same = same_bodies(sheet, found)[:MOST_NAMES]
    return Names(
        [_shown(row, directory) for row in found[:MOST_NAMES]],
        max(0, len(found) - MOST_NAMES),
        same,
        [_link(card) for card in nobody[:NOBODY]],
        len(nobody),
        sum(row.is_open and not row.fault for row in found),
        sum(bool(row.fault) for row in found),
    )


def _shown(row: Named, directory: Directory) -> ShownName:
    known = row.mention.known_as or ""
    if row.mention.match == "similar" and (body := directory.find(row.name)):
        known = body.body.name
    return ShownName(row, known, [_link(card) for card in row.cards[:LINKS]])


def _link(card: Card) -> tuple[str, str]:
    return f"c-{card.key}", called(card)
