"""What an outline leaves open, computed from nothing but the outline: of a fresh one and of one that was edited.

What was seen in reading and no outline tells (of_reading.py) is handed in, and takes its place among the rest.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from resolution_reader.doubts.finding import Finding, found
from resolution_reader.doubts.of_item import of_addressees, of_number, of_text
from resolution_reader.gazetteer.regions import regions_of
from resolution_reader.language.folding import fold
from resolution_reader.outline import Outline, Problem, Recommendation, Section
from resolution_reader.structure.dates import event_dates

MAX_NAMED = 6  # regions in a sentence
# Titles that are no sections: captions of tables, and names of papers where the document has no title of its own.
CAPTION = re.compile(r"(?:таблица|рисунок|рис\.)\s*(?:№\s*)?\d", re.I)
DOCUMENT = re.compile(
    r"(?:резолюция|решение|обращение|протокол|постановление|декларация|рекомендации|план\s+мероприятий|тема:)\b", re.I
)


def findings_in(outline: Outline, noticed: Sequence[Iterable[Problem]] = ()) -> Iterator[Finding]:
    """All that is left open, what concerns the document first, then in the order of the text. Raises nothing.

    `noticed`: for each recommendation in that order what was noticed in reading it; nothing, or as many as there are.
    """
    yield from _of_document(outline)
    upcoming = iter(noticed)
    for section in outline.sections:
        yield from _of_section(section, outline)
        yield from _of_recommendations(section, upcoming)


def _of_document(outline: Outline) -> Iterator[Finding]:
    if not outline.title:
        yield found(outline, "no-title")
    if not outline.date:
        yield found(outline, "no-date")
    if not outline.place:
        yield found(outline, "no-place")
    if len(regions := regions_of_place(outline)) > 1:
        where = ", ".join(regions[:MAX_NAMED])
        hint = f"Мест с названием «{outline.place}» несколько: {where}. Допишите регион через запятую."
        yield found(outline, "place-in-regions", hint, fold(outline.place or ""))
    if not any(section.recommendations for section in outline.sections):
        yield found(outline, "no-recommendations")
    days = sorted({dates[0] for dates in event_dates(outline.head or "")})
    if len(days) > 1:
        named = ", ".join(day.strftime("%d.%m.%Y") for day in days[:MAX_NAMED])
        yield found(
            outline, "two-dates", f"В шапке несколько дат: {named}. Проверьте, какая из них день форума.", named
        )


def regions_of_place(outline: Outline) -> tuple[str, ...]:
    """The regions in which its place may lie: none known, the one, or several to ask about."""
    words = (outline.title, outline.head, outline.preamble)
    return regions_of(outline.place, "\n".join(filter(None, words))) if outline.place else ()


def _of_section(section: Section, outline: Outline) -> Iterator[Finding]:
    if section.title and not section.recommendations:
        yield found(section, "empty-section")
    elif section.title and (CAPTION.match(section.title) or (not outline.title and DOCUMENT.match(section.title))):
        yield found(section, "no-section", detail=fold(section.title))


def _of_recommendations(section: Section, noticed: Iterator[Iterable[Problem]]) -> Iterator[Finding]:
    seen: Counter[tuple[str, str | None]] = Counter()
    previous: Recommendation | None = None
    for entry in section.recommendations:
        if entry.number:
            seen[entry.number, entry.lead_in] += 1
            yield from of_number(entry, previous, seen)
            previous = entry
        yield from of_text(entry, section)
        for seen_in_reading in next(noticed, ()):
            yield Finding(entry, seen_in_reading.code, seen_in_reading.hint)
        yield from of_addressees(entry, section)
