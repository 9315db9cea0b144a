"""What the parser builds while it walks: items and chapters, before names and dates are read in them."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from resolution_reader.outline import Mention
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


@dataclass
class Item:
    """A recommendation in the making: its blocks, in order; parts are (label, text)."""

    label: Label | None
    texts: list[str]
    first: int
    last: int
    lead_in: LeadIn | None
    found: Found = "item"
    parts: list[tuple[Label | None, str]] = field(default_factory=list)
    beside: Beside | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def add_part(self, label: Label | None, block: Block, index: int) -> None:
        """A sub-item."""
        self.texts.append(block.printed)
        self.parts.append((label, block.text))
        self.last = index

    def go_on(self, block: Block, index: int) -> None:
        """One more paragraph of it, and of the last sub-item if that bears no number."""
        self.texts.append(block.text)
        self.last = index
        if self.parts and self.parts[-1][0] is None:
            self.parts[-1] = (None, f"{self.parts[-1][1]}\n{block.text}")


@dataclass
class Chapter:
    """A section in the making."""

    title: str | None
    preamble: list[str] = field(default_factory=list)
    lead_ins: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    own_blocks: list[int] = field(default_factory=list)


@dataclass
class Skeleton:
    chapters: list[Chapter]
    skipped: list[int]
    refused_lists: list[int]
