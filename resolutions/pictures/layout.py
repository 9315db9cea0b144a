"""Where the tile of each region lies: regions_tiles.tsv, or a file of the installation's own in its place.

A line is the region's name as the register has it, a label of at most four letters, column and row, with tabs between;
the first column and the first row are 0. docs/operations.md says how to give another file.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from resolution_reader.language import fold

OURS = Path(__file__).with_name("regions_tiles.tsv")
LABEL, SIDE = 4, 40  # letters; columns and rows that a picture has room for


class LayoutError(ValueError):
    """The file cannot be read as a layout; the text says which line and why."""


class Place(NamedTuple):
    region: str
    label: str
    column: int
    row: int


def layout() -> Mapping[str, Place]:
    """By the folded name of the region. Raises LayoutError, which the system checks have shown at the start."""
    return read(Path(settings.REGIONS_TILES or OURS))


@cache
def read(path: Path) -> Mapping[str, Place]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise LayoutError(f"{path} cannot be read: {trouble}") from trouble
    places: dict[str, Place] = {}
    taken: dict[tuple[int, int], str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = _place(line, f"{path}, line {number}")
        if fold(place.region) in places:
            raise LayoutError(f"{path}, line {number}: {place.region} stands there twice")
        if other := taken.get((place.column, place.row)):
            raise LayoutError(f"{path}, line {number}: {place.region} lies on {other}")
        places[fold(place.region)] = place
        taken[place.column, place.row] = place.region
    if not places:
        raise LayoutError(f"{path} names no region")
    return places


def _place(line: str, where: str) -> Place:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != 4:
        raise LayoutError(f"{where}: {len(cells)} cells instead of name, label, column, row with tabs between")
    region, label, *numbers = cells
    if not region or not label or len(label) > LABEL:
        raise LayoutError(f"{where}: a region has a name, and a label of 1 to {LABEL} letters")
    if not all(number.isascii() and number.isdigit() and int(number) < SIDE for number in numbers):
        raise LayoutError(f"{where}: column and row are numbers from 0 to {SIDE - 1}")
    return Place(region, label, *map(int, numbers))
