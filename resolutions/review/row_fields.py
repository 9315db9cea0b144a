"""What an outline says of a row of the register, as the fields of that row. Nothing is written here."""

from collections.abc import Sequence
from typing import Any, Protocol

from resolution_reader import Adopted, DaysFrom, Deadline, Group, Line, Part, Recommendation, Section, Span
from resolutions.models.due import LONGEST
from resolutions.models.line import DEEPEST
from resolutions.models.others import OtherBody
from resolutions.review.sheet import day_in
from resolutions.vocabulary import LineKind
from resolutions.wording import term

LONGEST_TERM, LONGEST_REPETITION = 300, 200  # characters of their columns


class NamesOthers(Protocol):
    @property
    def others(self) -> Sequence[Any]: ...


def section_fields(section: Section) -> dict[str, str]:
    return {
        "title": section.title or "",
        "title_as_written": section.title_as_written or "",
        "preamble": section.preamble or "",
        "annex": (section.annex or "")[:300],
    }


def adopted_fields(adopted: Adopted | None) -> dict[str, Any]:
    """When and how the document was adopted."""
    if adopted is None:
        return {"adopted_on": None, "adopted_number": "", "votes": ""}
    return {
        "adopted_on": day_in(adopted.date),
        "adopted_number": (adopted.number or "")[:50],
        "votes": (adopted.votes or "")[:500],
    }


def line_fields(line: Line) -> dict[str, Any]:
    """`above` and `level` are not among them: they follow from the lines around it."""
    first, last = source_of(line.source)
    is_group = isinstance(line, Group)
    return {
        "kind": LineKind.GROUP if is_group else LineKind.REMARK,
        "label": (line.label or "") if isinstance(line, Group) else "",
        "text": line.text,
        "source_first": first,
        "source_last": last,
    }


def nested(groups: Sequence[Group]) -> list[tuple[int | None, int]]:
    """(which of these, in printed order, each stands under; its level): none is left out, none is too deep."""
    found: list[tuple[int | None, int]] = []
    open_now: list[int] = []  # the outermost first
    for index, group in enumerate(groups):
        open_now = [above for above in open_now if groups[above].level < group.level][: DEEPEST - 1]
        found.append((open_now[-1] if open_now else None, len(open_now) + 1))
        open_now.append(index)
    return found


def recommendation_fields(item: Recommendation) -> dict[str, Any]:
    """`group` is not among them: it is a row."""
    first, last = source_of(item.source)
    return {
        "number": item.number or "",
        "label": item.label or "",
        "text": item.text,
        "act": item.act,
        "repeats": (item.repeats or "")[:LONGEST_REPETITION],
        "others": others_of(item),
        "source_first": first,
        "source_last": last,
        **due_fields(item.deadline),
    }


def part_fields(part: Part) -> dict[str, Any]:
    return {"label": part.label or "", "text": part.text, "others": others_of(part), **due_fields(part.deadline)}


def others_of(row: NamesOthers) -> list[OtherBody]:
    return [{"name": other.name, "as_written": other.as_written, "role": other.role} for other in row.others]


def due_fields(deadline: Deadline) -> dict[str, Any]:
    """A day, days from receipt, or words: one of the three columns, the others empty.

    So few or so many days as no column takes («в течение 0 дней») are words.
    """
    days = deadline.days if isinstance(deadline, DaysFrom) and 1 <= deadline.days <= LONGEST else None
    day = day_in(deadline) if isinstance(deadline, str) else None
    words = term(deadline) if days is None and day is None else ""
    return {"due_on": day, "due_in_days": days, "due_as_written": words[:LONGEST_TERM]}


def source_of(source: Span | None) -> tuple[int | None, int | None]:
    """First and last block of the document; nothing for what was typed by hand."""
    return source if source and source[0] >= 0 else (None, None)
