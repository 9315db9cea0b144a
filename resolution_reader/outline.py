"""What intake hands over: frozen dataclasses, and the JSON a draft is stored as and `parse_resolution` prints.

Unknown is None, never an empty string. A span is the pair (first block, last block), zero-based and inclusive.
What a section holds stands in one order: groups and remarks say their `place` in it, recommendations fill the others.
Format 1, which knew no groups, is read for ever (outline_json.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Protocol, TypeVar

from resolution_reader.language.numerals import plural

OUTLINE_FORMAT = 2

Span = tuple[int, int]
Role = Literal["lead", "co-executor"]
OtherRole = Literal["recipient", "controller"]
Match = Literal["known", "similar", "new"]
Shown = Literal["card", "table", "no"]
Act = Literal["recommend", "ask", "propose", "instruct", "decide", "note"]


class OutlineFormatError(ValueError):
    """The JSON is not an outline of a format this version reads; the message is a Russian sentence."""


@dataclass(frozen=True)
class Mention:
    """A body asked to act. `name` is nominative, `as_written` as the text has it, empty when nobody wrote it.

    `match`: "known" to the directory, "similar" to a known one, or "new". `kind` is one of bodies.KINDS; `known_as` the
    directory's main name when that differs.
    """

    name: str
    as_written: str
    role: Role = "lead"
    match: Match = "new"
    kind: str = "other"
    known_as: str | None = None


@dataclass(frozen=True)
class Other:
    """A body named otherwise than as who must act: a paper goes to it, or it sees that things are done."""

    name: str
    as_written: str
    role: OtherRole


@dataclass(frozen=True)
class DaysFrom:
    """So many days from a day that the text does not give: «в течение 30 дней со дня получения»."""

    days: int
    start: Literal["receipt"] = "receipt"

    @property
    def in_words(self) -> str:
        """«30 дней со дня получения»."""
        return f"{self.days} {plural(self.days, 'день', 'дня', 'дней')} со дня получения"


Deadline = str | DaysFrom | None  # an ISO day, days from receipt, or the words as written where no day follows


@dataclass(frozen=True)
class Part:
    """A sub-item; its text stands in the recommendation's text as well, its addressees among those of that."""

    number: str | None
    text: str
    label: str | None = None
    addressees: tuple[Mention, ...] = ()
    others: tuple[Other, ...] = ()
    deadline: Deadline = None
    source: Span | None = None


@dataclass(frozen=True)
class Recommendation:
    """One item as printed: `label` with its mark («2.1.», «–»), `number` without, `text` verbatim, paragraphs joined by
    line breaks.

    `deadline`: by when; `repeats`: how often, as written. `implicit`: the addressees are those of the lead-in.
    `source`: its blocks. `lead_in`: the line it stands under; `group`: the index of the innermost group of its section.
    `act`: what the resolution does by it, "recommend" where that is not certain.
    """

    number: str | None
    text: str
    deadline: Deadline
    implicit: bool
    source: Span
    parts: tuple[Part, ...] = ()
    addressees: tuple[Mention, ...] = ()
    lead_in: str | None = None
    group: int | None = None
    label: str | None = None
    act: Act = "recommend"
    repeats: str | None = None
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Group:
    """A line that stands over the items below it: who is asked, what list it opens. `text` is without the label.

    `place`: among all that the section holds, from 0. `level`: 1, or one more than the group that it stands under.
    """

    text: str
    place: int
    number: str | None = None
    label: str | None = None
    level: int = 1
    addressees: tuple[Mention, ...] = ()
    others: tuple[Other, ...] = ()
    deadline: Deadline = None
    source: Span | None = None

    @property
    def printed(self) -> str:
        return f"{self.label or ''} {self.text}".strip()


@dataclass(frozen=True)
class Remark:
    """Talk between items: a paragraph, or sentences of one, that ask nothing. `place` as a group's."""

    text: str
    place: int
    source: Span | None = None


Line = Group | Remark


class HasPlace(Protocol):
    @property
    def place(self) -> int: ...


Item = TypeVar("Item")
Placed = TypeVar("Placed", bound=HasPlace)


@dataclass(frozen=True)
class Section:
    """A part of a resolution with its own lines; `source` are the blocks of these, not of its recommendations.

    The only one of a document without sections has no title. `title_as_written`: the heading as printed, None where a
    sentence names the section in passing. `lead_in`: the first group as printed. `annex`: «Приложение 1», if in one.
    """

    title: str | None
    preamble: str | None
    lead_in: str | None
    recommendations: tuple[Recommendation, ...] = ()
    source: tuple[Span, ...] = ()
    title_as_written: str | None = None
    groups: tuple[Group, ...] = ()
    remarks: tuple[Remark, ...] = ()
    annex: str | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """What stands between the recommendations, in no order."""
        return (*self.groups, *self.remarks)

    @property
    def body(self) -> tuple[Recommendation | Line, ...]:
        """All that it holds, as printed."""
        return tuple(in_order(self.recommendations, self.lines))


@dataclass(frozen=True)
class Adopted:
    """How the document came to be, where it says so: day (ISO) and number of the paper, the vote as written."""

    date: str | None = None
    number: str | None = None
    votes: str | None = None


@dataclass(frozen=True)
class Problem:
    """One doubt or error; `code` is a row of problems.PROBLEMS, `hint` says in Russian what was seen here.

    `source`: the very blocks it is about. `shown`: beside what it is about, in the table of addressees, or nowhere.
    """

    code: str
    source: Span | None
    hint: str
    shown: Shown = "card"


@dataclass(frozen=True)
class Outline:
    """A resolution as it was understood. `date` and `date_end` are ISO days, the second only of an event of several.

    `ordinal` as printed («V», «12»). `head`: the lines above the body as printed. `skipped`: blocks that are no text of
    it (signatures, annexes). `source`: those of the head and the preamble. With the sources of sections and
    recommendations they are all blocks there are.
    """

    title: str | None
    ordinal: str | None
    date: str | None
    date_end: str | None
    place: str | None
    preamble: str | None
    sections: tuple[Section, ...] = ()
    skipped: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: tuple[Span, ...] = ()
    head: str | None = None
    adopted: Adopted | None = None
    format: int = OUTLINE_FORMAT


def in_order(items: Sequence[Item], lines: Iterable[Placed]) -> Iterator[Item | Placed]:
    """What a section holds, as printed: lines at their places, items at the others. A place beyond all is the end."""
    ordered, rest, place = sorted(lines, key=lambda line: line.place), iter(items), 0
    for line in ordered:
        between = list(islice(rest, max(0, line.place - place)))
        yield from between
        yield line
        place += len(between) + 1
    yield from rest


def spans(indexes: Iterable[int]) -> tuple[Span, ...]:
    """Runs of neighbouring block indexes, each as (first, last), in order; an index that comes twice counts once."""
    found: list[Span] = []
    for index in sorted(set(indexes)):
        if found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return tuple(found)
