"""The JSON of an outline: what a draft is stored as and `parse_resolution` prints; and back, of both formats.

Format 1 glued all lines of a section into its `lead_in`, which becomes one group at its head.
"""

from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict

from resolution_reader.outline import (
    OUTLINE_FORMAT,
    Act,
    Adopted,
    DaysFrom,
    Deadline,
    Group,
    Match,
    Mention,
    Other,
    OtherRole,
    Outline,
    OutlineFormatError,
    Part,
    Problem,
    Recommendation,
    Remark,
    Role,
    Section,
    Shown,
    Span,
)
from resolution_reader.problems import PROBLEMS

FORMATS = (1, OUTLINE_FORMAT)

# `NotRequired` are the keys that format 1, or its first drafts, lacked.


class _DaysKept(TypedDict("_DaysFromKept", {"from": str})):
    days: int


_DeadlineKept = str | _DaysKept | None


class _MentionKept(TypedDict):
    name: str
    as_written: str
    role: Role
    match: Match
    kind: NotRequired[str]
    known_as: NotRequired[str | None]


class _OtherKept(TypedDict):
    name: str
    as_written: str
    role: OtherRole


class _PartKept(TypedDict):
    number: str | None
    text: str
    label: NotRequired[str | None]
    addressees: NotRequired[list[_MentionKept]]
    others: NotRequired[list[_OtherKept]]
    deadline: NotRequired[_DeadlineKept]
    source: NotRequired[list[int] | None]


class _RecommendationKept(TypedDict):
    number: str | None
    text: str
    deadline: _DeadlineKept
    implicit: bool
    source: list[int]
    parts: list[_PartKept]
    addressees: list[_MentionKept]
    lead_in: NotRequired[str | None]
    group: NotRequired[int | None]
    label: NotRequired[str | None]
    act: NotRequired[Act]
    repeats: NotRequired[str | None]
    others: NotRequired[list[_OtherKept]]


class _GroupKept(TypedDict):
    text: str
    place: int
    number: str | None
    label: str | None
    level: int
    addressees: list[_MentionKept]
    others: list[_OtherKept]
    deadline: _DeadlineKept
    source: list[int] | None


class _RemarkKept(TypedDict):
    text: str
    place: int
    source: list[int] | None


class _SectionKept(TypedDict):
    title: str | None
    preamble: str | None
    lead_in: str | None
    recommendations: list[_RecommendationKept]
    source: NotRequired[list[list[int]]]
    title_as_written: NotRequired[str | None]
    groups: NotRequired[list[_GroupKept]]
    remarks: NotRequired[list[_RemarkKept]]
    annex: NotRequired[str | None]


class _ProblemKept(TypedDict):
    code: str
    source: list[int] | None
    hint: str
    shown: NotRequired[Shown]


class _AdoptedKept(TypedDict):
    date: str | None
    number: str | None
    votes: str | None


def to_json(outline: Outline) -> dict[str, Any]:
    """Plain dicts and lists, ready for json.dumps; `format` comes first."""
    listed: dict[str, Any] = _plain(outline)
    return {"format": listed.pop("format"), **listed}


def from_json(data: Any) -> Outline:
    """The outline back from to_json's shape, also after a trip through JSON text; of format 1 as well.

    Raises OutlineFormatError for another format version or a missing or misplaced key.
    """
    if not isinstance(data, dict) or data.get("format") not in FORMATS:
        raise OutlineFormatError(f"Черновик сохранён в неизвестном формате, нужен формат {OUTLINE_FORMAT}.")
    try:
        return Outline(
            **{key: data[key] for key in ("title", "ordinal", "date", "date_end", "place", "preamble")},
            sections=tuple(_section(section) for section in data["sections"]),
            skipped=_spans(data["skipped"]),
            problems=tuple(_problem(problem) for problem in data["problems"]),
            source=_spans(data.get("source", [])),
            head=data.get("head"),
            adopted=_adopted(data.get("adopted")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as reason:
        raise OutlineFormatError(f"Черновик повреждён: {reason!r}.") from reason


def _plain(value: Any) -> Any:
    """As asdict() has it, with lists for tuples; which copies every word: a second for thousands of items."""
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, DaysFrom):
        return {"days": value.days, "from": value.start}
    names = getattr(value, "__dataclass_fields__", None)
    return {name: _plain(getattr(value, name)) for name in names} if names else value


def _span(value: Iterable[int]) -> Span:
    first, last = value
    return int(first), int(last)


def _span_or_none(value: Iterable[int] | None) -> Span | None:
    return None if value is None else _span(value)


def _spans(value: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(_span(span) for span in value)


def _adopted(data: _AdoptedKept | None) -> Adopted | None:
    return None if data is None else Adopted(data["date"], data["number"], data["votes"])


def _problem(data: _ProblemKept) -> Problem:
    """One kept before it was said where it shows does so where its code does now."""
    kind = PROBLEMS.get(data["code"])
    shown: Shown = kind.shown if kind else "card"
    return Problem(data["code"], _span_or_none(data["source"]), data["hint"], data.get("shown", shown))


def _section(data: _SectionKept) -> Section:
    return Section(
        title=data["title"],
        preamble=data["preamble"],
        lead_in=data["lead_in"],
        recommendations=tuple(_recommendation(item, data) for item in data["recommendations"]),
        source=_spans(data.get("source", [])),
        title_as_written=data.get("title_as_written", data["title"]),
        groups=tuple(map(_group, data["groups"])) if "groups" in data else _one_group(data),
        remarks=tuple(map(_remark, data.get("remarks", ()))),
        annex=data.get("annex"),
    )


def _one_group(data: _SectionKept) -> tuple[Group, ...]:
    return (Group(data["lead_in"], place=0),) if data["lead_in"] else ()


def _remark(data: _RemarkKept) -> Remark:
    return Remark(data["text"], data["place"], _span_or_none(data["source"]))


def _group(data: _GroupKept) -> Group:
    return Group(
        text=data["text"],
        place=data["place"],
        number=data["number"],
        label=data["label"],
        level=data["level"],
        addressees=_mentions(data["addressees"]),
        others=_others(data["others"]),
        deadline=_deadline(data["deadline"]),
        source=_span_or_none(data["source"]),
    )


def _recommendation(data: _RecommendationKept, section: _SectionKept) -> Recommendation:
    in_the_one = 0 if "groups" not in section and section["lead_in"] else None
    return Recommendation(
        number=data["number"],
        text=data["text"],
        deadline=_deadline(data["deadline"]),
        implicit=bool(data["implicit"]),
        source=_span(data["source"]),
        parts=tuple(map(_part, data["parts"])),
        addressees=_mentions(data["addressees"]),
        lead_in=data.get("lead_in"),
        group=data.get("group", in_the_one),
        label=data.get("label"),
        act=data.get("act", "recommend"),
        repeats=data.get("repeats"),
        others=_others(data.get("others", ())),
    )


def _part(data: _PartKept) -> Part:
    return Part(
        number=data["number"],
        text=data["text"],
        label=data.get("label"),
        addressees=_mentions(data.get("addressees", ())),
        others=_others(data.get("others", ())),
        deadline=_deadline(data.get("deadline")),
        source=_span_or_none(data.get("source")),
    )


def _deadline(data: _DeadlineKept) -> Deadline:
    return DaysFrom(int(data["days"])) if isinstance(data, dict) else data


def _others(data: Iterable[_OtherKept]) -> tuple[Other, ...]:
    return tuple(Other(row["name"], row["as_written"], row["role"]) for row in data)


def _mentions(data: Iterable[_MentionKept]) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            name=row["name"],
            as_written=row["as_written"],
            role=row["role"],
            match=row["match"],
            kind=row.get("kind", "other"),
            known_as=row.get("known_as"),
        )
        for row in data
    )
