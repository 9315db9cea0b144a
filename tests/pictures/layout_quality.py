"""How true a layout of tiles is to the map: `python -m tests.pictures.layout_quality [FILE]`.

A region stands for the mean of its places in the gazetteer. Neighbours are those between whose centres, in the ball of
which their distance is the diameter, no third centre lies (Gabriel's graph, on the globe); no borders are known here.

- kept: the share of neighbours whose tiles touch, by a side or a corner; by_side: by a side.
- order: of all pairs that differ in column, or in row, the share in which west stands left, or north above.
- displacement: how far a tile lies from where its centre would be on a plain map of the same extent (longitude and
  latitude, each scaled to columns and rows by least squares); the mean, in sides of a tile.
"""

import sys
from collections.abc import Mapping
from itertools import combinations
from math import cos, dist, hypot, radians, sin
from pathlib import Path
from typing import NamedTuple

from resolution_reader.gazetteer import table

Point = tuple[float, float]
Tiles = Mapping[str, tuple[int, int]]  # region -> column, row


class Quality(NamedTuple):
    kept: float
    by_side: float
    order: float
    displacement: float


def centres() -> dict[str, Point]:
    """{region: (longitude, latitude)}; what lies beyond 180° is counted on."""
    places: dict[str, list[Point]] = {}
    for line in (table.HERE / "places.tsv").read_text(encoding="utf-8").splitlines():
        _, code, latitude, longitude, _ = line.split("\t")
        places.setdefault(table.regions()[code], []).append((float(longitude) % 360, float(latitude)))
    return {
        region: (sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found))
        for region, found in places.items()
    }


def neighbours(points: Mapping[str, Point]) -> list[tuple[str, str]]:
    globe = {region: on_globe(*point) for region, point in points.items()}
    found = []
    for one, other in combinations(globe, 2):
        middle = [(a + b) / 2 for a, b in zip(globe[one], globe[other], strict=True)]
        radius = dist(globe[one], globe[other]) / 2
        if all(dist(globe[third], middle) >= radius for third in globe if third not in (one, other)):
            found.append((one, other))
    return found


def on_globe(longitude: float, latitude: float) -> tuple[float, float, float]:
    east, north = radians(longitude), radians(latitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def quality(tiles: Tiles) -> Quality:
    points = {region: point for region, point in centres().items() if region in tiles}
    apart = [
        (abs(tiles[one][0] - tiles[other][0]), abs(tiles[one][1] - tiles[other][1]))
        for one, other in neighbours(points)
    ]
    right = [
        (tiles[one][axis] > tiles[other][axis]) == (sign * points[one][axis] > sign * points[other][axis])
        for one, other in combinations(points, 2)
        for axis, sign in ((0, 1), (1, -1))
        if tiles[one][axis] != tiles[other][axis]
    ]
    offsets = [scaled([(points[region][axis], tiles[region][axis]) for region in points]) for axis in (0, 1)]
    return Quality(
        kept=sum(max(step) == 1 for step in apart) / len(apart),
        by_side=sum(sum(step) == 1 for step in apart) / len(apart),
        order=sum(right) / len(right),
        displacement=sum(map(hypot, *offsets)) / len(points),
    )


def scaled(pairs: list[tuple[float, int]]) -> list[float]:
    """How far each second number is from the line of best fit."""
    mean_x, mean_y = (sum(numbers) / len(pairs) for numbers in zip(*pairs, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / sum((x - mean_x) ** 2 for x, _ in pairs)
    return [y - mean_y - slope * (x - mean_x) for x, y in pairs]


def tiles_in(path: Path) -> dict[str, tuple[int, int]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return {region: (int(column), int(row)) for region, _, column, row in rows}


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else "resolutions/pictures/regions_tiles.tsv"
    print(quality(tiles_in(Path(given))))  # noqa: T201 -- run by hand
