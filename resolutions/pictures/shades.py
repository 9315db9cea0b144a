"""Counts as at most five shades, each for so many times as many as the one before; the legend that says so."""

from bisect import bisect_left
from collections.abc import Iterable
from math import ceil

from resolutions.pictures.letters import length
from resolutions.pictures.svg import SHADES, Element, element, text
from resolutions.wording import grouped

CLASSES = len(SHADES) - 1
SWATCH, GAP = 22, 8


class Shades:
    def __init__(self, counts: Iterable[int]) -> None:
        known = sorted({count for count in counts if count}) or [1]
        self.least, most = known[0], known[-1]
        growth = most / self.least
        between = (ceil(round(self.least * growth ** (step / CLASSES), 6)) for step in range(1, CLASSES))
        # Few different numbers have a shade each, and of the shades the darkest.
        self.bounds = known if len(known) <= CLASSES else sorted({*between, most})

    def level(self, count: int) -> int:
        """0 is nothing, CLASSES the most."""
        return CLASSES - len(self.bounds) + 1 + bisect_left(self.bounds, count) if count else 0

    def legend(self, x: float, y: float, words: str) -> list[Element]:
        """In one line that begins here; `y` is its foot."""
        parts = [text(words, x, y, 14, "soft")]
        x += length(words, 14) + 2 * GAP
        for lowest, highest in zip((self.least, *(bound + 1 for bound in self.bounds)), self.bounds, strict=False):
            fill, ink = SHADES[self.level(highest)]
            box = element("rect", x=round(x, 1), y=round(y - 17, 1), width=SWATCH, height=SWATCH, rx=4, fill=fill)
            parts.append(element("g", box, class_=f"shade-{self.level(highest)}", fill=ink))
            said = grouped(highest) if lowest == highest else f"{grouped(lowest)}–{grouped(highest)}"
            parts.append(text(said, x + SWATCH + GAP, y, 14, "soft"))
            x += SWATCH + 3 * GAP + length(said, 14)
        return parts
