"""How a document came to be: the day and the number of the paper above its text, the vote below it."""

import re
from collections.abc import Sequence

from resolution_reader.outline import Adopted
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.front.stamps import ADOPTED, date_of_approval

PAPER = r"(?:протокол|решени|резолюци|постановлени|рекомендаци|обращени|заключени)\w*"
NUMBER = re.compile(
    rf"\b{PAPER}\b[^№\n]{{0,60}}№\s*(?P<after>(?=\S*\d)[\w/-]+)|^\W*№\s*(?P<alone>[\w/-]+)\W*$|"
    r"^\W*(?:от\s+)?[«\"\d].{0,40}(?:\d{4}|[./]\d\d).{0,8}№\s*(?P<dated>[\w/-]+)",
    re.I,
)
VOTES = re.compile(
    r"^\W*(?:(?:результат\w*\s+)?голосовани\w*|(?:про)?голосовал\w*|«?за»?\s*[–—:-]\s*\d+)|\bединогласно\b", re.I
)
LONGEST_VOTE = 300  # characters


def read_adopted(blocks: Sequence[Block], end_of_front: int, skipped: Sequence[int]) -> Adopted | None:
    """None where the document says nothing of it. `skipped`: the blocks that are no text of it."""
    head = [block.printed for block in blocks[:end_of_front]]
    below = [blocks[index].printed for index in skipped if index >= end_of_front]
    adopted = Adopted(_day(head, below), _number(head), next(filter(_is_vote, below), None))
    return adopted if adopted != Adopted() else None


def _day(head: list[str], below: list[str]) -> str | None:
    """That of the stamp, «УТВЕРЖДЕНО … от 17 января 2025 года», or of the line below, «Принято 5 июня 2023 г.»."""
    for at, line in enumerate(head):
        if ADOPTED.match(line):
            stamp = head[at : at + 4]
            return next((day[0].isoformat() for day in map(date_of_approval, stamp) if day), None)
    dated = (event_dates(line) for line in below if ADOPTED.match(line))
    return next((days[0][0].isoformat() for days in dated if days), None)


def _number(head: list[str]) -> str | None:
    for line in head:
        if found := NUMBER.search(line):
            return found["after"] or found["alone"] or found["dated"]
    return None


def _is_vote(line: str) -> bool:
    return bool(VOTES.search(line)) and len(line) <= LONGEST_VOTE
