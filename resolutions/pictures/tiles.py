"""The country as tiles, one for each region of the layout, the darker the more."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.pictures.shades import Shades
from resolutions.pictures.svg import SHADES, Drawing, Element, element, text, titled
from resolutions.wording import grouped

STEP, SIDE, FOOT = 60, 56, 44


@dataclass(frozen=True)
class Tile:
    """`url` is empty where the count is 0."""

    label: str
    title: str
    column: int
    row: int
    count: int
    url: str


def draw_tiles(tiles: Sequence[Tile], *, is_small: bool = False) -> Drawing:
    """`is_small`: to be seen at half the size, so that numbers take the room of labels and legend."""
    shades = Shades(tile.count for tile in tiles)
    width = (max(tile.column for tile in tiles) + 1) * STEP - (STEP - SIDE)
    height = (max(tile.row for tile in tiles) + 1) * STEP - (STEP - SIDE)
    # From west to east in each row, as the eye and the tabulator go.
    parts = [tile_of(tile, shades, is_small) for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column))]
    if is_small:
        return Drawing(width, height, parts)
    return Drawing(width, height + FOOT, [*parts, *shades.legend(0, height + FOOT - 10, "Рекомендаций в регионе:")])


def tile_of(tile: Tile, shades: Shades, is_small: bool) -> Element:
    x, y, level = tile.column * STEP, tile.row * STEP, shades.level(tile.count)
    parts = [element("rect", x=x, y=y, width=SIDE, height=SIDE, rx=6, fill=SHADES[level][0])]
    middle = {"text_anchor": "middle"}
    if not is_small:
        parts.append(text(tile.label, x + SIDE / 2, y + (22 if tile.count else 33), 15, **middle))
    if tile.count:
        number = grouped(tile.count)
        size, foot = (24, 36) if is_small else (17, 44)
        size = min(size, int(1.6 * SIDE / len(number)))
        parts.append(text(number, x + SIDE / 2, y + foot, size, font_weight=700, **middle))
    return titled(tile.title, tile.url, *parts, level=level)
