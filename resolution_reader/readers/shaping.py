"""From one paragraph of a binary format to the blocks that the plain reader would make of its printed lines.

Readers of formats know where a paragraph ends and which label the program printed; what is text, what is a typed
label and where a soft line break hides a list is the same for all of them and is decided here.
"""

from dataclasses import dataclass

from resolution_reader.readers.blocks import Block, Emphasis, Kind
from resolution_reader.readers.encoding import normalise
from resolution_reader.readers.number_formats import PRIVATE_BULLETS, bullet
from resolution_reader.structure.numbering import BULLETS, parse_label, split_label


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a file has it: `text` with its soft breaks, `label` as its list prints it, `gap` after it."""

    text: str
    row: int
    kind: Kind = "paragraph"
    level: int = 0
    label: str = ""
    gap: str = " "
    emphasis: Emphasis = ""
    table: int = 0
    line: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1


def blocks_of(paragraph: Paragraph) -> list[Block]:
    """No block for a blank paragraph, one for most, more when lines after soft breaks bear labels of their own."""
    label, lines = paragraph.label, _lines(paragraph.text)
    if not lines:
        return []
    if label and parse_label(label) is None:
        # «Секция 1.» as a list mark says what its words say: the parser reads such words in the text.
        label, lines = "", [f"{label}{paragraph.gap}{lines[0]}", *lines[1:]]
    typed, rest = split_label(lines[0])
    # «• 1. Текст»: a bullet before a typed number says nothing, the number is the label.
    pieces = (
        [(typed, rest)] if not label or (label in BULLETS and typed and typed not in BULLETS) else [(label, lines[0])]
    )
    for line in lines[1:]:
        typed, rest = split_label(line)
        if typed and rest:
            pieces.append((typed, rest))
        else:
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]}{_break(paragraph, pieces[-1][0])}{line}".strip())
    if paragraph.kind == "cell":
        # A number alone in its cell is what the cell says.
        pieces = [(label, text) if text else ("", label) for label, text in pieces]
    return [_block(paragraph, label, text) for label, text in pieces]


def _lines(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in normalise(text).split("\n"))
    return [bullet(line[0]) + line[1:] if line[0] in PRIVATE_BULLETS else line for line in lines if line]


def _break(paragraph: Paragraph, label: str) -> str:
    """A heading broken into lines is one title; in other text the break is kept."""
    heading = paragraph.kind == "heading" or (paragraph.emphasis in ("bold", "centered") and not label)
    return " " if heading else "\n"


def _block(paragraph: Paragraph, label: str, text: str) -> Block:
    kind: Kind = "item" if label and paragraph.kind == "paragraph" else paragraph.kind
    row = paragraph.row
    return Block(
        kind,
        paragraph.level,
        " ".join(normalise(label).split()),
        text,
        paragraph.emphasis,
        (row, row),
        paragraph.table,
        paragraph.line,
        paragraph.column,
        paragraph.rows,
        paragraph.columns,
    )
