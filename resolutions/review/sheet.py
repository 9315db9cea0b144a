"""The outline as it lies on an editor's desk: cards and lines with keys, exact blocks, and which doubts are settled.

A Sheet is an Outline, and its JSON is an outline's JSON with more keys: whatever reads outlines reads it as well.
Keys name cards, lines and sections in forms and anchors and never change; `blocks` are the source blocks, by index,
that a card, a line, a section's heading or the document's own lines hold. A block may be shared by the halves of a
split. What a section holds is changed as one list (body.py), so that lines stay where they stand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from resolution_reader import (
    PROBLEMS,
    Block,
    Group,
    Outline,
    Problem,
    Recommendation,
    Remark,
    Section,
    Span,
    findings_in,
    from_json,
    in_order,
    in_sentence_case,
    spans,
    to_json,
)
from resolution_reader.language import plural

RED = ("no-name", "several-bodies")  # doubts about what cannot be the name of one body
NOWHERE: Span = (-1, -1)  # the source of what was typed by hand


@dataclass(frozen=True)
class Card(Recommendation):
    """One recommendation. `reported` are doubts of reading that cannot be computed again; `settled` codes of doubts.

    `under`: the key of the group it stands under, which `group` is the place of.
    """

    key: int = 0
    blocks: tuple[int, ...] = ()
    reported: tuple[Problem, ...] = ()
    settled: tuple[str, ...] = ()
    under: int | None = None


@dataclass(frozen=True)
class SheetGroup(Group):
    key: int = 0
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True)
class SheetRemark(Remark):
    key: int = 0
    blocks: tuple[int, ...] = ()


SheetLine = SheetGroup | SheetRemark
Row = Card | SheetLine  # what a section holds


@dataclass(frozen=True)
class SheetSection(Section):
    """`themes`: slugs of what an editor says it is about; None while she has said nothing."""

    recommendations: tuple[Card, ...] = ()
    groups: tuple[SheetGroup, ...] = ()
    remarks: tuple[SheetRemark, ...] = ()
    key: int = 0
    blocks: tuple[int, ...] = ()
    settled: tuple[str, ...] = ()
    themes: tuple[str, ...] | None = None

    @property
    def heading(self) -> str:
        """Its title as it is shown; the field of the form has it as printed."""
        return in_sentence_case(self.title or "")

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        return (*self.groups, *self.remarks)

    @property
    def body(self) -> tuple[Row, ...]:
        return tuple(in_order(self.recommendations, self.lines))


@dataclass(frozen=True)
class Like:
    """A forum of the register that says nearly the same: `same` of the `of` recommendations of this document.

    No word of it: it may be taken back while this is kept. review/like_published.py says what may be told of it now.
    """

    slug: str
    same: int
    of: int

    @property
    def how_much(self) -> str:
        return f"{plural(self.same, 'совпадает', 'совпадают', 'совпадает')} {self.same} из {self.of}"


@dataclass(frozen=True)
class LikePublished(Like):
    """It with what the editors of the draft may know of it now; to be shown, never kept."""

    title: str
    is_public: bool
    is_own: bool

    @property
    def what(self) -> str:
        return "Похожа на опубликованную" if self.is_public else "Похожа на внесённую раньше"


@dataclass(frozen=True)
class Sheet(Outline):
    """`aliases` are (name in the text, body of the directory): what «apply to all alike» has taught.

    `like` is what the register held when it was last asked; no edit of anybody's.
    """

    sections: tuple[SheetSection, ...] = ()
    blocks: tuple[int, ...] = ()
    settled: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    next_key: int = 1
    like: tuple[Like, ...] = ()

    @property
    def heading(self) -> str:
        """Its title as it is shown; the field of the form has it as printed."""
        return in_sentence_case(self.title or "")

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for section in self.sections for card in section.recommendations)

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        return tuple(line for section in self.sections for line in section.lines)

    def card(self, key: int) -> Card:
        """KeyError when there is none (any more)."""
        return {card.key: card for card in self.cards}[key]

    def section_of(self, card: Card) -> SheetSection:
        return next(section for section in self.sections if any(row.key == card.key for row in section.recommendations))


def sheet_of(outline: Outline) -> Sheet:
    """A fresh outline of the reader's, laid out for review; what follows from what it says is not kept but computed."""
    keys = iter(range(1, 1_000_000))
    computed = {(finding.problem.code, finding.problem.source) for finding in findings_in(outline)}
    kept = [problem for problem in outline.problems if (problem.code, problem.source) not in computed]
    found: list[tuple[Section, int, list[Card]]] = []
    for section in outline.sections:
        key = next(keys)
        cards: list[Card] = []
        for entry in section.recommendations:
            cards.append(_card(entry, next(keys), [problem for problem in kept if problem.source == entry.source]))
            kept = [problem for problem in kept if problem not in cards[-1].reported]
        found.append((section, key, cards))
    sections = tuple(_laid_out(section, key, cards, keys) for section, key, cards in found)
    fields = _fields(outline) | {"sections": sections, "problems": tuple(kept)}
    return Sheet(**fields, blocks=indexes(outline.source), next_key=next(keys))


def _card(entry: Recommendation, key: int, reported: list[Problem]) -> Card:
    return Card(**_fields(entry), key=key, blocks=indexes([entry.source]), reported=tuple(reported))


def _laid_out(section: Section, key: int, cards: Iterable[Card], keys: Iterator[int]) -> SheetSection:
    """The blocks of its lines are theirs, and its own no more."""
    groups = tuple(
        SheetGroup(**_fields(group), key=next(keys), blocks=_blocks_of(group.source)) for group in section.groups
    )
    remarks = tuple(
        SheetRemark(**_fields(remark), key=next(keys), blocks=_blocks_of(remark.source)) for remark in section.remarks
    )
    lines: tuple[SheetLine, ...] = (*groups, *remarks)
    of_lines = {index for line in lines for index in line.blocks}
    own = tuple(index for index in indexes(section.source) if index not in of_lines)
    fields = _fields(section) | {"groups": groups, "remarks": remarks, "recommendations": _under(cards, groups)}
    return SheetSection(**fields, key=key, blocks=own)


def _under(cards: Iterable[Card], groups: tuple[SheetGroup, ...]) -> tuple[Card, ...]:
    return tuple(card if card.group is None else replace(card, under=groups[card.group].key) for card in cards)


def _blocks_of(source: Span | None) -> tuple[int, ...]:
    return indexes([source] if source else [])


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def day_in(text: str | None) -> date | None:
    """The day of an outline's `date`; None for one that an editor has typed and that cannot be read."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


EMPTY = Sheet(title=None, ordinal=None, date=None, date_end=None, place=None, preamble=None)


# Blocks


def indexes(found: Iterable[Span]) -> tuple[int, ...]:
    return tuple(index for first, last in found for index in range(first, last + 1) if index >= 0)


def used_blocks(sheet: Sheet) -> frozenset[int]:
    return frozenset(_held(sheet))


def _held(sheet: Sheet) -> Iterator[int]:
    yield from sheet.blocks
    for section in sheet.sections:
        yield from section.blocks
        for row in (*section.recommendations, *section.lines):
            yield from row.blocks


def skipped_blocks(sheet: Sheet) -> frozenset[int]:
    return frozenset(indexes(sheet.skipped)) - used_blocks(sheet)


def with_skipped(sheet: Sheet, more: Iterable[int]) -> Sheet:
    """What of these blocks nothing holds any more is skipped, and what something holds is not."""
    used = used_blocks(sheet)
    skipped = (set(indexes(sheet.skipped)) | set(more)) - used
    return replace(sheet, skipped=spans(skipped))


# JSON


def sheet_json(sheet: Sheet) -> dict[str, Any]:
    """The outline's JSON, `source` spans made from the blocks, with the keys of the sheet."""
    sections = tuple(map(_with_sources, sheet.sections))
    data = to_json(replace(sheet, sections=sections, source=spans(sheet.blocks)))
    for section in data["sections"]:
        if section["themes"] is None:  # as of before: what nobody has touched stays as it was stored
            del section["themes"]
    return data


def _with_sources(section: SheetSection) -> SheetSection:
    return replace(
        section,
        source=spans((*section.blocks, *(index for line in section.lines for index in line.blocks))),
        recommendations=tuple(replace(card, source=hull(card.blocks)) for card in section.recommendations),
        groups=tuple(replace(group, source=hull(group.blocks) if group.blocks else None) for group in section.groups),
        remarks=tuple(replace(row, source=hull(row.blocks) if row.blocks else None) for row in section.remarks),
    )


def hull(blocks: tuple[int, ...]) -> Span:
    return (min(blocks), max(blocks)) if blocks else NOWHERE


def sheet_from_json(data: Any) -> Sheet:
    """The sheet back; an outline that was never reviewed is laid out first. Raises OutlineFormatError.

    A draft of format 1 has a line that has no key yet: the same one is given whenever it is opened.
    """
    outline = from_json(data)
    if "next_key" not in data:
        return sheet_of(outline)
    keys = iter(range(data["next_key"], 1_000_000))
    sections = tuple(
        _section(section, stored, keys) for section, stored in zip(outline.sections, data["sections"], strict=True)
    )
    return Sheet(
        **_fields(outline) | {"sections": sections},
        blocks=tuple(data["blocks"]),
        settled=tuple(data["settled"]),
        aliases=tuple((alias, name) for alias, name in data["aliases"]),
        next_key=next(keys),
        like=tuple(Like(row["slug"], row["same"], row["of"]) for row in data.get("like", ())),
    )


def _section(section: Section, stored: dict[str, Any], keys: Iterator[int]) -> SheetSection:
    cards = tuple(
        Card(
            **_fields(entry),
            key=row["key"],
            blocks=tuple(row["blocks"]),
            reported=tuple(_problem(problem) for problem in row["reported"]),
            settled=tuple(row["settled"]),
        )
        for entry, row in zip(section.recommendations, stored["recommendations"], strict=True)
    )
    groups = tuple(
        SheetGroup(**_fields(group), **_kept(row, keys))
        for group, row in zip(section.groups, stored.get("groups") or [{}] * len(section.groups), strict=True)
    )
    remarks = tuple(
        SheetRemark(**_fields(remark), **_kept(row, keys))
        for remark, row in zip(section.remarks, stored.get("remarks", ()), strict=True)
    )
    return SheetSection(
        **_fields(section) | {"recommendations": _under(cards, groups), "groups": groups, "remarks": remarks},
        key=stored["key"],
        blocks=tuple(stored["blocks"]),
        settled=tuple(stored["settled"]),
        themes=tuple(stored["themes"]) if stored.get("themes") is not None else None,
    )


def _kept(row: dict[str, Any], keys: Iterator[int]) -> dict[str, Any]:
    return {"key": row["key"], "blocks": tuple(row["blocks"])} if "key" in row else {"key": next(keys)}


def _problem(data: dict[str, Any]) -> Problem:
    source = data["source"]
    return Problem(data["code"], (source[0], source[1]) if source else None, data["hint"], PROBLEMS[data["code"]].shown)


def blocks_json(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks]


def blocks_from_json(data: Iterable[dict[str, Any]]) -> list[Block]:
    return [Block(**row | {"span": (row["span"][0], row["span"][1])}) for row in data]
