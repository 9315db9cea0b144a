"""The lines above the line that says what the paper is: organizers, or whom a letter is written to."""

import re
from collections.abc import Sequence

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_abbreviation, nouns
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.front.lines import EVENTS, GENRES, MAX_TITLE_LINE, is_sentence, unspaced
from resolution_reader.structure.front.stamps import ADOPTED
from resolution_reader.structure.table_rows import first_table

BARE_GENRE = re.compile(r"^\W*(РЕЗОЛЮЦИЯ|РЕШЕНИЕ|РЕКОМЕНДАЦИИ|ОБРАЩЕНИЕ|ПРОТОКОЛ|ИТОГОВЫЙ\s+ДОКУМЕНТ)(\s*№\s*\S+)?\W*$")
LETTERS = re.compile(r"^\W*(открыт\w+\s+|коллективн\w+\s+)?(обращени|письм|заявлени|предложени|наказ|ходатайств)", re.I)
MAX_LETTERHEAD = 6
MAX_ADDRESS = 12  # lines above «ОБРАЩЕНИЕ», with those of who writes


def letterhead(blocks: Sequence[Block]) -> int:
    """How many lines name only the organisers or who is written to, above the line that says what the paper is."""
    letter = address(blocks[:MAX_LETTERHEAD])
    if letter:
        return letter.stop
    if _is_printed_below(blocks):
        return 1
    approved = bool(blocks) and bool(ADOPTED.match(blocks[0].printed))  # whatever stands in the stamp
    for index, block in enumerate(blocks[: first_table(blocks, MAX_LETTERHEAD)]):
        if index == 0 and any(BARE_GENRE.match(unspaced(below.text)) for below in blocks[1:MAX_LETTERHEAD]):
            continue  # the file's own title: the paper's begins there
        if GENRES.match(unspaced(block.text)) and not (approved and not block.text[:1].isupper()):
            return index
        if not approved and _says_more(block, index):
            return 0
    return 0


def _says_more(block: Block, index: int) -> bool:
    """More than a name: an item, a sentence, what was held."""
    text = block.text
    is_item = index > 0 and bool(block.label)
    return is_item or len(text) > MAX_TITLE_LINE or is_sentence(text) or bool(EVENTS.search(text))


def _is_printed_below(blocks: Sequence[Block]) -> bool:
    """Whether the first line, the title that a file has as a property, is printed again in the lines below it."""
    first = fold(blocks[0].text) if blocks else ""
    return any(fold(" ".join(block.text for block in blocks[1:end])) == first for end in range(2, MAX_LETTERHEAD))


def address(blocks: Sequence[Block]) -> range:
    """«Главе администрации / города Выборга», right above «ОБРАЩЕНИЕ»: the lines that say to whom a letter goes."""
    for end, block in enumerate(blocks[:MAX_ADDRESS]):
        if not LETTERS.match(unspaced(block.text)):
            continue
        for start in range(end):
            if _names_recipient(blocks[start]):
                return range(start, end)
    return range(0)


def _names_recipient(block: Block) -> bool:
    """«Главе администрации …»"""
    first = next(iter(block.text.split()), "").strip(",")
    in_dative = bool(first) and bool(nouns(first, "datv")) and not is_abbreviation(first)
    return in_dative and is_body_word(first) and not block.label


def addressed(blocks: Sequence[Block]) -> str:
    """The same lines as a list of names: each that begins one, «Председателю …» below «Главе …», after a comma."""
    text = ""
    for index in address(blocks):
        begins = _names_recipient(blocks[index]) and blocks[index].text[:1].isupper()
        text += f"{', ' if text and begins and not text.endswith(',') else ' '}{blocks[index].text}"
    return text.strip()
