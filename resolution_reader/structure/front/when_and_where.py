"""Ordinal, date and place where the lines of the top do not give them: in the title, the preamble, the last lines."""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import EventDates, event_dates
from resolution_reader.structure.front.letterhead import address
from resolution_reader.structure.front.lines import EVENTS, is_place_or_date, publishes
from resolution_reader.structure.front.ordinals import ordinal_in
from resolution_reader.structure.front.stamps import end_of_signature_stamp, is_adopted_there
from resolution_reader.structure.places import place_held, place_in_line, place_in_text, place_in_title
from resolution_reader.structure.settlements import settlements
from resolution_reader.titles import in_sentence_case

HELD = re.compile(
    r"состоял|состоявш|прош[её]л|прошла|прошли|прошедш|провод|провед|собра[лв]|приняли участие|работал|организован|"
    r"заседани|открыт",
    re.I,
)
OPENING, LAST_LINES = 14, 4  # blocks where a sentence may say where it was held; that close the paper


def dates_in_body(blocks: Sequence[Block]) -> EventDates | None:
    """The date a sentence of the preamble gives the event; else that of the last lines («Принято 5 июня 2023 г.»)."""
    for block in blocks[:6]:
        if HELD.search(block.text) and (found := event_dates(block.text)):
            return found[0]
    for block in reversed(_last_lines(blocks)):
        adopted = re.match(r"(принят|утвержден|одобрен)\w*", block.text, re.I)
        dated = event_dates(block.text[adopted.end() :] if adopted else block.text)
        if dated and not publishes(block.printed) and (adopted or is_place_or_date(block.printed)):
            return dated[0]
    sentences = (block.text for block in blocks[:6] if EVENTS.search(block.text) and not is_place_or_date(block.text))
    return next((found[0] for found in map(event_dates, sentences) if found), None)


def _last_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """Those that close the paper, above the stamp of an electronic signature."""
    stamp = next((at for at in range(len(blocks)) if end_of_signature_stamp(blocks, at) == len(blocks)), len(blocks))
    return blocks[max(0, stamp - LAST_LINES) : stamp]


def ordinal_of(title: str | None, blocks: Sequence[Block], end: int) -> str | None:
    """As printed: «V», «12»; from the title, else from the first sentence when it names the event."""
    opening = blocks[end].text[:120] if end < len(blocks) else ""
    return ordinal_in(title or "") or ordinal_in(opening)


def place_of(line_place: str | None, title: str | None, blocks: Sequence[Block], end: int) -> tuple[str | None, bool]:
    """(place, whether it was only guessed from the text)."""
    named = line_place or place_in_title(in_sentence_case(title or ""))
    if named:
        return named, False
    closing = (place_in_line(block.printed) for block in _last_lines(blocks) if is_place_or_date(block.printed))
    if placed := next(filter(None, closing), None):
        return placed, False
    writers = "\n".join(in_sentence_case(block.printed) for block in blocks[address(blocks).stop : end])
    if found := settlements(writers):
        return found[0].name, True
    adopted = (place_held(block.text) for block in _last_lines(blocks) if is_adopted_there(block.printed))
    if placed := next(filter(None, adopted), None):
        return placed, False
    held = " ".join(block.text for block in blocks[:OPENING] if HELD.search(block.text))
    guessed = place_held(held) or place_in_text("\n".join(block.text for block in blocks))
    return guessed, guessed is not None
