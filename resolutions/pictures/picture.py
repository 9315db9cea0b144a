"""A picture as plain data: what is drawn, the same numbers as a table, and what could not be drawn."""

from dataclasses import dataclass, field

from resolutions.pictures.svg import Drawing


@dataclass(frozen=True)
class Entry:
    """`url` lists what is counted, or is empty where no list holds just that."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Beneath:
    """What has no place in the drawing; `more` is a way to those not named here."""

    title: str
    entries: list[Entry]
    more: Entry | None = None


@dataclass(frozen=True)
class Picture:
    """`drawing` is None where there is nothing to draw; `sentence` says what is seen, or why nothing is.

    The first entry of each of `rows` names it.
    """

    what: str
    sentence: str
    head: list[str]
    rows: list[list[Entry]]
    drawing: Drawing | None = None
    beneath: list[Beneath] = field(default_factory=list)
    note: str = ""
