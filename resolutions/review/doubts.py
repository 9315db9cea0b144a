"""What an editor still has to look at, computed from the sheet as it is now.

The reader's table (resolution_reader/problems.py) names the doubts of reading; the review adds errors that only
editing can make.
A settled doubt is one the editor has confirmed; an error cannot be confirmed, it has to go away.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from resolution_reader import PROBLEMS, VERY_LONG, Level, label_continues, parse_label
from resolution_reader.language import fold
from resolutions.review.sheet import Card, Like, LikePublished, Sheet, SheetSection, skipped_blocks, used_blocks

EDITING_ERRORS = {
    "empty-text": "У рекомендации нет текста: впишите его или уберите пункт кнопкой «Не рекомендация».",
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
DOCUMENT = 0  # where the doubts of the whole document stand; keys of cards and sections begin at 1


@dataclass(frozen=True)
class Doubt:
    """`where` is a card's or section's key; `code` with `detail` is what settling it remembers."""

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
        """About the name of one addressee: it is settled where that name stands."""
        return self.code in ("unknown-body", "similar-body")

    @property
    def settles(self) -> str:
        return f"{self.code}:{self.detail}" if self.detail else self.code


def doubts_of(sheet: Sheet) -> list[Doubt]:
    """All that is left, in the order of the screen: the document, then each section and its cards."""
    found = _unsettled(_of_document(sheet), sheet.settled)
    for section in sheet.sections:
        found += _unsettled(_of_section(section), section.settled)
        twice = _repeated(section.recommendations)
        previous: Card | None = None
        for card in section.recommendations:
            of_card = (*_of_number(card, previous, twice), *_of_text(card), *_of_addressees(card))
            found += _unsettled(of_card, card.settled)
            previous = card if card.number else previous
    return found


def left_to_check(sheet: Sheet) -> int:
    """In how many places (cards, sections, the document) something is left to look at."""
    return len({doubt.where for doubt in doubts_of(sheet)})


def errors_of(sheet: Sheet) -> list[Doubt]:
    return [doubt for doubt in doubts_of(sheet) if doubt.is_error]


def _unsettled(found: Iterable[Doubt], settled: tuple[str, ...]) -> list[Doubt]:
    return [doubt for doubt in found if not doubt.can_be_settled or doubt.settles not in settled]


def _doubt(where: int, code: str, hint: str = "", detail: str = "") -> Doubt:
    if code in EDITING_ERRORS:
        return Doubt(where, code, hint or EDITING_ERRORS[code], "error", detail)
    return Doubt(where, code, hint or PROBLEMS[code].sentence, PROBLEMS[code].level, detail)


def _of_register(like: Like) -> Doubt:
    """It names the forum only where the sheet has been made to be shown (like_published.as_known)."""
    named = f"{like.what} «{like.title}», {like.how_much}." if isinstance(like, LikePublished) else ""
    return Doubt(DOCUMENT, "like-published", named or REGISTER_ERRORS["like-published"], "error", like.slug, like)


def _of_document(sheet: Sheet) -> Iterator[Doubt]:
    yield from map(_of_register, sheet.like)
    for field, code in (("title", "no-title"), ("date", "no-date"), ("place", "no-place")):
        if not getattr(sheet, field):
            yield _doubt(DOCUMENT, code)
    yield from _of_dates(sheet)
    for field, (label, limit) in LIMITS.items():
        if len(getattr(sheet, field) or "") > limit:
            yield _doubt(DOCUMENT, "too-long", f"{label}: длиннее {limit} знаков, сократите.")
    if not sheet.cards:
        yield _doubt(DOCUMENT, "no-recommendations")
    in_cards = {index for card in sheet.cards for index in card.blocks}
    anywhere = used_blocks(sheet) | skipped_blocks(sheet)
    for problem in sheet.problems:
        first, last = problem.source or (0, -1)
        placed = anywhere if problem.code == "words-lost" else in_cards
        if problem.source and all(index in placed for index in range(first, last + 1)):
            continue  # every paragraph it was about has its place now
        detail = f"{first}-{last}" if problem.source else ""
        yield _doubt(DOCUMENT, problem.code, problem.hint, detail)


def _of_dates(sheet: Sheet) -> Iterator[Doubt]:
    days = {}
    for field, label in (("date", "Первый день"), ("date_end", "Последний день")):
        text = getattr(sheet, field)
        if text:
            try:
                days[field] = date.fromisoformat(text)
            except ValueError:
                yield _doubt(DOCUMENT, "bad-date", f"{label}: дата «{text}» не читается, впишите её как 21.04.2021.")
    if len(days) == 2 and days["date_end"] < days["date"]:
        yield _doubt(DOCUMENT, "dates-order")


def _of_section(section: SheetSection) -> Iterator[Doubt]:
    if section.title and not section.recommendations:
        yield _doubt(section.key, "empty-section")


def _repeated(cards: Iterable[Card]) -> frozenset[int]:
    """Cards whose number an earlier card of the same list bears."""
    seen: Counter[tuple[str, str | None]] = Counter()
    twice = set()
    for card in cards:
        if card.number:
            if seen[card.number, card.lead_in]:
                twice.add(card.key)
            seen[card.number, card.lead_in] += 1
    return frozenset(twice)


def _of_number(card: Card, previous: Card | None, twice: frozenset[int]) -> Iterator[Doubt]:
    if len(card.number or "") > NUMBER_LIMIT:
        yield _doubt(card.key, "too-long", f"Номер длиннее {NUMBER_LIMIT} знаков: сократите.")
    if card.key in twice:
        yield _doubt(card.key, "number-twice", f"Номер {card.number} встречается в секции дважды.", card.number or "")
    if not previous or not card.number or previous.lead_in != card.lead_in:
        return
    here, before = parse_label(card.number), parse_label(previous.number or "")
    if here and before and here.kind == before.kind and here.path > before.path and not label_continues(here, before):
        hint = f"После № {previous.number} идёт № {card.number}: не потерян ли пункт?"
        yield _doubt(card.key, "number-gap", hint, f"{previous.number}-{card.number}")


def _of_text(card: Card) -> Iterator[Doubt]:
    if not card.text.strip():
        yield _doubt(card.key, "empty-text")
    if len(card.text) > VERY_LONG:
        yield _doubt(card.key, "very-long")
    for problem in card.reported:
        yield Doubt(card.key, problem.code, problem.hint, "doubt")


def _of_addressees(card: Card) -> Iterator[Doubt]:
    if not card.addressees:
        yield _doubt(card.key, "no-addressee")
    elif card.implicit:
        names = ", ".join(mention.name for mention in card.addressees)
        yield _doubt(card.key, "addressee-inherited", f"Адресат взят из вводной фразы или заголовка: {names}.")
    for mention in card.addressees:
        if len(mention.name) > NAME_LIMIT or len(mention.as_written) > NAME_LIMIT:
            yield _doubt(card.key, "too-long", f"Название адресата длиннее {NAME_LIMIT} знаков: сократите.")
        elif mention.match == "new":
            hint = f"Адресата «{mention.name}» в справочнике нет."
            yield _doubt(card.key, "unknown-body", hint, fold(mention.name))
        elif mention.match == "similar":
            hint = f"Адресат «{mention.name}» похож на известного, но назван иначе."
            yield _doubt(card.key, "similar-body", hint, fold(mention.name))
