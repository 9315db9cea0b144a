"""Everything an editor should look at, found in a finished outline and the skeleton it came from."""

from collections import Counter
from collections.abc import Iterator, Sequence

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Outline, Problem, Recommendation, Section, Span, spans
from resolution_reader.problems import problem
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.front import Front
from resolution_reader.structure.numbering import Label
from resolution_reader.structure.recommendations import Recogniser
from resolution_reader.structure.skeleton import Item, Skeleton

VERY_LONG = 1_500  # characters; the longest honest items of real resolutions stay under 1,200


def doubts(
    outline: Outline, skeleton: Skeleton, front: Front, blocks: Sequence[Block], recogniser: Recogniser
) -> tuple[Problem, ...]:
    """All problems, those of the document first, then in the order of the text."""
    found = [*_of_document(outline, front)]
    items = [item for chapter in skeleton.chapters for item in chapter.items]
    recommendations = [item for section in outline.sections for item in section.recommendations]
    for item, entry in zip(items, recommendations, strict=True):
        found += [*_of_number(item), *_of_text(item, entry, recogniser), *_of_addressees(entry), *_of_row(item, entry)]
    for section in outline.sections:
        found += _of_section(section)
    if skeleton.refused_lists:
        for span in spans(skeleton.refused_lists):
            found.append(problem("list-not-taken", span, f"Пропущен список: «{blocks[span[0]].printed[:60]}…»"))
    return (*found, *words_lost(outline, blocks))


def _of_document(outline: Outline, front: Front) -> Iterator[Problem]:
    if outline.title is None:
        yield problem("no-title", None)
    if outline.date is None:
        yield problem("no-date", None)
    if outline.place is None:
        yield problem("no-place", None)
    elif front.place_guessed:
        yield problem("place-guessed", None, f"Место «{outline.place}» взято из текста: проверьте.")
    if not any(section.recommendations for section in outline.sections):
        yield problem("no-recommendations", None)


def _of_section(section: Section) -> Iterator[Problem]:
    if section.title and not section.recommendations and section.source:
        yield problem(
            "empty-section", section.source[0], f"В разделе «{section.title}» не найдено ни одной рекомендации."
        )
    seen: Counter[tuple[str, str | None]] = Counter()
    for entry in section.recommendations:
        if entry.number:
            seen[entry.number, entry.lead_in] += 1
            if seen[entry.number, entry.lead_in] == 2:
                yield problem("number-twice", entry.source, f"Номер {entry.number} встречается в разделе дважды.")


def _of_number(item: Item) -> Iterator[Problem]:
    if item.label and item.gap_after and item.label.path > item.gap_after.path:
        yield problem(
            "number-gap", (item.first, item.last), f"После № {_bare(item.gap_after)} идёт № {_bare(item.label)}."
        )


def _bare(label: Label) -> str:
    return label.number or "?"


def _of_text(item: Item, entry: Recommendation, recogniser: Recogniser) -> Iterator[Problem]:
    if len(entry.text) > VERY_LONG:
        yield problem("very-long", entry.source)
    if item.found == "prose":
        yield problem("from-prose", entry.source)
    asked = [
        {mention.name for mention in recogniser.asked(part) if mention.role == "lead"} for part in sentences(entry.text)
    ]
    directed = [names for names in asked if names]
    if len(directed) > 1 and any(names != directed[0] for names in directed):
        yield problem("two-requests", entry.source)


def _of_addressees(entry: Recommendation) -> Iterator[Problem]:
    if not entry.addressees:
        yield problem("no-addressee", entry.source)
    if entry.implicit:
        names = ", ".join(mention.name for mention in entry.addressees)
        yield problem("addressee-inherited", entry.source, f"Адресат взят из вводной фразы или заголовка: {names}.")
    for mention in entry.addressees:
        if mention.match == "new":
            yield problem("unknown-body", entry.source, f"Адресата «{mention.name}» в справочнике нет.")
        elif mention.match == "similar":
            yield problem("similar-body", entry.source, f"Адресат «{mention.name}» похож на известного: проверьте.")


def _of_row(item: Item, entry: Recommendation) -> Iterator[Problem]:
    if item.beside and item.beside.repeats:
        names = ", ".join(mention.name for mention in entry.addressees)
        yield problem("addressee-inherited", entry.source, f"Адресат тот же, что в пункте выше: {names}.")


def words_lost(outline: Outline, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Blocks that belong to nothing: the reader's promise is that there are none."""
    held = {index for first, last in _all_spans(outline) for index in range(first, last + 1)}
    lost = sorted(set(range(len(blocks))) - held)
    for span in spans(lost):
        yield problem("words-lost", span, f"В черновик не попало: «{blocks[span[0]].printed[:60]}»")


def _all_spans(outline: Outline) -> Iterator[Span]:
    yield from outline.source
    yield from outline.skipped
    for section in outline.sections:
        yield from section.source
        for entry in section.recommendations:
            yield entry.source
