"""Days on a line of time, a row for each town, the larger the more recommendations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from resolutions.pictures.letters import fitted
from resolutions.pictures.svg import SHADES, Drawing, Element, element, rule, text, titled

NAMES, LINE, MARGIN, ROW, HEAD = 220, 760, 20, 40, 34
SMALLEST, LARGEST = 7, 16  # radius
YEAR_WIDTH = 44  # that a year's number needs
DAYS = 366


@dataclass(frozen=True)
class Dot:
    """A forum on a known day."""

    title: str
    day: date
    count: int
    url: str


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    forums: Sequence[Dot]


def draw_timeline(rows: Sequence[Row]) -> Drawing:
    """Rows without a known day are drawn empty; at least one has one."""
    days = [dot.day for row in rows for dot in row.forums]
    first, last = min(days).year, max(days).year + 1
    most = max(dot.count for row in rows for dot in row.forums)
    height = HEAD + len(rows) * ROW

    def at(day: date) -> float:
        return NAMES + LINE * (day.year - first + (day.timetuple().tm_yday - 1) / DAYS) / (last - first)

    parts = list(years(first, last, height))
    for place, row in enumerate(rows):
        y = HEAD + place * ROW + ROW / 2
        parts.append(titled(row.name, row.url, text(fitted(row.name, 15, NAMES - 24), 0, y + 5, 15, "ink")))
        # The larger ones lie below, so that none is hidden.
        for dot in sorted(row.forums, key=lambda dot: -dot.count):
            radius = SMALLEST + (LARGEST - SMALLEST) * sqrt(dot.count / most)
            parts.append(titled(dot.title, dot.url, circle(at(dot.day), y, radius), level=4))
    return Drawing(NAMES + LINE + MARGIN, height, parts)


def circle(x: float, y: float, radius: float) -> Element:
    return element(
        "circle", cx=round(x, 1), cy=y, r=round(radius, 1), fill=SHADES[4][0], stroke="#ffffff", stroke_width=2
    )


def years(first: int, last: int, height: int) -> list[Element]:
    """A line where each year begins; its number as often as there is room."""
    wide = LINE / (last - first)
    every = -(-YEAR_WIDTH // max(1, int(wide)))
    parts = []
    for year in range(first, last + 1):
        x = NAMES + (year - first) * wide
        parts.append(rule(x, HEAD - 6, x, height))
        if year < last and (year - first) % every == 0:
            parts.append(text(str(year), x + wide / 2, HEAD - 14, 15, "soft", text_anchor="middle"))
    return parts
