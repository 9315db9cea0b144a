"""Whether a line with a label is the heading of a section, and no item: by the label, and by what stands below."""

import re
from collections.abc import Sequence
from itertools import takewhile

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs, needs
from resolution_reader.structure.minutes import tells
from resolution_reader.structure.numbering import Label, parse_label

QUESTION = re.compile(
    r"^(?:об?|обо|по\s+вопросу|разное|прочее|выборы|отч[её]т|утверждение|информация)\b", re.I
)  # «2. О катке» over «РЕШИЛИ:»
MAX_TALK = 8  # paragraphs under a heading, before its list


def is_labelled_heading(label: Label, text: str, blocks: Sequence[Block], index: int) -> bool:
    """«II. Образование», «2. По вопросам …:» with 2.1 below: a label that opens a section, not an item."""
    following = parse_label(blocks[index + 1].label)
    if label.kind == "bullet" or label.kind == "letter":
        return False
    if label.kind == "roman":
        return not text.endswith(";")
    if following is None:
        is_question = bool(QUESTION.match(text)) and tells(blocks[index + 1].text)
        return text.isupper() or is_question or _over_talk(label, text, blocks, index)
    deeper = following.kind == "decimal" and following.depth == label.depth + 1 and following.path[:-1] == label.path
    restarts = (
        following.kind == "decimal"
        and following.path == (1,)
        and label.path != (1,)
        and following.printed != label.printed
    )
    first = following.kind == "decimal" and following.path == (1,) and label.path == (1,)
    bulleted = following.kind == "bullet" and _requests_below(blocks, index)
    return label.depth == 1 and (deeper or restarts or first or bulleted)


def _over_talk(label: Label, text: str, blocks: Sequence[Block], index: int) -> bool:
    """A short numbered line over paragraphs without numbers that ask, or after which another list begins."""
    if label.depth > 1 or label.kind != "decimal" or text.endswith((".", ";", ",", ":")) or len(text) > 110:
        return False
    talk = [*takewhile(lambda block: not block.label, blocks[index + 1 : index + MAX_TALK])]
    if any(asks(block.text) or needs(block.text) or instructs(block.text) for block in talk):
        return True
    below = parse_label(blocks[index + 1 + len(talk)].label) if index + 1 + len(talk) < len(blocks) else None
    return below is not None and (below.kind != label.kind or below.depth > label.depth or below.path == (1,))


def _requests_below(blocks: Sequence[Block], index: int) -> bool:
    below = blocks[index + 1].text
    return asks(below) or needs(below) or instructs(below)
