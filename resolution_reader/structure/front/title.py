"""How far the title goes: lines of title, place and date, up to the first sentence, heading or item of the body."""

from collections.abc import Sequence

from resolution_reader.language.morphology import readings
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.front.letterhead import letterhead
from resolution_reader.structure.front.lines import (
    EVENTS,
    GENRES,
    MAX_TITLE_LINE,
    is_place_or_date,
    is_sentence,
    names_event,
    own_number,
    unspaced,
)
from resolution_reader.structure.front.stamps import approves, is_boilerplate
from resolution_reader.structure.headings import is_explicit_heading
from resolution_reader.structure.table_rows import first_table

MAX_FRONT_BLOCKS = 14


def end_of_front(blocks: Sequence[Block]) -> int:
    """Index of the first block of the body; 0 when the document begins with it."""
    named = False
    start = end = letterhead(blocks)
    for index in range(start, min(len(blocks), first_table(blocks, MAX_FRONT_BLOCKS))):
        stands_by_itself = is_place_or_date(own_number(blocks[index].printed))
        if not (stands_by_itself or (is_boilerplate(blocks, index) and not named)):
            if not _is_title_line(blocks, range(start, index), named):
                break
            named = True
        end = index + 1
    return end if named or any(is_place_or_date(block.printed) for block in blocks[:end]) else 0


def _is_title_line(blocks: Sequence[Block], above: range, named: bool) -> bool:
    """Whether the block right below these ones is a line of the title; `named`: one of them is."""
    block = blocks[above.stop]
    line = block.printed
    if (block.label and block.label not in ("–", "—", "-")) or len(line) > MAX_TITLE_LINE:
        return False
    if (is_explicit_heading(line) and named) or line.endswith((":", ";")) or is_sentence(line):
        return False
    if not named:
        return bool(GENRES.match(unspaced(line)) or EVENTS.search(line) or line.isupper() or block.kind == "heading")
    lines = [blocks[at].printed for at in above if not approves(blocks, at)]
    dated = any(is_place_or_date(line) for line in lines)
    titled = any(names_event(line) for line in lines if not is_place_or_date(line))
    return not (dated and titled) and _goes_on(blocks[above.stop - 1], block, titled)


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
