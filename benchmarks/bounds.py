"""Every bound of `make bench` in one table, by the name of the measurement."""

from dataclasses import dataclass
from typing import Literal

from benchmarks.mix import PICTURES

# p95 in milliseconds, and how many times Datasette's throughput: both promised for a million recommendations.
PAGES = {
    "filtered page": (50, 25),
    "frequent word": (75, 50),
    "recommendation": (20, None),
    "forum": (50, None),
    "304": (5, None),
}
FIRST_SIGHT = 3  # times the bound of repeats
PICTURE = 3  # times the first sight of the filtered page
WITH_WRITER = 4  # times the same load without one
# `make compare`: times the same page of an earlier state of the code.
NO_WORSE, NO_WORSE_LOWEST = 1.10, 1.05  # the median of the rounds, and the lowest of them
MOST = {"import_resolution, largest process": 250.0}  # MB, whatever BASE takes: how the index is written decides


@dataclass(frozen=True)
class Bound:
    """A ceiling, or with `least` a floor, for the value or for the ratio."""

    limit: float
    on: Literal["value", "ratio"] = "value"
    least: bool = False

    def holds(self, value: float, ratio: float | None) -> bool:
        measured = value if self.on == "value" else ratio
        if measured is None:
            return False
        return measured >= self.limit if self.least else measured <= self.limit

    def __str__(self) -> str:
        return f"{self.on} {'>=' if self.least else '<='} {self.limit:g}"


def ratio(limit: float) -> Bound:
    return Bound(limit, "ratio")


BOUNDS: dict[str, Bound] = {
    # A million recommendations, two cores, eight at once: milliseconds of the reference machine.
    **{f"{name}, p95": Bound(limit) for name, (limit, _) in PAGES.items()},
    **{f"{name}, first sight, p95": Bound(limit * FIRST_SIGHT) for name, (limit, _) in PAGES.items() if name != "304"},
    **{f"picture: {name}, first sight beside a list, p95": ratio(PICTURE) for name in PICTURES},
    "filtered page, alone, p50": Bound(10),
    **{f"{name}, against Datasette": Bound(times, "ratio", least=True) for name, (_, times) in PAGES.items() if times},
    **{f"{name}, growth from 10,000": ratio(1.5) for name in PAGES},
    # While a forum is published every two seconds.
    **{f"{name}, with a writer, p95": ratio(WITH_WRITER) for name in PAGES if name != "304"},
    "a new forum is found after, at most": Bound(2),
    # While five recommendations a second come to say something else.
    **{f"{name}, with five changes a second, p95": ratio(WITH_WRITER) for name in PAGES if name != "304"},
    "a change is found after, at most": Bound(2),
    "answers that were not as expected": Bound(0),
    "private memory of a web worker": Bound(200),
    "CSV of all, first byte": Bound(1),
    "CSV of all, private memory of a web worker": Bound(200),
    "CSV of all, memory grown by after its first fifth": Bound(10),
    # A crowd.
    "200 readers at once, p99": Bound(1000),
    "200 readers of one page, p99": Bound(500),
    "while a crawler walks the facets, p95": ratio(WITH_WRITER),
    "50 ask for the same unseen page at once": ratio(5),
    "a page while 100 clients are slow, p95": Bound(100),
    # One worker on one core, warm, beside the view that says hello.
    "warm recommendation": ratio(10),
    "warm home": ratio(15),
    "warm forum": ratio(25),
    "warm filtered list of 25 rows": ratio(30),
    # Reading documents.
    ".docx of 30 recommendations to outline": ratio(10),
    "time per document of 400": ratio(1.2),
    "a page while slow documents are read, p95": ratio(1.0),
}
