"""Marks of lists that only their neighbours tell from text: «1 Мэрии …», «§ Мэрии …», «l.» read for «1.» by a scanner.

One such line is text; several that count, or begin with the same sign, are a list.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.number_formats import bullet
from resolution_reader.structure.numbering import BULLETS, parse_label

# «ü», «o» and the like: signs of Wingdings or Courier whose font was lost on the way.
SIGN = re.compile(r"(?P<sign>[oüØqnvwlь§+=~>#°¨×¤¦|])\s+(?P<text>[«\"(]?[А-ЯЁа-яё].*)", re.S)
NUMBERED = re.compile(
    r"(?P<label>(?:(?:Пункт|ПУНКТ|П\.|Рекомендация|РЕКОМЕНДАЦИЯ|Предложение)\s*(?:№\s*)?)?(?P<number>\d{1,3})"
    r"(?P<mark>\s*[-–—:])?)\s+(?P<text>[«\"(]?[А-ЯЁа-яёA-Z].*)",
    re.S,
)
MONTH = re.compile(r"(январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)", re.I)
MISREAD = re.compile(r"(?P<sign>[lIІ|!iЗз])(?P<mark>[.)])\s+(?P<text>\S.*)", re.S)
MEANT = {"З": 3, "з": 3}  # all others mean 1


def with_weak_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with these marks as labels."""
    return _misread(_counted(_signed(blocks)))


def _bare(block: Block) -> bool:
    return block.kind == "paragraph" and not block.label


def _signed(blocks: Sequence[Block]) -> list[Block]:
    found = {index: match for index, block in enumerate(blocks) if _bare(block) and (match := SIGN.match(block.text))}
    several = {sign for sign, count in Counter(match["sign"] for match in found.values()).items() if count > 1}
    return [
        _item(block, _as_bullet(found[index]["sign"]), found[index]["text"])
        if index in found and found[index]["sign"] in several
        else block
        for index, block in enumerate(blocks)
    ]


def _as_bullet(sign: str) -> str:
    shown = bullet(sign) if sign == "o" else bullet(chr(0xF000 + min(ord(sign), 0xFF)))
    return shown if shown in BULLETS else "•"


def _counted(blocks: Sequence[Block]) -> list[Block]:
    """Runs of at least two lines that count from one."""
    listed = list(blocks)
    run: list[tuple[int, re.Match[str]]] = []
    for index, block in [*enumerate(blocks), (-1, None)]:
        match = NUMBERED.match(block.text) if block is not None and _bare(block) else None
        if match and not (match["mark"] or match["text"][:1].isupper() or not match["text"][:1].isalpha()):
            match = None
        if match and MONTH.match(match["text"]):
            match = None
        if block is not None and match is None:
            continue
        if match and int(match["number"]) == len(run) + 1:
            run.append((index, match))
            continue
        _take(listed, run)
        run = [(index, match)] if match and int(match["number"]) == 1 else []
    return listed


def _take(listed: list[Block], run: list[tuple[int, re.Match[str]]]) -> None:
    if len(run) > 1:
        for index, match in run:
            listed[index] = _item(listed[index], match["label"], match["text"])


def _misread(blocks: Sequence[Block]) -> list[Block]:
    """A letter where the number before or after it is wanted."""
    listed = list(blocks)
    labels = [parse_label(block.label) for block in blocks]
    numbers = [label.path[0] if label and label.kind == "decimal" and label.depth == 1 else None for label in labels]
    following: list[int | None] = [None] * len(blocks)
    for index in range(len(blocks) - 2, -1, -1):
        following[index] = numbers[index + 1] or following[index + 1]
    before = 0
    for index, block in enumerate(blocks):
        match = MISREAD.match(block.printed) if block.kind in ("paragraph", "item") and not numbers[index] else None
        meant = MEANT.get(match["sign"], 1) if match else 0
        if match and before == meant - 1 and following[index] == meant + 1:
            listed[index] = _item(block, f"{meant}{match['mark']}", match["text"])
            before = meant
        else:
            before = numbers[index] or before
    return listed


def _item(block: Block, label: str, text: str) -> Block:
    return replace(block, kind="item", label=" ".join(label.split()), text=text)
