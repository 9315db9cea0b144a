"""What stands on a page of the review: cards with doubts and chips, paragraphs with what they have become."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from resolution_reader import Block, Mention, Other
from resolutions.models import Theme
from resolutions.review.doubts import Doubt
from resolutions.review.operations.said import term_shown
from resolutions.review.proposed import SectionThemes
from resolutions.review.sheet import Card, SheetGroup, SheetLine, SheetSection
from resolutions.vocabulary import Act, OtherRole

Piece = tuple[str, bool]  # some words of a paragraph, and whether an addressee was read from them


def pieces_of(block: Block, named: Iterable[Mention]) -> list[Piece]:
    """The paragraph as printed, cut where an addressee is named in it."""
    words = sorted({mention.as_written for mention in named if mention.as_written}, key=len, reverse=True)
    if not words:
        return [(block.printed, False)]
    found = re.split(rf"(?<!\w)({'|'.join(map(re.escape, words))})(?!\w)", block.printed, flags=re.IGNORECASE)
    return [(piece, bool(at % 2)) for at, piece in enumerate(found) if piece]


@dataclass(frozen=True)
class Chip:
    """An addressee on a card; `state` is known, similar, new, red, inherited or (confirmed) proposed."""

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
    sources: list[list[Piece]]  # its paragraphs
    place: int = 0  # among what is left to look at, from 1; 0 when nothing is left here
    of: int = 0
    next_anchor: str = ""
    is_fresh: bool = False  # added a moment ago: what is wrong with it shows when it is left

    is_card = True

    @property
    def acts(self) -> list[tuple[str, str]]:
        return Act.choices

    @property
    def term(self) -> str:
        return term_shown(self.card.deadline)

    @property
    def others(self) -> list[str]:
        return others_named(self.card.others)

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
        return sum(chip.state == "red" for chip in self.chips)

    @property
    def rows(self) -> int:
        return min(20, max(2, sum(len(line) // 62 + 1 for line in self.card.text.split("\n"))))


def others_named(others: Iterable[Other]) -> list[str]:
    """«получатель: прокуратура»."""
    return [f"{OtherRole(other.role).label}: {other.name}" for other in others]


@dataclass(frozen=True)
class ShownLine:
    """A line between the cards: a group with whom it names, or a remark."""

    line: SheetLine
    name: str
    words: str
    doubts: list[Doubt]
    anchor: str
    next_anchor: str = ""
    is_fresh: bool = False  # as of a card
    is_card = False

    @property
    def is_group(self) -> bool:
        return isinstance(self.line, SheetGroup)

    @property
    def label(self) -> str:
        return (self.line.label or "") if isinstance(self.line, SheetGroup) else ""

    @property
    def level(self) -> int:
        return self.line.level if isinstance(self.line, SheetGroup) else 1

    @property
    def named(self) -> list[str]:
        """Whom its words name."""
        if not isinstance(self.line, SheetGroup):
            return []
        return [*(mention.name for mention in self.line.addressees), *others_named(self.line.others)]

    @property
    def look_id(self) -> str:
        return f"{self.anchor}-look"

    @property
    def first_block(self) -> int | None:
        return min(self.line.blocks, default=None)


@dataclass
class ShownSection:
    section: SheetSection
    number: int
    doubts: list[Doubt]
    rows: list[ShownCard | ShownLine]
    next_anchor: str = ""
    choices: list[tuple[int, SheetSection]] = field(default_factory=list)  # where its cards may be moved to
    has_head: bool = True
    has_end: bool = True
    themes: SectionThemes = field(default_factory=SectionThemes)
    offered: list[Theme] = field(default_factory=list)  # to be added

    @property
    def look_id(self) -> str:
        return f"s-{self.section.key}-look"

    @property
    def cards(self) -> list[ShownCard]:
        return [row for row in self.rows if isinstance(row, ShownCard)]


@dataclass(frozen=True)
class ShownBlock:
    """A paragraph of the source; `what` says what it has become, `anchor` is the card that holds it."""

    index: int
    block: Block
    pieces: list[Piece]
    what: str
    anchor: str
    is_skipped: bool
    has_doubts: bool
