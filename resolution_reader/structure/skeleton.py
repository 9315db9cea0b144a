"""What the parser builds while it walks: items and chapters, before names and dates are read in them."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from resolution_reader.outline import Mention, Span
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.numbering import Label

Found = Literal["item", "prose"]


class Names(Protocol):
    """What the parser must know about addressees: a small window on the recogniser."""

    def whole(self, text: str, verb: str = "") -> tuple[Mention, ...]:
        """The names when the text is nothing but names, or nothing but those whom the verb asks."""

    def in_cell(self, text: str, *, dative: bool) -> tuple[Mention, ...]:
        """The names a cell of a table holds."""

    def helpers_in_cell(self, text: str) -> tuple[Mention, ...]:
        """The names of a cell of those who help."""

    def asked(self, text: str) -> tuple[Mention, ...]:
        """The names some request in the text is directed at."""


@dataclass(frozen=True)
class Beside:
    """What the other cells of a table's row say about its recommendation."""

    addressees: tuple[Mention, ...] = ()
    repeats: bool = False  # «То же»: the addressees of the row above
    deadline: str | None = None


@dataclass(frozen=True)
class PartItem:
    """A sub-item in the making; `source` is None in a cell of a table, which is one block."""

    label: Label | None
    text: str
    source: Span | None = None


@dataclass
class Item:
    """A recommendation in the making: its blocks, in order."""

    label: Label | None
    texts: list[str]
    first: int
    last: int
    lead_in: LeadIn | None
    found: Found = "item"
    parts: list[PartItem] = field(default_factory=list)
    beside: Beside | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def add_part(self, label: Label | None, block: Block, index: int) -> None:
        """A sub-item."""
        self.texts.append(block.printed)
        self.parts.append(PartItem(label, block.text, (index, index)))
        self.last = index

    def go_on(self, block: Block, index: int, *, part_as_well: bool = False) -> None:
        """One more paragraph of it, and of the last sub-item if it is of both."""
        self.texts.append(block.printed)
        self.last = index
        if self.parts and part_as_well:
            last = self.parts[-1]
            source = (last.source[0], index) if last.source else None
            self.parts[-1] = PartItem(last.label, f"{last.text}\n{block.printed}", source)


@dataclass(frozen=True)
class Over:
    """A line that stands over items: its lead-in, which those items hold, and its blocks."""

    lead_in: LeadIn
    label: Label | None
    text: str
    source: Span
    level: int = 1

    @property
    def printed(self) -> str:
        return f"{self.label.printed if self.label else ''} {self.text}".strip()


@dataclass(frozen=True)
class Talk:
    """A paragraph between items, or sentences of one, that asks nothing."""

    printed: str
    source: Span


@dataclass
class Chapter:
    """A section in the making: what is said before all, then its items and the lines between them, as printed."""

    title: str | None
    preamble: list[str] = field(default_factory=list)
    body: list[Item | Over | Talk] = field(default_factory=list)
    own_blocks: list[int] = field(default_factory=list)
    title_as_written: str | None = None
    annex: str | None = None
    items: list[Item] = field(default_factory=list)  # of the body, as are these
    overs: list[Over] = field(default_factory=list)
    asking: Over | None = None  # the last of them that says what is done: asks, decides

    def add(self, item: Item) -> None:
        self.body.append(item)
        self.items.append(item)

    def talk(self, text: str, index: int) -> None:
        """A paragraph of the block `index`: before all else it is the preamble."""
        if self.body:
            self.body.append(Talk(text, (index, index)))
        else:
            self.preamble.append(text)


@dataclass
class Skeleton:
    chapters: list[Chapter]
    skipped: list[int]
    refused_lists: list[int]
    passed_tables: list[Span]
