"""What one recommendation of an outline leaves open: its number, its text, its term, whom it asks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from resolution_reader.doubts.cues_of_addressees import asks_unread, holds_several, words_left
from resolution_reader.doubts.cues_of_items import (
    is_line_over_others,
    is_much_longer,
    is_no_request,
    next_number_inside,
    tail_inside,
    term_unread,
)
from resolution_reader.doubts.faults_of_names import fault_of
from resolution_reader.doubts.finding import Finding, found
from resolution_reader.language.folding import fold
from resolution_reader.outline import Mention, Recommendation, Section
from resolution_reader.structure.how_often import is_how_often
from resolution_reader.structure.numbering import label_continues, parse_label

YEAR = re.compile(r"в(?:\s+течение)?\s+\d{4}\D.*", re.I)
VERY_LONG = 1_500  # characters; the longest honest items of real resolutions stay under 1,200


def of_number(
    entry: Recommendation, previous: Recommendation | None, seen: Counter[tuple[str, str | None]]
) -> Iterator[Finding]:
    """Each lead-in of a section may count from one."""
    number = entry.number or ""
    if seen[number, entry.lead_in] > 1:
        yield found(entry, "number-twice", f"Номер {number} встречается в секции дважды.", number)
    if previous and previous.lead_in == entry.lead_in and _is_gap(previous.number or "", number):
        hint = f"После № {previous.number} идёт № {number}: не потерян ли пункт?"
        yield found(entry, "number-gap", hint, f"{previous.number}-{number}")


def _is_gap(before: str, here: str) -> bool:
    label, previous = parse_label(here), parse_label(before)
    if label is None or previous is None or label.kind != previous.kind:
        return False
    return label.path > previous.path and not label_continues(label, previous)


def of_text(entry: Recommendation, section: Section) -> Iterator[Finding]:
    if len(entry.text) > VERY_LONG:
        yield found(entry, "very-long")
    elif is_much_longer(entry, section.recommendations):
        yield found(entry, "much-longer")
    if inside := next_number_inside(entry):
        hint = f"Внутри пункта есть строка с номером {inside}: не слились ли два пункта?"
        yield found(entry, "next-number-inside", hint, inside)
    if line := tail_inside(entry):
        hint = f"Внутри пункта строка «{line[:60]}»: похоже, она ему не принадлежит."
        yield found(entry, "tail-inside", hint, fold(line[:60]))
    if is_line_over_others(entry):
        yield found(entry, "line-over-others")
    yield from _of_term(entry)


def _of_term(entry: Recommendation) -> Iterator[Finding]:
    if isinstance(entry.deadline, str) and YEAR.fullmatch(entry.deadline):
        yield found(entry, "term-is-a-year", f"Срок ли «{entry.deadline}» или год, о котором идёт речь?")
    elif isinstance(entry.deadline, str) and is_how_often(entry.deadline):
        hint = f"Вместо срока стоит, как часто: «{entry.deadline}»."
        yield found(entry, "term-is-how-often", hint, fold(entry.deadline))
    elif not entry.deadline and (term := term_unread(entry.text)):
        yield found(entry, "term-unread", f"Похоже на срок, но он не прочитан: «{term}».", fold(term))


def of_addressees(entry: Recommendation, section: Section) -> Iterator[Finding]:
    if not entry.addressees:
        yield found(entry, "no-addressee")
        yield from _of_nobody(entry, section)
    elif entry.implicit:
        hint = f"Адресат взят из вводной фразы или заголовка: {names_of(entry.addressees)}."
        yield found(entry, "addressee-inherited", hint)
    said = (entry.lead_in or "") if entry.implicit else entry.text
    if left := words_left(said, entry.addressees):
        hint = f"Рядом с адресатом «{left}»: не потеряна ли часть названия или ещё один?"
        yield found(entry, "names-left", hint, fold(left))
    for mention in entry.addressees:
        yield from _of_name(entry, mention)


def _of_nobody(entry: Recommendation, section: Section) -> Iterator[Finding]:
    if asks_unread(entry, section.title or ""):
        yield found(entry, "addressee-unread")
    if entry.others:
        return
    if is_no_request(entry.text):
        yield found(entry, "no-request")
    elif entry.lead_in is None and entry.number and entry.source[0] >= 0:
        yield found(entry, "nothing-above")


def _of_name(entry: Recommendation, mention: Mention) -> Iterator[Finding]:
    name = fold(mention.name)
    if mention.match != "known" and (fault := fault_of(mention)):
        yield found(entry, "no-name", f"«{mention.name}»: {fault}.", name)
    elif mention.match != "known" and holds_several(mention.name):
        hint = f"«{mention.name}»: похоже, здесь несколько адресатов. Впишите каждого отдельно."
        yield found(entry, "several-bodies", hint, name)
    if mention.match == "new":
        yield found(entry, "unknown-body", f"Адресата «{mention.name}» в справочнике нет.", name)
    elif mention.match == "similar":
        hint = f"Адресат «{mention.name}» похож на известного, но назван иначе."
        yield found(entry, "similar-body", hint, name)


def names_of(mentions: Iterable[Mention]) -> str:
    return ", ".join(mention.name for mention in mentions)
