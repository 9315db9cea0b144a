"""What an editor should look at and no finished outline tells: seen in the skeleton and the blocks it came from."""

import re
from collections.abc import Iterator, Sequence

from resolution_reader.doubts.of_item import names_of
from resolution_reader.doubts.of_outline import findings_in
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Outline, Problem, Recommendation, Span, spans
from resolution_reader.problems import problem
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, needs
from resolution_reader.structure.front import Front
from resolution_reader.structure.names_of_document import Recogniser
from resolution_reader.structure.skeleton import Item, Skeleton

MANY = 6  # sentences of prose by which a document shows how it speaks
HEADING = re.compile(r"[А-ЯЁ][^.;:!?]{2,70}[^.;:!?,\s]")  # and no more than that
# What an event or its paper is called by, whatever its name.
NAMES_EVENT = re.compile(
    r"резолюц|решени|обращени|протокол|постановлен|деклараци|рекомендаци|план|перечень|итог|заключени|письмо|форум|"
    r"конференц|съезд|слушани|сход|собрани|стол|совет|встреч|заявлени|предложени|наказ|поручени|манифест|хартия|отч[её]т|"
    r"конгресс|сесси|программа|меморандум|коммюнике|соглашени|петици|требовани|доклад|сл[её]т|сбор|фестиваль|семинар",
    re.I,
)
WIDE = re.compile(r"област|край|республик|район|округ|сельсовет|поселени", re.I)  # no place where one can meet


def problems(
    outline: Outline, skeleton: Skeleton, front: Front, blocks: Sequence[Block], recogniser: Recogniser
) -> tuple[Problem, ...]:
    """All problems of a document: what its outline leaves open, then what was noticed of the whole document."""
    items = [item for chapter in skeleton.chapters for item in chapter.items]
    entries = [entry for section in outline.sections for entry in section.recommendations]
    pairs = list(zip(items, entries, strict=True))
    in_prose = [_is_of_nobody(entry) for item, entry in pairs if item.found == "prose"]
    mostly = len(in_prose) >= MANY and sum(in_prose) > len(in_prose) / 2
    noticed = [_of_item(item, entry, recogniser, nobody=mostly) for item, entry in pairs]
    found = [finding.problem for finding in findings_in(outline, noticed)]
    return (*found, *_of_document(outline, skeleton, front, blocks))


def _of_document(outline: Outline, skeleton: Skeleton, front: Front, blocks: Sequence[Block]) -> Iterator[Problem]:
    if outline.title and ("\n" in outline.title or not NAMES_EVENT.search(outline.title)):
        yield problem("title-unlikely", None)
    if front.place_guessed or WIDE.search(outline.place or ""):
        yield problem("place-guessed", None, f"Место «{outline.place}» взято из текста: проверьте.")
    for span in spans(skeleton.refused_lists):
        yield problem("list-not-taken", span, f"Пропущен список: «{blocks[span[0]].printed[:60]}…»")
    for span in skeleton.passed_tables:
        yield problem("table-not-taken", span, f"Пропущена таблица: «{blocks[span[0]].printed[:60]}…»")
    yield from _in_talk(outline, front, blocks)
    yield from words_lost(outline, blocks)


def _in_talk(outline: Outline, front: Front, blocks: Sequence[Block]) -> Iterator[Problem]:
    """Paragraphs that are held by no item and no line over items: requests among them, and headings."""
    taken = {at for section in outline.sections for entry in section.recommendations for at in _within(entry.source)}
    taken |= {at for span in outline.skipped for at in _within(span)}
    for section in outline.sections:
        taken |= {at for group in section.groups if group.source for at in _within(group.source)}
    remarks = {remark.source for section in outline.sections for remark in section.remarks}
    for at in sorted(set(range(front.end, len(blocks))) - taken):
        text = blocks[at].text
        if not blocks[at].table and not text.rstrip().endswith(":") and any(map(_asks, sentences(text))):
            yield problem("list-not-taken", (at, at), f"Похоже на просьбы, но не взято: «{text[:60]}…»")
        elif (at, at) in remarks and not blocks[at].label and HEADING.fullmatch(text):
            yield problem("heading-missed", (at, at), f"Похоже на заголовок: «{text}». Не начинается ли здесь секция?")


def _within(span: Span) -> range:
    return range(span[0], span[1] + 1)


def _asks(sentence: str) -> bool:
    return asks(sentence) or needs(sentence)


def _is_of_nobody(entry: Recommendation) -> bool:
    return not entry.addressees and not entry.others


def _of_item(item: Item, entry: Recommendation, recogniser: Recogniser, *, nobody: bool) -> Iterator[Problem]:
    """`nobody`: in this document most sentences name none, so that one more says nothing."""
    if item.found == "prose":
        yield problem("from-prose", entry.source)
        if _is_of_nobody(entry) and not nobody:
            yield problem("nobody-in-prose", entry.source)
    if _asks_different_bodies(entry.text, recogniser):
        yield problem("two-requests", entry.source)
    if item.beside and item.beside.repeats and entry.addressees and not entry.implicit:
        hint = f"Адресат тот же, что в пункте выше: {names_of(entry.addressees)}."
        yield problem("addressee-inherited", entry.source, hint)


def _asks_different_bodies(text: str, recogniser: Recogniser) -> bool:
    """Whether one sentence asks somebody, and another sentence somebody else."""
    asked = [{mention.name for mention in recogniser.asked(part) if mention.role == "lead"} for part in sentences(text)]
    directed = [names for names in asked if names]
    return any(names != directed[0] for names in directed)


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
