"""From one paragraph of a binary format to the blocks that the plain reader would make of its printed lines.

Readers of formats know where a paragraph ends and which label the program printed; what is text, what is a typed
label and where a soft line break hides a list is the same for all of them and is decided here.
"""

from dataclasses import dataclass, field

from resolution_reader.readers.blocks import Block, Emphasis, Kind
from resolution_reader.readers.encoding import normalise
from resolution_reader.readers.grid import OUTSIDE, Place
from resolution_reader.readers.number_formats import as_bullet
from resolution_reader.structure.numbering import BULLETS, parse_label, split_label

MIN_WRAPPED_LINE = 50
MIN_OVER_LIST = 4  # lines: a title, place and date, and the line that opens the list


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a file has it: `text` with its soft breaks, `label` as its list prints it, `gap` after it; `table`
    and `place` are those of the cell that it stands in."""

    text: str
    row: int
    kind: Kind = "paragraph"
    level: int = 0
    label: str = ""
    gap: str = " "
    emphasis: Emphasis = ""
    table: int = 0
    place: Place = field(default_factory=lambda: OUTSIDE)


def blocks_of(paragraph: Paragraph) -> list[Block]:
    """No block for a blank paragraph, one for most, more when lines after soft breaks bear labels of their own."""
    label, lines, apart = paragraph.label, *_lines(paragraph)
    if not lines:
        return []
    if label and parse_label(label) is None:
        # «Секция 1.» as a list mark says what its words say: the parser reads such words in the text.
        label, lines = "", [f"{label}{paragraph.gap}{lines[0]}", *lines[1:]]
    typed, rest = split_label(lines[0])
    # «• 1. Текст»: a bullet before a typed number says nothing, the number is the label.
    is_typed = not label or (label in BULLETS and typed and typed not in BULLETS)
    pieces = [(typed, [rest]) if is_typed else (label, [lines[0]])]
    for index, line in enumerate(lines[1:], start=1):
        typed, rest = split_label(line)
        if typed and rest:
            pieces.append((typed, [rest]))
        elif index in apart:
            pieces.append(("", [line]))
        else:
            pieces[-1][1].append(line)
    found = [(label, _break(paragraph, label).join(filter(None, told))) for label, told in pieces]
    if paragraph.kind == "cell":
        # A number alone in its cell is what the cell says.
        found = [(label, text) if text else ("", label) for label, text in found]
    return [_block(paragraph, label, text) for label, text in found]


def _lines(paragraph: Paragraph) -> tuple[list[str], set[int]]:
    """(the lines between soft breaks, the indexes of those that are paragraphs of their own, as on pages without <p>).

    Such are lines after an empty one, and what stands over a typed list, when that is more than a broken lead-in.
    """
    lines: list[str] = []
    apart: set[int] = set()
    empty = False
    for line in (" ".join(line.split()) for line in normalise(paragraph.text).split("\n")):
        if line and empty and lines:
            apart.add(len(lines))
        if line:
            lines.append(as_bullet(line))
        empty = not line
    if paragraph.kind != "paragraph":
        return lines, set()
    over = next((index for index, line in enumerate(lines) if all(split_label(line))), 0)
    if over >= MIN_OVER_LIST and not paragraph.label:
        apart |= {index for index in range(1, over) if not _is_wrapped(lines[index - 1], lines[index])}
    return lines, apart


def _is_wrapped(before: str, line: str) -> bool:
    return line[0].islower() and len(before) >= MIN_WRAPPED_LINE and before[-1] not in ".;:!?"


def _break(paragraph: Paragraph, label: str) -> str:
    """A heading broken into lines is one title; in other text the break is kept."""
    heading = paragraph.kind == "heading" or (paragraph.emphasis in ("bold", "centered") and not label)
    return " " if heading else "\n"


def _block(paragraph: Paragraph, label: str, text: str) -> Block:
    kind: Kind = "item" if label and paragraph.kind == "paragraph" else paragraph.kind
    row, place = paragraph.row, paragraph.place
    return Block(
        kind,
        paragraph.level,
        " ".join(normalise(label).split()),
        text,
        paragraph.emphasis,
        (row, row),
        paragraph.table,
        place.row,
        place.column,
        place.rows,
        place.columns,
    )
