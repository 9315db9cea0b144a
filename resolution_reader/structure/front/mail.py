"""The header of a letter by e-mail that a paper was sent in: «От: … / Кому: … / Тема: …». No text of the paper."""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block

FIELD = re.compile(
    r"^\W*(?:(?P<subject>тема|subject)|от(?:\s+кого)?|отправитель|кому|получател[ьи]|(?:скрытая\s+)?копия|дата|отправлено|"
    r"вложени[ея]|from|to|b?cc|date|sent|reply-to|attachments?)\s*:\s*(?P<said>.*)$",
    re.I,
)
FORWARDED = re.compile(
    r"^\W*(?:пересланн|пересылаем|переадресованн|исходн|начало\s+пере|forwarded|original)\w*\b", re.I
)
ANSWERED = re.compile(r"^(?:(?:re|fwd?|отв|пересл)\s*:\s*)+", re.I)
FEWEST_FIELDS = 2
MAX_HEADER = 8  # blocks


def end_of_header(blocks: Sequence[Block]) -> int:
    """The first block below the header of an e-mail at the top; 0 where there is none."""
    end = fields = 0
    for block in blocks[:MAX_HEADER]:
        lines = block.printed.split("\n")
        if all(map(FIELD.match, lines)):
            fields += len(lines)
        elif not FORWARDED.match(block.printed):
            break
        end += 1
    return end if fields >= FEWEST_FIELDS else 0


def subject(blocks: Sequence[Block]) -> str:
    """What the header says the letter is about, without «Re:» and «Fwd:»; empty where it does not."""
    lines = (line for block in blocks for line in block.printed.split("\n"))
    said = (found["said"] for found in map(FIELD.match, lines) if found and found["subject"])
    return ANSWERED.sub("", next(said, "")).strip()
