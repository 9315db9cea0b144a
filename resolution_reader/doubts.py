"""What an outline leaves open, computed from nothing but the outline: of a fresh one and of one that was edited.

What was seen in reading and no outline tells (noticed.py) is handed in, and takes its place among the rest.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from resolution_reader.gazetteer.regions import regions_of
from resolution_reader.language.folding import fold
from resolution_reader.outline import Mention, Outline, Problem, Recommendation, Section, Span
from resolution_reader.problems import PROBLEMS
from resolution_reader.structure.numbering import label_continues, parse_label

MAX_NAMED = 6  # regions in a sentence
VERY_LONG = 1_500  # characters; the longest honest items of real resolutions stay under 1,200


@dataclass(frozen=True)
class Finding:
    """One thing left open. `at` is the part of the outline where it stands, the very object that was given.

    `code` is a row of problems.PROBLEMS, `hint` a Russian sentence. `detail` tells it from others of its code in the
    same place, and stays the same from one computation to the next: «2-4» for a gap, the folded name for a body.
    """

    at: Outline | Section | Recommendation
    code: str
    hint: str
    detail: str = ""

    @property
    def problem(self) -> Problem:
        """It as the outline keeps it: its place as a span of blocks, None for what is said of the whole document."""
        return Problem(self.code, self._source, self.hint)

    @property
    def _source(self) -> Span | None:
        if isinstance(self.at, Recommendation):
            return self.at.source
        return next(iter(self.at.source), None) if isinstance(self.at, Section) else None


def findings_in(outline: Outline, noticed: Sequence[Iterable[Problem]] = ()) -> Iterator[Finding]:
    """All that is left open, what concerns the document first, then in the order of the text. Raises nothing.

    `noticed`: for each recommendation in that order what was noticed in reading it; nothing, or as many as there are.
    """
    yield from _of_document(outline)
    upcoming = iter(noticed)
    for section in outline.sections:
        yield from _of_section(section)
        yield from _of_recommendations(section, upcoming)


def _found(at: Outline | Section | Recommendation, code: str, hint: str = "", detail: str = "") -> Finding:
    return Finding(at, code, hint or PROBLEMS[code].sentence, detail)


def _of_document(outline: Outline) -> Iterator[Finding]:
    if not outline.title:
        yield _found(outline, "no-title")
    if not outline.date:
        yield _found(outline, "no-date")
    if not outline.place:
        yield _found(outline, "no-place")
    if len(found := regions_of_place(outline)) > 1:
        where = ", ".join(found[:MAX_NAMED])
        hint = f"Мест с названием «{outline.place}» несколько: {where}. Допишите регион через запятую."
        yield _found(outline, "place-in-regions", hint, fold(outline.place or ""))
    if not any(section.recommendations for section in outline.sections):
        yield _found(outline, "no-recommendations")


def regions_of_place(outline: Outline) -> tuple[str, ...]:
    """The regions in which its place may lie: none known, the one, or several to ask about."""
    words = (outline.title, outline.head, outline.preamble)
    return regions_of(outline.place, "\n".join(filter(None, words))) if outline.place else ()


def _of_section(section: Section) -> Iterator[Finding]:
    if section.title and not section.recommendations:
        yield _found(section, "empty-section")


def _of_recommendations(section: Section, noticed: Iterator[Iterable[Problem]]) -> Iterator[Finding]:
    seen: Counter[tuple[str, str | None]] = Counter()
    previous: Recommendation | None = None
    for entry in section.recommendations:
        if entry.number:
            seen[entry.number, entry.lead_in] += 1
            yield from _of_number(entry, previous, seen)
            previous = entry
        yield from _of_text(entry)
        for seen_in_reading in next(noticed, ()):
            yield Finding(entry, seen_in_reading.code, seen_in_reading.hint)
        yield from _of_addressees(entry)


def _of_number(
    entry: Recommendation, previous: Recommendation | None, seen: Counter[tuple[str, str | None]]
) -> Iterator[Finding]:
    """Each lead-in of a section may count from one."""
    number = entry.number or ""
    if seen[number, entry.lead_in] > 1:
        yield _found(entry, "number-twice", f"Номер {number} встречается в секции дважды.", number)
    if previous and previous.lead_in == entry.lead_in and _is_gap(previous.number or "", number):
        hint = f"После № {previous.number} идёт № {number}: не потерян ли пункт?"
        yield _found(entry, "number-gap", hint, f"{previous.number}-{number}")


def _is_gap(before: str, here: str) -> bool:
    label, previous = parse_label(here), parse_label(before)
    if label is None or previous is None or label.kind != previous.kind:
        return False
    return label.path > previous.path and not label_continues(label, previous)


def _of_text(entry: Recommendation) -> Iterator[Finding]:
    if len(entry.text) > VERY_LONG:
        yield _found(entry, "very-long")


def _of_addressees(entry: Recommendation) -> Iterator[Finding]:
    if not entry.addressees:
        yield _found(entry, "no-addressee")
    elif entry.implicit:
        hint = f"Адресат взят из вводной фразы или заголовка: {names_of(entry.addressees)}."
        yield _found(entry, "addressee-inherited", hint)
    for mention in entry.addressees:
        name = fold(mention.name)
        if mention.match == "new":
            yield _found(entry, "unknown-body", f"Адресата «{mention.name}» в справочнике нет.", name)
        elif mention.match == "similar":
            hint = f"Адресат «{mention.name}» похож на известного, но назван иначе."
            yield _found(entry, "similar-body", hint, name)


def names_of(mentions: Iterable[Mention]) -> str:
    return ", ".join(mention.name for mention in mentions)
