"""What an editor still has to look at, computed from the sheet as it is now.

What an outline leaves open the reader computes (resolution_reader/doubts/), the same for a sheet; the review adds
errors that only editing and the register can make.
A settled doubt is one the editor has confirmed; an error cannot be confirmed, it has to go away.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from resolution_reader import PROBLEMS, Finding, Level, findings_in
from resolutions.review.operations.said import term_shown
from resolutions.review.sheet import (
    RED,
    Card,
    Like,
    LikePublished,
    Sheet,
    SheetGroup,
    SheetLine,
    SheetSection,
    skipped_blocks,
    used_blocks,
)

EDITING_ERRORS = {
    "empty-text": "У рекомендации нет текста: впишите его или уберите пункт кнопкой «Не рекомендация».",
    "empty-line": "У вводной строки нет текста: впишите его или уберите строку.",
    "bad-date": "Дата не читается: впишите её как 21.04.2021.",
    "dates-order": "Последний день раньше первого: поправьте даты.",
    "too-long": "Слишком длинно для реестра: сократите.",
}
# What only the register can tell.
REGISTER_ERRORS = {
    "like-published": "Похожа на резолюцию, которая уже есть в реестре: исправьте ту или опубликуйте эту как другую.",
}
LIMITS = {"ordinal": ("Номер по счёту", 20), "place": ("Место", 300)}
NUMBER_LIMIT = 20
NAME_LIMIT = 500
LABEL_LIMIT, REPEATS_LIMIT, TERM_LIMIT = 30, 200, 300
DOCUMENT = 0  # where the doubts of the whole document stand; keys of cards and sections begin at 1


@dataclass(frozen=True)
class Doubt:
    """`where` is a card's, a line's or a section's key; `code` with `detail` is what settling it remembers."""

    where: int
    code: str
    hint: str
    level: Level
    detail: str = ""
    like: Like | None = None  # the forum that it is about

    @property
    def is_error(self) -> bool:
        return self.level == "error"

    @property
    def can_be_settled(self) -> bool:
        """Words that no reader could place are looked up in the file by a person, who then says so; another
        resolution that is like this one is looked at."""
        return not self.is_error or self.code in ("words-lost", "like-published")

    @property
    def is_a_choice(self) -> bool:
        """Two ways lead on, and nobody but the editor says which: it is not settled together with others."""
        return self.like is not None

    @property
    def is_of_name(self) -> bool:
        """About a name that cannot be one: it is settled where that name stands, and never together with others."""
        return self.code in RED

    @property
    def is_of_emptiness(self) -> bool:
        return self.code in ("empty-text", "empty-line")

    @property
    def settles(self) -> str:
        return f"{self.code}:{self.detail}" if self.detail else self.code


def doubts_of(sheet: Sheet) -> list[Doubt]:
    """All that is left, in the order of the screen: the document, then each section and what it holds.

    What the table of problems shows elsewhere than beside its item is not among them, and holds nobody up.
    """
    read: dict[int, list[Doubt]] = {}
    for finding in findings_in(sheet, [card.reported for card in sheet.cards]):
        if PROBLEMS[finding.code].shown == "card":
            doubt = _doubt(_where(finding), finding.code, finding.hint, finding.detail)
            read.setdefault(_where(finding), []).append(doubt)
    of_document = (
        *map(_of_register, sheet.like),
        *read.get(DOCUMENT, ()),
        *_of_document(sheet),
        *_noticed(sheet),
    )
    found = _unsettled(of_document, sheet.settled)
    for section in sheet.sections:
        found += _unsettled(read.get(section.key, ()), section.settled)
        for row in section.body:
            if isinstance(row, Card):
                found += _unsettled((*_of_card(row), *read.get(row.key, ())), row.settled)
            else:
                found += _of_line(row)
    return found


def _where(finding: Finding) -> int:
    return finding.at.key if isinstance(finding.at, Card | SheetSection) else DOCUMENT


def left_to_check(sheet: Sheet) -> int:
    """In how many places (cards, sections, the document) something is left to look at."""
    return len({doubt.where for doubt in doubts_of(sheet)})


def errors_of(sheet: Sheet) -> list[Doubt]:
    return [doubt for doubt in doubts_of(sheet) if doubt.is_error]


def _unsettled(found: Iterable[Doubt], settled: tuple[str, ...]) -> list[Doubt]:
    return [doubt for doubt in found if not doubt.can_be_settled or doubt.settles not in settled]


def _doubt(where: int, code: str, hint: str, detail: str = "") -> Doubt:
    return Doubt(where, code, hint, PROBLEMS[code].level, detail)


def _error(where: int, code: str, hint: str = "") -> Doubt:
    return Doubt(where, code, hint or EDITING_ERRORS[code], "error")


def _of_register(like: Like) -> Doubt:
    """It names the forum only where the sheet has been made to be shown (like_published.as_known)."""
    named = f"{like.what} «{like.title}», {like.how_much}." if isinstance(like, LikePublished) else ""
    return Doubt(DOCUMENT, "like-published", named or REGISTER_ERRORS["like-published"], "error", like.slug, like)


def _of_document(sheet: Sheet) -> Iterator[Doubt]:
    yield from _of_dates(sheet)
    for field, (label, limit) in LIMITS.items():
        if len(getattr(sheet, field) or "") > limit:
            yield _error(DOCUMENT, "too-long", f"{label}: длиннее {limit} знаков, сократите.")


def _noticed(sheet: Sheet) -> Iterator[Doubt]:
    """What was noticed in reading the document, until every paragraph that it was about has its place."""
    in_cards = frozenset(index for card in sheet.cards for index in card.blocks)
    headings = in_cards | {index for section in sheet.sections for index in section.blocks}
    anywhere = used_blocks(sheet) | skipped_blocks(sheet)
    for problem in sheet.problems:
        if PROBLEMS[problem.code].shown != "card":
            continue
        first, last = problem.source or (0, -1)
        placed = {"words-lost": anywhere, "heading-missed": headings}.get(problem.code, in_cards)
        if problem.source and placed.issuperset(range(first, last + 1)):
            continue
        yield _doubt(DOCUMENT, problem.code, problem.hint, f"{first}-{last}" if problem.source else "")


def _of_dates(sheet: Sheet) -> Iterator[Doubt]:
    days = {}
    for field, label in (("date", "Первый день"), ("date_end", "Последний день")):
        text = getattr(sheet, field)
        if text:
            try:
                days[field] = date.fromisoformat(text)
            except ValueError:
                yield _error(DOCUMENT, "bad-date", f"{label}: дата «{text}» не читается, впишите её как 21.04.2021.")
    if len(days) == 2 and days["date_end"] < days["date"]:
        yield _error(DOCUMENT, "dates-order")


def _of_card(card: Card) -> Iterator[Doubt]:
    if len(card.number or "") > NUMBER_LIMIT or len(card.label or "") > LABEL_LIMIT:
        yield _error(card.key, "too-long", f"Номер длиннее {NUMBER_LIMIT} знаков: сократите.")
    if not card.text.strip():
        yield _error(card.key, "empty-text")
    for words, limit in ((card.repeats or "", REPEATS_LIMIT), (term_shown(card.deadline), TERM_LIMIT)):
        if len(words) > limit:
            yield _error(card.key, "too-long", f"Срок или повторение длиннее {limit} знаков: сократите.")
    for mention in card.addressees:
        if len(mention.name) > NAME_LIMIT or len(mention.as_written) > NAME_LIMIT:
            yield _error(card.key, "too-long", f"Название адресата длиннее {NAME_LIMIT} знаков: сократите.")


def _of_line(line: SheetLine) -> Iterator[Doubt]:
    if not line.text.strip():
        yield _error(line.key, "empty-line")
    if isinstance(line, SheetGroup) and len(line.label or "") > LABEL_LIMIT:
        yield _error(line.key, "too-long", f"Номер вводной строки длиннее {LABEL_LIMIT} знаков: сократите.")
