"""A table of counts as a drawing: names at the left and, slanting, at the top; the darker a cell, the more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from resolutions.pictures.letters import fitted
from resolutions.pictures.shades import Shades
from resolutions.pictures.svg import SHADES, Drawing, Element, element, text, titled
from resolutions.wording import grouped

NAMES, CELL, ROW, HEAD, FOOT = 320, 54, 40, 210, 48
NARROWEST = 960
SLANT = 50  # degrees


@dataclass(frozen=True)
class Named:
    name: str
    url: str


@dataclass(frozen=True)
class Count:
    title: str
    count: int
    url: str


def draw_matrix(rows: Sequence[Named], columns: Sequence[Named], cells: Sequence[Sequence[Count]]) -> Drawing:
    """`cells` by rows and columns."""
    shades = Shades(cell.count for row in cells for cell in row)
    # The last name at the top leans out to the right.
    width = max(NARROWEST, NAMES + len(columns) * CELL + int(HEAD * cos(radians(SLANT)) / sin(radians(SLANT))))
    height = HEAD + len(rows) * ROW + FOOT
    parts = [head_of(column, NAMES + place * CELL + CELL / 2) for place, column in enumerate(columns)]
    for place, (row, counts) in enumerate(zip(rows, cells, strict=True)):
        y = HEAD + place * ROW
        name = text(fitted(row.name, 15, NAMES - 28), NAMES - 12, y + ROW / 2 + 5, 15, "ink", text_anchor="end")
        parts.append(titled(row.name, row.url, name))
        parts += [cell_of(cell, NAMES + column * CELL, y, shades) for column, cell in enumerate(counts)]
    return Drawing(width, height, [*parts, *shades.legend(0, height - 14, "Рекомендаций:")])


def head_of(column: Named, x: float) -> Element:
    foot = HEAD - 10
    room = (HEAD - 24) / sin(radians(SLANT))
    turned = f"rotate(-{SLANT} {x:.1f} {foot})"
    return titled(column.name, column.url, text(fitted(column.name, 15, room), x, foot, 15, "ink", transform=turned))


def cell_of(cell: Count, x: float, y: float, shades: Shades) -> Element:
    level = shades.level(cell.count)
    box = element("rect", x=x, y=y, width=CELL - 3, height=ROW - 3, rx=4, fill=SHADES[level][0])
    number = grouped(cell.count)
    size = min(15, int(1.7 * CELL / len(number)))
    words = [text(number, x + (CELL - 3) / 2, y + ROW / 2 + 4, size, text_anchor="middle")] if cell.count else []
    return titled(cell.title, cell.url, box, *words, level=level)
