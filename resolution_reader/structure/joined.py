"""A paragraph that holds what others put on lines of their own: «РЕШИЛИ: 1) …; 2) …», a vote, the next heading."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.closing import is_vote
from resolution_reader.structure.numbering import label_continues, parse_label, split_label
from resolution_reader.structure.openings import opens_requests

Piece = tuple[str, str]  # label, text

SPACED = r"р\s+е\s+ш\s+и\s+л\s+[аои]?|п\s+о\s+с\s+т\s+а\s+н\s+о\s+в\s+и\s+л\s+[аои]?"
DECIDED = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<line>^решение\s*:|(?:[^.:;!?\s][^.:;!?]{{0,80}}?\s)?(?:решил[аои]?|реша[ею]т|постановил[аои]?|постановля[ею]т|{SPACED})\s*:)\s*(?=\S)",
    re.I,
)
INNER_LABEL = re.compile(
    r"(?P<before>[:;,.])\s+(?P<label>\d{1,2}(?:\.\d{1,2})?[).]|[а-яё]\)|\(\d{1,2}\))\s*(?=[^\W\d])"
)
HEADING = re.compile(
    r"^(?P<text>.+[.;!?])\s+(?P<heading>(?:Тема|Раздел|Секция|Блок|Направление|Часть|Глава)\s+(?:№\s*)?"
    r"(?:\d{1,2}|[IVX]{1,4})[.:]?\s+[«А-ЯЁ][^.;:!?]{2,100})$",
    re.S,
)
VOTED = re.compile(r"голосова|единогласно|большинством|\bза\b", re.I)
LONGEST = 20_000  # characters of a paragraph that is looked into


def apart(blocks: list[Block]) -> list[Block]:
    """The blocks with such paragraphs cut; each piece keeps the span of its paragraph. Cells of tables stay whole."""
    return [piece for block in blocks for piece in _apart(block)]


def _apart(block: Block) -> list[Block]:
    if block.table or block.kind == "heading" or len(block.text) > LONGEST:
        return [block]
    pieces: list[Piece] = [(block.label, block.text)]
    for cut in (_at_labels, _at_decision, _at_heading, _at_vote):
        pieces = [piece for label, text in pieces for piece in _cut(cut, label, text)]
    if len(pieces) == 1:
        return [block]
    return [replace(block, kind="item" if label else "paragraph", label=label, text=text) for label, text in pieces]


def _cut(cut: Callable[[str], Iterator[Piece]], label: str, text: str) -> list[Piece]:
    """The first piece keeps the label; a text that bears one already is no list of labels."""
    (_, first), *rest = [("", text)] if label and cut is _at_labels else list(cut(text))
    return [(label, first), *rest]


def _at_decision(text: str) -> Iterator[Piece]:
    """«ПОСТАНОВИЛИ: Просить …»: the verb is no text of what was decided."""
    position = 0
    for found in DECIDED.finditer(text):
        if before := text[position : found.start()].strip():
            yield "", before
        yield "", found["line"]
        position = found.end()
    yield split_label(text[position:]) if position else ("", text)


def _at_heading(text: str) -> Iterator[Piece]:
    """«… к магазину. Тема 3. Транспорт»"""
    found = HEADING.match(text)
    yield "", found["text"] if found else text
    if found:
        yield "", found["heading"]


def _at_vote(text: str) -> Iterator[Piece]:
    """«Купить насос. Проголосовали: за – 31, против – 2.»"""
    position = 0
    for sentence in sentences(text) if VOTED.search(text) else ():
        at = text.index(sentence, position)
        if position and is_vote(sentence):
            yield "", text[:at].strip()
            yield "", text[at:].strip()
            return
        position = at + len(sentence)
    yield "", text


def _at_labels(text: str) -> Iterator[Piece]:
    """«Собрание решило: 1) купить насос; 2) …»: numbers in their order, the first one after the colon."""
    marks = list(INNER_LABEL.finditer(text))
    first = next((mark for mark in marks if mark["before"] == ":"), None)
    run = _run(marks[marks.index(first) :]) if first else []
    if first is None or len(run) < 2 or opens_requests(text[: first.start() + 1]) is not True:
        yield "", text
        return
    yield "", text[: first.start() + 1].strip()
    for mark, following in zip(run, [*run[1:], None], strict=True):
        yield mark["label"], text[mark.end() : following.start() + 1 if following else len(text)].strip()


def _run(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks from the first on that count 1, 2, 3 or а, б, в in one style."""
    run: list[re.Match[str]] = []
    for mark in marks:
        label, before = parse_label(mark["label"]), parse_label(run[-1]["label"]) if run else None
        if label is None or (before is None and label.path[-1] != 1):
            break
        if before is None or (label_continues(label, before) and mark["label"][-1] == run[-1]["label"][-1]):
            run.append(mark)
    return run
