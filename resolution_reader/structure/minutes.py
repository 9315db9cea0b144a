"""Minutes: what was heard and said is talk until the line that says what was decided."""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.lead_ins import announces
from resolution_reader.structure.openings import opens_requests

HEARD = re.compile(
    r"^\W*(?:\d+\W+)?(?:по\s+[^.:]{3,60}\s)?(?:за)?(?:слушали|выступил[аи]?|обсудили|докладчик\w*|прения|вопросы|ответы)\b"
    r"[^.:]{0,60}:|^\W*(?:\d+\W+)?(?:СЛУШАЛИ|ВЫСТУПИЛИ|ОБСУДИЛИ)\b",
    re.I,
)
# «Слушали Кузьмина А. А., начальника отдела. …»
SPEAKER = re.compile(
    r"^\W*(?:\d+\W+)?(?:[Зз]а)?(?:[Сс]лушали|[Вв]ыступил[аи]?)\s+(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.|[А-ЯЁ]\.)"
)
LOUD = re.compile(r"\b(?:СЛУШАЛИ|ВЫСТУПИЛИ|ОБСУДИЛИ)\b|:")
DECIDES = re.compile(r"^\W*(?:по\s+[^.:]{3,60}\s|(?:[а-яё]+\s){0,3})?(?:решил[аои]?|постановил[аои]?|решение)\b", re.I)


class Minutes:
    """Which blocks of a document tell what was heard, and where the last decision stands."""

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self.blocks = blocks
        self.last_decision = max((at for at in range(start, len(blocks)) if decides(blocks[at].text)), default=-1)

    def is_hearing(self, index: int, *, hearing: bool) -> bool:
        """Whether this block is talk of minutes; `hearing`: the one before is. Without a decision below nothing is."""
        text = self.blocks[index].text
        if index > self.last_decision or decides(text):
            return False
        return hearing or is_heard(text)


def is_heard(text: str) -> bool:
    """«СЛУШАЛИ: …», «Выступили: …»"""
    return bool((HEARD.match(text) and LOUD.search(text)) or SPEAKER.match(text))


def tells(text: str) -> bool:
    """What stands under a question of minutes: what was heard, or decided."""
    return is_heard(text) or decides(text)


def decides(text: str) -> bool:
    """«РЕШИЛИ:», «По второму вопросу решили рекомендовать …», «Участники просят:»."""
    return was_decided(text) or announces(text) or (text.endswith(":") and opens_requests(text) is True)


def was_decided(text: str) -> bool:
    """«Решили:», «По второму вопросу постановили …»."""
    return bool(DECIDES.match(text))
