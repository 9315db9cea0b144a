"""The one shape every reader gives, whatever the file was; the parser sees nothing else."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "cell"]
Emphasis = Literal["", "bold", "italic", "centered"]


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table cell.

    `level` is the heading's or the list's depth (0 outermost, also when unknown); `label` the list mark as
    printed («2.1.», «а)», «–») or empty, and never a part of `text`; `span` the first and the last line,
    paragraph or row of the file, counted from 1. `table`, `row` and `column` say where a cell stands, counted
    from 1, `rows` and `columns` how many it covers from there; they are 0, 0, 0 and 1, 1 outside tables.
    `picture` is the page, counted from 1, in whose picture the text was recognised; 0 where the file has letters.
    """

    kind: Kind
    level: int
    label: str
    text: str
    emphasis: Emphasis
    span: tuple[int, int]
    table: int = 0
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    picture: int = 0

    @property
    def printed(self) -> str:
        """The block as a reader of the document sees it: the label, a space, the text."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True)
class Reading:
    """What a reader made of a document; `lost` are pieces of its text that stand in no block.

    `unprinted`: pieces left out on purpose, as the program prints them nowhere or they surround the text.
    `doubts`: what else an editor should know, as sentences by their codes (problems.PROBLEMS).
    """

    blocks: list[Block]
    lost: tuple[str, ...] = ()
    unprinted: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()
