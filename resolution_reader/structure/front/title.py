"""How far the title goes: lines of title, place and date, up to the first sentence, heading or item of the body."""

import re
from collections.abc import Sequence

from resolution_reader.language.morphology import readings
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.front.letterhead import letterhead
from resolution_reader.structure.front.lines import (
    EVENTS,
    GENRES,
    MAX_TITLE_LINE,
    is_number,
    is_place_or_date,
    is_sentence,
    is_territory,
    names_event,
    own_number,
    unspaced,
)
from resolution_reader.structure.front.stamps import approves, is_adopted_there, is_boilerplate
from resolution_reader.structure.furniture import is_furniture
from resolution_reader.structure.headings import is_explicit_heading
from resolution_reader.structure.table_rows import first_table

MAX_FRONT_BLOCKS = 14
OF_WHAT = re.compile(r"^(?:о|об|обо|по\s+вопрос[уа]м?)\s[^.:;]{5,200}\.?$", re.I)


def end_of_front(blocks: Sequence[Block]) -> int:
    """Index of the first block of the body; 0 when the document begins with it."""
    named = False
    start = end = letterhead(blocks)
    for index in range(start, min(len(blocks), first_table(blocks, start + MAX_FRONT_BLOCKS))):
        if not _stands_by_itself(blocks, index, named):
            if not _is_title_line(blocks, range(start, index), named):
                break
            named = True
        end = index + 1
    return end if named or any(is_place_or_date(block.printed) for block in blocks[:end]) else start


def _stands_by_itself(blocks: Sequence[Block], index: int, named: bool) -> bool:
    """A place, a date, a stamp, what a site prints: the title may go on below it."""
    line = blocks[index].printed
    if is_place_or_date(own_number(line)) or lies_there(blocks, index) or (named and is_number(line)):
        return True
    if is_furniture(line) and not EVENTS.search(line):
        return True
    return is_boilerplate(blocks, index) and (not named or is_adopted_there(line))


def lies_there(blocks: Sequence[Block], index: int) -> bool:
    """«Пензенская область», over the line of place and date: in what the place lies."""
    if not is_territory(blocks[index].printed):
        return False
    below = next((block.printed for block in blocks[index + 1 :] if not is_territory(block.printed)), "")
    return is_place_or_date(own_number(below))


def _is_title_line(blocks: Sequence[Block], above: range, named: bool) -> bool:
    """Whether the block right below these ones is a line of the title; `named`: one of them is."""
    block = blocks[above.stop]
    line = block.printed
    if (block.label and block.label not in ("–", "—", "-")) or len(line) > MAX_TITLE_LINE:
        return False
    if is_explicit_heading(line) and named and not (EVENTS.search(line) and _is_dated_below(blocks, above.stop)):
        return False
    if is_sentence(line) or _calls_out(line):
        return False
    if line.endswith((":", ";")) and not (named and _names_below(blocks, above.stop)):
        return False
    if not named:
        return bool(GENRES.match(unspaced(line)) or EVENTS.search(line) or line.isupper() or block.kind == "heading")
    lines = [blocks[at].printed for at in above if not approves(blocks, at)]
    dated = any(is_place_or_date(own_number(line)) for line in lines)
    titled = any(names_event(line) for line in lines if not is_place_or_date(line))
    if is_topic(blocks, above.stop):
        return True
    if dated and (titled or _says_of_what(line)):
        return False
    return _goes_on(blocks[above.stop - 1], block, titled)


def _is_dated_below(blocks: Sequence[Block], index: int) -> bool:
    """«Круглый стол «Вода»», over «г. Томск, 5 мая 2024 г.»: what was held, and no section."""
    return any(is_place_or_date(block.printed) for block in blocks[index + 1 : index + 2])


def _names_below(blocks: Sequence[Block], index: int) -> bool:
    """«слушаний на тему:», over «Сохранение горлового пения»."""
    below = blocks[index + 1 : index + 2]
    return blocks[index].text.endswith(":") and bool(below) and not below[0].label and below[0].text[:1] in '«"“'


def _calls_out(line: str) -> bool:
    """«Уважаемые земляки!», a slogan; a title in capitals may end so."""
    return line.endswith("!") and not line.isupper()


def is_topic(blocks: Sequence[Block], index: int) -> bool:
    """«О работе первичных организаций» below place and date: what the paper is about, if no such line comes again."""
    if not _is_topic(blocks[index]):
        return False
    return not any(map(_is_topic, blocks[index + 1 :]))


def _is_topic(block: Block) -> bool:
    return not block.label and not block.table and _says_of_what(block.text)


def _says_of_what(line: str) -> bool:
    return bool(OF_WHAT.match(line)) and not is_sentence(line)


def _goes_on(previous: Block, block: Block, titled: bool) -> bool:
    """Whether a line under a title line is still the title, and not the first heading of the body."""
    line = block.text
    if line[:1].islower() or line[:1] in '«"“(' or previous.text[-1:] in ",–—-" or EVENTS.search(line):
        return True
    if previous.text.isupper() and line.isupper():
        return True
    adjacent = block.span[0] - previous.span[1] <= 1
    return not titled or (adjacent and not line.isupper() and _genitive_start(line))


def _genitive_start(line: str) -> bool:
    """«Озерского городского округа»: the title goes on in the genitive."""
    return readings(line.split()[0].strip('«»"(),.'))[0].tag.case in ("gent", "loct")
