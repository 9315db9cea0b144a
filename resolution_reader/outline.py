"""What intake hands over: frozen dataclasses, and the JSON a draft is stored as and `parse_resolution` prints.

Unknown is None, never an empty string. A span is the pair (first block, last block), zero-based and inclusive.
Keys beyond DESIGN section 5: addressee `kind` and `known_as`, recommendation `lead_in`, `source` of a section
and of the outline (the spans of headings, preambles and lead-ins): with them every block is accounted for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

OUTLINE_FORMAT = 1

Span = tuple[int, int]
Role = Literal["lead", "co-executor"]
Match = Literal["known", "similar", "new"]


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
class Part:
    """A sub-item; its text stands in the recommendation's text as well."""

    number: str | None
    text: str


@dataclass(frozen=True)
class Recommendation:
    """One item as printed: `number` without its mark («2.1»), `text` verbatim, paragraphs joined by line breaks.

    `deadline`: ISO for a full date, else the words as written. `implicit`: the addressees are those of the lead-in.
    `source`: its blocks. `lead_in`: the line it stands under.
    """

    number: str | None
    text: str
    deadline: str | None
    implicit: bool
    source: Span
    parts: tuple[Part, ...] = ()
    addressees: tuple[Mention, ...] = ()
    lead_in: str | None = None


@dataclass(frozen=True)
class Section:
    """A part of a resolution with its own lines; `source` are the blocks of these, not of its recommendations.

    The only one of a document without sections has no title.
    """

    title: str | None
    preamble: str | None
    lead_in: str | None
    recommendations: tuple[Recommendation, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Problem:
    """One doubt or error; `code` is a row of problems.PROBLEMS, `hint` says in Russian what was seen here."""

    code: str
    source: Span | None
    hint: str


@dataclass(frozen=True)
class Outline:
    """A resolution as it was understood. `date` and `date_end` are ISO days, the second only of an event of several.

    `ordinal` as printed («V», «12»). `skipped`: blocks that are no text of it (signatures, annexes). `source`: those of
    the title and the preamble. With the sources of sections and recommendations they are all blocks there are.
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
    format: int = OUTLINE_FORMAT


# The JSON: `NotRequired` are the keys that the first drafts were kept without.


class _MentionKept(TypedDict):
    name: str
    as_written: str
    role: Role
    match: Match
    kind: NotRequired[str]
    known_as: NotRequired[str | None]


class _PartKept(TypedDict):
    number: str | None
    text: str


class _RecommendationKept(TypedDict):
    number: str | None
    text: str
    deadline: str | None
    implicit: bool
    source: list[int]
    parts: list[_PartKept]
    addressees: list[_MentionKept]
    lead_in: NotRequired[str | None]


class _SectionKept(TypedDict):
    title: str | None
    preamble: str | None
    lead_in: str | None
    recommendations: list[_RecommendationKept]
    source: NotRequired[list[list[int]]]


class _ProblemKept(TypedDict):
    code: str
    source: list[int] | None
    hint: str


def to_json(outline: Outline) -> dict[str, Any]:
    """Plain dicts and lists, ready for json.dumps; `format` comes first."""
    listed: dict[str, Any] = _plain(outline)
    return {"format": listed.pop("format"), **listed}


def from_json(data: Any) -> Outline:
    """The outline back from to_json's shape, also after a trip through JSON text.

    Raises OutlineFormatError for another format version or a missing or misplaced key.
    """
    if not isinstance(data, dict) or data.get("format") != OUTLINE_FORMAT:
        raise OutlineFormatError(f"Черновик сохранён в неизвестном формате, нужен формат {OUTLINE_FORMAT}.")
    try:
        return Outline(
            **{key: data[key] for key in ("title", "ordinal", "date", "date_end", "place", "preamble")},
            sections=tuple(_section(section) for section in data["sections"]),
            skipped=_spans(data["skipped"]),
            problems=tuple(_problem(problem) for problem in data["problems"]),
            source=_spans(data.get("source", [])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        raise OutlineFormatError(f"Черновик повреждён: {reason!r}.") from reason


def spans(indexes: Iterable[int]) -> tuple[Span, ...]:
    """Runs of neighbouring block indexes, each as (first, last), in order; an index that comes twice counts once."""
    found: list[Span] = []
    for index in sorted(set(indexes)):
        if found and found[-1][1] == index - 1:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return tuple(found)


def _plain(value: Any) -> Any:
    """As asdict() has it, with lists for tuples; which copies every word: a second for thousands of items."""
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    fields = getattr(value, "__dataclass_fields__", None)
    return {name: _plain(getattr(value, name)) for name in fields} if fields else value


def _span(value: Iterable[int]) -> Span:
    first, last = value
    return int(first), int(last)


def _spans(value: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(_span(span) for span in value)


def _problem(data: _ProblemKept) -> Problem:
    source = data["source"]
    return Problem(data["code"], None if source is None else _span(source), data["hint"])


def _section(data: _SectionKept) -> Section:
    return Section(
        title=data["title"],
        preamble=data["preamble"],
        lead_in=data["lead_in"],
        recommendations=tuple(_recommendation(item) for item in data["recommendations"]),
        source=_spans(data.get("source", [])),
    )


def _recommendation(data: _RecommendationKept) -> Recommendation:
    return Recommendation(
        number=data["number"],
        text=data["text"],
        deadline=data["deadline"],
        implicit=bool(data["implicit"]),
        source=_span(data["source"]),
        parts=tuple(Part(part["number"], part["text"]) for part in data["parts"]),
        addressees=tuple(_mention(mention) for mention in data["addressees"]),
        lead_in=data.get("lead_in"),
    )


def _mention(data: _MentionKept) -> Mention:
    return Mention(
        name=data["name"],
        as_written=data["as_written"],
        role=data["role"],
        match=data["match"],
        kind=data.get("kind", "other"),
        known_as=data.get("known_as"),
    )
