"""What stands on a page of the review: cards with doubts and chips, paragraphs with what they have become."""

from dataclasses import dataclass, field

from resolution_reader import Block, Mention
from resolutions.review.doubts import Doubt
from resolutions.review.sheet import Card, SheetSection


@dataclass(frozen=True)
class Chip:
    """An addressee on a card; `state` is known, similar, new, inherited or (confirmed) proposed."""

    place: int
    mention: Mention
    state: str
    is_open: bool
    similar_to: str
    alike: int


@dataclass(frozen=True)
class ShownCard:
    card: Card
    name: str
    doubts: list[Doubt]
    chips: list[Chip]
    is_first: bool
    sources: list[Block]
    place: int = 0  # among what is left to look at, from 1; 0 when nothing is left here
    of: int = 0
    next_anchor: str = ""

    @property
    def look_id(self) -> str:
        return f"c-{self.card.key}-look"

    @property
    def anchor(self) -> str:
        return f"c-{self.card.key}"

    @property
    def first_block(self) -> int | None:
        return min(self.card.blocks, default=None)

    @property
    def open_names(self) -> int:
        return sum(chip.is_open for chip in self.chips)

    @property
    def rows(self) -> int:
        return min(20, max(2, sum(len(line) // 62 + 1 for line in self.card.text.split("\n"))))


@dataclass(frozen=True)
class ShownSection:
    section: SheetSection
    number: int
    doubts: list[Doubt]
    cards: list[ShownCard]
    next_anchor: str = ""
    choices: list[tuple[int, SheetSection]] = field(default_factory=list)  # where its cards may be moved to
    has_head: bool = True
    has_end: bool = True

    @property
    def look_id(self) -> str:
        return f"s-{self.section.key}-look"


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph of the source; `what` says what it has become, `anchor` is the card that holds it."""

    index: int
    block: Block
    what: str
    anchor: str
    is_skipped: bool
    has_doubts: bool
