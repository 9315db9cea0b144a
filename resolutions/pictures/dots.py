"""The places of one region as dots where they lie, the larger the more; names where there is room for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from resolutions.pictures.letters import length
from resolutions.pictures.svg import SHADES, Drawing, Element, element, text, titled

WIDTH, HEIGHT, MARGIN = 960, 600, 60
SMALLEST, LARGEST = 6, 26  # radius
LETTERS, SMALL = 15, 1.8  # times as large, to be seen at half the size
NOTHING = 1e-9  # degrees: what stands in one line still has a scale
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Dot:
    """At latitude and longitude in degrees."""

    name: str
    title: str
    latitude: float
    longitude: float
    count: int
    url: str


def draw_dots(dots: Sequence[Dot], *, is_small: bool = False) -> Drawing:
    """North is up, and the scale the same in both directions. `is_small`: to be seen at half the size."""
    times = SMALL if is_small else 1
    most = max(dot.count for dot in dots)
    spots = list(zip(dots, positions(dots), strict=True))
    circles = [(x, y, times * (SMALLEST + (LARGEST - SMALLEST) * sqrt(dot.count / most))) for dot, (x, y) in spots]
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    # The largest have the first choice of room, and lie below the smaller ones.
    order = sorted(range(len(spots)), key=lambda place: -circles[place][2])
    parts: list[Element] = []
    for place in order:
        dot, (x, y, r) = dots[place], circles[place]
        circle = element(
            "circle", cx=round(x, 1), cy=round(y, 1), r=round(r, 1), fill=SHADES[4][0], stroke="#ffffff", stroke_width=2
        )
        parts.append(titled(dot.title, dot.url, circle, level=4))
    for place in order:
        parts += label_of(dots[place].name, circles[place], int(times * LETTERS), taken)
    return Drawing(WIDTH, HEIGHT, parts)


def positions(dots: Sequence[Dot]) -> list[tuple[float, float]]:
    """Scaled to what the dots take up; a single one stands in the middle."""
    narrowing = cos(radians(sum(dot.latitude for dot in dots) / len(dots)))
    east = [dot.longitude * narrowing for dot in dots]
    north = [dot.latitude for dot in dots]
    wide, high = (max(values) - min(values) or NOTHING for values in (east, north))
    scale = min((WIDTH - 4 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    middle_east, middle_north = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    return [
        (WIDTH / 2 + (x - middle_east) * scale, HEIGHT / 2 - (y - middle_north) * scale)
        for x, y in zip(east, north, strict=True)
    ]


def label_of(name: str, circle: tuple[float, float, float], size: int, taken: list[Box]) -> Iterator[Element]:
    """The name beside its dot, where nothing else stands; else nothing: the table has it."""
    x, y, r = circle
    wide = length(name, size)
    for left, foot in (
        (x + r + 5, y + 5),
        (x - r - 5 - wide, y + 5),
        (x - wide / 2, y - r - 6),
        (x - wide / 2, y + r + size + 2),
    ):
        box = (left, foot - size + 2, left + wide, foot + 4)
        if box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT and not any_overlap(box, taken):
            taken.append(box)
            yield text(name, left, foot, size, "ink")
            return


def any_overlap(box: Box, others: list[Box]) -> bool:
    return any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in others)
