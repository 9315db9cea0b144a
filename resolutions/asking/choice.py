"""What is chosen of a filter, value by value, as it is called today. Every outlet says it from here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from resolutions.asking.closed import ClosedFilterSet
from resolutions.asking.meanings import NONE, Meaning
from resolutions.models import Addressee, Theme
from resolutions.search.values import NAMELESS

HOW_IT_LOOKS = ("sort", "page_size", "view", "columns")  # as against what is chosen
SAID_IN_WORDS = {"departments": "включая подразделения"}


@dataclass(frozen=True)
class Chosen:
    """One value: the parameter's name and label; the value as in an address and as people read it; what it means."""

    name: str
    parameter: str
    value: str
    label: str
    meaning: Meaning


def choice_of(found: ClosedFilterSet) -> Iterator[Chosen]:
    """In the order of the parameters, and of each as it was asked; how the list looks is no choice."""
    for name in found.filters:
        if name in HOW_IT_LOOKS:
            continue
        for value, meaning in canonical(name, found.chosen(name)).items():
            label = SAID_IN_WORDS.get(name) or label_of(name, meaning)
            yield Chosen(name, str(found.filters[name].label), value, label, meaning)


def canonical(name: str, chosen: Mapping[str, Meaning]) -> Mapping[str, Meaning]:
    """By the value a meaning has today: what was merged is called by the slug of the one it was merged into."""
    if name not in ("to", "theme"):
        return chosen
    return {row.slug if isinstance(row, Addressee | Theme) else NONE: row for row in chosen.values()}


def note_of(meaning: Meaning) -> str:
    """What tells it from its namesakes."""
    return meaning.place_beside if isinstance(meaning, Addressee) else ""


def label_of(name: str, meaning: Meaning) -> str:
    """Typed words may be «none» as well: what was not given is known by having no meaning."""
    if meaning is None:
        return NAMELESS[name]
    return getattr(meaning, "heading", None) or str(meaning)
