"""What of the formats on offer is good for so many recommendations; the page hands them over (`exports/formats.py`)."""

from collections.abc import Iterable
from typing import Protocol


class Offered(Protocol):
    label: str

    def holds(self, count: int) -> bool: ...


def holding(formats: Iterable[Offered], count: int) -> list[Offered]:
    return [format for format in formats if format.holds(count)]


def too_short_for(formats: Iterable[Offered], count: int) -> str:
    """«Word, PDF и ODT» when there are too many recommendations for them."""
    labels = [format.label for format in formats if not format.holds(count)]
    return " и ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))
