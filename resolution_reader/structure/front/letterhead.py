"""The lines above the line that says what the paper is: organizers, whom a letter is written to, a mail around it."""

import re
from collections.abc import Sequence

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_abbreviation, nouns
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.front.lines import (
    EVENTS,
    GENRES,
    MAX_TITLE_LINE,
    is_sentence,
    of_site,
    publishes,
    unspaced,
)
from resolution_reader.structure.front.mail import end_of_header
from resolution_reader.structure.front.stamps import STAMPED
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.table_rows import first_table

BARE_GENRE = re.compile(r"^\W*(РЕЗОЛЮЦИЯ|РЕШЕНИЕ|РЕКОМЕНДАЦИИ|ОБРАЩЕНИЕ|ПРОТОКОЛ|ИТОГОВЫЙ\s+ДОКУМЕНТ)(\s*№\s*\S+)?\W*$")
LETTERS = re.compile(r"^\W*(открыт\w+\s+|коллективн\w+\s+)?(обращени|письм|заявлени|предложени|наказ|ходатайств)", re.I)
# Bodies that are called by a word of gatherings.
OF_BODIES = re.compile(
    r"палат[а-яё]*|школ[а-яё]*|собрани[а-яё]*\s+(?:депутатов|представителей)|(?:законодательн|муниципальн|городск|районн)[а-яё]+\s+собрани[а-яё]*",
    re.I,
)
COPIES = re.compile(r"[\s(]*\bкопи[ия]\s*:.*$", re.I | re.S)  # who gets one is not asked
MAX_LETTERHEAD = 6
LONGEST_ENTRY = 40  # characters of a menu's entry
MAX_ADDRESS = 12  # lines above «ОБРАЩЕНИЕ», with those of who writes
MAX_COVER = 25  # lines of a letter around the paper, or of a site above it


def letterhead(blocks: Sequence[Block]) -> int:
    """How many lines name only the organisers or who is written to, above the line that says what the paper is."""
    letter = address(blocks)
    if letter:
        return letter.stop
    if _is_printed_below(blocks):
        return 1
    header = end_of_header(blocks)
    stamped = bool(blocks) and bool(STAMPED.match(blocks[0].printed))  # whatever stands in the stamp
    for index in range(header, min(len(blocks), first_table(blocks, MAX_COVER))):
        if index == 0 and any(BARE_GENRE.match(unspaced(below.text)) for below in blocks[1:MAX_LETTERHEAD]):
            continue  # the file's own title: the paper's begins there
        if index == 0 and _is_of_site(blocks):
            continue
        far = header > 0 or index >= MAX_LETTERHEAD
        if _says_what_it_is(blocks, index, alone=far) and not (stamped and not blocks[index].text[:1].isupper()):
            return index
        if not header and (far if stamped else _says_more(blocks[index])):
            break
    return header


def _says_what_it_is(blocks: Sequence[Block], index: int, *, alone: bool) -> bool:
    """«РЕЗОЛЮЦИЯ»; `alone`: only where it stands out, says what was held, or the next line does."""
    block, line = blocks[index], unspaced(blocks[index].text)
    if not GENRES.match(line):
        return False
    if not alone:
        return True
    if block.label or len(line) > MAX_TITLE_LINE or line.endswith((":", ";")) or is_sentence(line):
        return False
    below = blocks[index + 1].text if index + 1 < len(blocks) else ""
    held = any(EVENTS.search(text) and not is_sentence(text) for text in (line, below))
    return line.isupper() or block.kind == "heading" or bool(block.emphasis) or held


def _is_of_site(blocks: Sequence[Block]) -> bool:
    """Whether the first line is the site's, which says below it when it showed the paper; the paper's name follows."""
    below = blocks[1:2]
    if not below or not (of_site(below[0].printed) and publishes(below[0].printed)):
        return False
    return any(_says_what_it_is(blocks, at, alone=True) for at in range(2, min(len(blocks), MAX_LETTERHEAD)))


def _says_more(block: Block) -> bool:
    """More than a name or an entry of a menu: an item, a sentence, what was held."""
    text, label = block.text, parse_label(block.label)
    if label and label.kind == "bullet":
        return len(text) > LONGEST_ENTRY or text.endswith((".", ";", ","))
    return (
        bool(label) or len(text) > MAX_TITLE_LINE or is_sentence(text) or bool(EVENTS.search(OF_BODIES.sub(" ", text)))
    )


def _is_printed_below(blocks: Sequence[Block]) -> bool:
    """Whether the first line, the title that a file has as a property, is printed again in the lines below it."""
    first = fold(blocks[0].text) if blocks else ""
    return any(fold(" ".join(block.text for block in blocks[1:end])) == first for end in range(2, MAX_LETTERHEAD))


def address(blocks: Sequence[Block]) -> range:
    """«Главе администрации / города Выборга», above «ОБРАЩЕНИЕ»: the lines that say to whom a letter goes."""
    header = end_of_header(blocks)
    for end, block in enumerate(blocks[: first_table(blocks, MAX_COVER)]):
        if end >= MAX_ADDRESS and not header and any(map(_says_more, blocks[:end])):
            break
        line = unspaced(block.text)
        if not LETTERS.match(line) or is_sentence(line):
            continue
        for start in range(max(0, end - MAX_ADDRESS), end):
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
    return COPIES.sub("", text).strip()
