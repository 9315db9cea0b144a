"""Lines of their own below an item that belong to it: «Срок – 1 мая.», «Ответственный: …», «До 1 мая 2024 г.»."""

import re
from collections.abc import Iterable, Sequence

from resolution_reader.addressees.tokens import words
from resolution_reader.language.morphology import is_finite_verb
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Deadline
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs
from resolution_reader.structure.how_often import repeats
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.terms import deadline, deadline_of_cell

LONGEST = 300  # characters
LONGEST_BARE = 60
WHEN = r"(?:(?:предельн|контрольн|планов|общ|ориентировочн)[а-яё]+\s+)?(?:срок(?:и|ом)?|дат[аы]|период|когда)"
WHO = (
    r"(?:ответственн(?:ый|ая|ое|ые|ым|ого|ых)|отв(?:ечает|ечают)?|(?:со)?исполнител[а-яё]+|исп|исполня[ею]т|кто|кому|"
    r"поручается|контрол(?:ь|ирует|ёр)|куратор[а-яё]*)"
)
MONEY = r"(?:финансирование|источник[а-яё]*|за\s+сч[её]т)"
MORE = r"(?:\s+(?:[«»(),а-яё.-]+\s+){0,5}[«»(),а-яё.-]+)?"  # «Срок исполнения (подпункты «а» и «б»)»
OF_DOING = r"(?:\s+(?:ис|вы)полнения|\s+реализации|\s+проведения)?"
MARK = r"\s*(?::|[–—]|(?<=[\s.])-)\s*"
OPENS = r"^[\s(\[*]*"
KEYED = re.compile(rf"{OPENS}(?:{WHEN}|{WHO}|{MONEY})\b\.?{MORE}{MARK}(?=\S)", re.I)
UNMARKED = re.compile(
    rf"{OPENS}(?:{WHEN}{OF_DOING}\s+(?=\d|до\b|к\b|не\b|в\b|[IVX])|отв\.\s*(?=[а-яё])|отвечает\s)", re.I
)
BARE = re.compile(
    rf"{OPENS}(?:в\s+срок|до|к|ко|не\s+поз(?:днее|же)|в\s+течение|в\s+[IVX\d]|постоянно|еже[а-яё]+но)\b", re.I
)
TERM = re.compile(
    rf"(?:{OPENS}|(?<=[.;,(]\s)){WHEN}\b(?:{MORE}{MARK}|{OF_DOING}\s+(?=\d|до\b|к\b|не\b))(?P<value>[^;\n]+)", re.I
)
NEXT_KEY = re.compile(rf"[.,;\s)]+(?:{WHO})\b.*$|(?<!г)[.\s)\]]+$", re.I | re.S)
ALWAYS = re.compile(r"постоянно|регулярно|по\s+мере", re.I)
TELEPHONE = re.compile(r"\bтел\b|\d[\d-]*-\d\d-\d\d|@", re.I)  # who wrote the paper


def belongs_to_item(blocks: Sequence[Block], index: int) -> bool:
    """Whether this block says of the item above it by when it is due, who answers for it, who pays."""
    block = blocks[index]
    label = parse_label(block.label)
    if block.table or (label is not None and label.kind != "bullet"):
        return False
    return says_of_item(block.text)


def says_of_item(line: str) -> bool:
    """Whether the line says nothing else, and neither asks nor bears the telephone of who wrote the paper."""
    if len(line) > LONGEST or line.rstrip().endswith(":") or TELEPHONE.search(line):
        return False
    if BARE.match(line) and len(line) <= LONGEST_BARE:
        known = deadline(line) or repeats(line) or ALWAYS.search(line)
        return bool(known) and not (instructs(line) or any(is_finite_verb(word.text) for word in words(line)))
    if not (KEYED.match(line) or UNMARKED.match(line)):
        return False
    return not any(asks(sentence) or instructs(sentence) for sentence in sentences(line))


def term_below(lines: Iterable[str]) -> Deadline | None:
    """By when an item is due, of the lines below it; None where they do not say it, or say how often."""
    return next((found for line in lines if (found := _term(line))), None)


def _term(line: str) -> Deadline | None:
    if not says_of_item(line):
        return None
    if not (said := TERM.search(line)):
        return deadline(line)
    value = NEXT_KEY.sub("", said["value"]).strip()
    full = deadline_of_cell(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", full):
        return full
    if found := deadline(value):
        return found
    return None if repeats(value) or ALWAYS.search(value) else full
