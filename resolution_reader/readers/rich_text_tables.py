"""Tables in the source of an .rtf: marks for what striprtf does not tell apart, and where the cells stand.

A row is `\\trowd`, its definition (`\\cellx`, the right edge of each cell, after what is merged there), the cells and
`\\row`. Of all that striprtf keeps `|` and line ends, which texts hold as well. A row's mark is followed by the row's
index: what stands in headers and footers, striprtf leaves out.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from resolution_reader.readers.grid import Merge, Place, Slot, joined, on_columns

CELL_ENDS, ROW_ENDS, PARAGRAPH_ENDS = "\ue010", "\ue011", "\ue012"
# In a group of its own, so that \\uc1 counts for this sign alone.
MARK = r"{{\uc1\u{}?}}"
CELL_MARK, ROW_MARK, PARAGRAPH_MARK = (MARK.format(ord(sign)) for sign in (CELL_ENDS, ROW_ENDS, PARAGRAPH_ENDS))
WORDS = re.compile(
    r"\\(?P<word>trowd|cellx|cell|row|nestcell|nestrow|par|clvmgf|clvmrg|clmgf|clmrg)(?![a-z])(?P<number>-?\d{1,9})? ?"
)
ROW = re.compile(rf"{ROW_ENDS}(\d{{1,7}})\s*$")
DOWN: dict[str, Merge] = {"clvmgf": "begins", "clvmrg": "goes on"}


@dataclass
class _Definition:
    """The cells of a row: right edge, merged downwards, merged with the one before it."""

    cells: list[tuple[int, Merge, bool]] = field(default_factory=list)
    down: Merge = ""
    aside: bool = False

    @cached_property
    def slots(self) -> list[Slot]:
        """One for each cell, on columns counted in twips; cells merged with the one before them are its very slot."""
        runs: list[tuple[int, int, Merge, int]] = []  # left and right edge, merged downwards, cells
        for edge, down, aside in self.cells:
            left = runs[-1][1] if runs else 0
            if aside and runs:
                first, _, before, cells = runs.pop()
                runs.append((first, edge, before, cells + 1))
            else:
                runs.append((left, edge, down, 1))
        return [Slot(left, right - left, down) for left, right, down, cells in runs for _ in range(cells)]

    def read(self, word: str, number: str | None) -> None:
        if word == "cellx":
            self.cells.append((int(number or 0), self.down, self.aside))
            self.down, self.aside = "", False
        elif word in DOWN:
            self.down = DOWN[word]
        else:
            self.aside = self.aside or word == "clmrg"


def marked(source: str) -> tuple[str, list[list[Slot]]]:
    """The source with marks at the ends of cells, rows and paragraphs in cells; the slots of its rows by index."""
    kept: list[str] = []
    rows: list[list[Slot]] = []
    outer = row = _Definition()
    end, last_row = 0, max((found.start() for found in re.finditer(r"\\row(?![a-z])", source)), default=-1)
    inside = False
    for found in WORDS.finditer(source):
        word = found["word"]
        kept.append(source[end : found.start()])
        end = found.end()
        if word == "trowd":
            outer, row = row, _Definition()
            inside = found.start() < last_row
            kept.append(found[0])
        elif word == "nestrow":
            row = outer  # what was defined was a row of a table in the cell
            kept.append(PARAGRAPH_MARK)
        elif word == "row":
            rows.append(row.slots)
            inside = False
            kept.append(rf"{ROW_MARK}{len(rows) - 1}\par ")
        elif word == "cell":
            kept.append(CELL_MARK)
        elif word in ("par", "nestcell"):
            kept.append(PARAGRAPH_MARK if inside or word == "nestcell" else found[0])
        else:
            row.read(word, found["number"])
    return "".join([*kept, source[end:]]), rows


def is_row(line: str) -> bool:
    return bool(ROW.search(line))


def cells_in(lines: list[str], rows: list[list[Slot]]) -> list[list[tuple[list[str], Place]]]:
    """The rows of one table, each as (paragraphs of a cell, its place)."""
    texts = [ROW.sub("", line).removesuffix(CELL_ENDS).split(CELL_ENDS) for line in lines]
    told = [_slots_of(line, rows, len(cells)) for line, cells in zip(lines, texts, strict=True)]
    own = [list(dict.fromkeys(slots)) for slots in told]
    grid = on_columns(joined(own))
    found: list[list[tuple[list[str], Place]]] = []
    for number, (slots, once, places, cells) in enumerate(zip(told, own, grid, texts, strict=True), start=1):
        at = dict(zip(once, places, strict=True))
        standing = (at[slot] if at[slot].row == number else Place(number, at[slot].column) for slot in slots)
        found.append([(cell.split(PARAGRAPH_ENDS), place) for cell, place in zip(cells, standing, strict=True)])
    return found


def _slots_of(line: str, rows: list[list[Slot]], cells: int) -> list[Slot]:
    """As the row is defined, unless the definition is not that of these cells."""
    mark = ROW.search(line)
    index = int(mark[1]) if mark else len(rows)
    slots = rows[index] if index < len(rows) else []
    return slots if len(slots) == cells else [Slot(column) for column in range(1, cells + 1)]
