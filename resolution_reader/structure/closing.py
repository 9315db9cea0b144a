"""The end of a resolution: signatures, votes and annexes, which are no text of a recommendation."""

import re
from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import demands
from resolution_reader.structure.front.lines import is_place_or_date, is_sentence
from resolution_reader.structure.furniture import is_furniture

ANNEX = re.compile(
    r"^\W*(приложени[ея](\s*(№\s*)?\d+)?|список\s+участников|лист\s+голосования|справочно)\b[\s.:]*", re.I
)
PROGRAM = re.compile(r"^\W*приложени[ея]\s+(?!№|\d)", re.I)  # «Приложение «Госуслуги» помогает жителям.»
SIGNATURE = re.compile(
    r"^\W*(председател\w+|сопредседател\w+|секретар\w+|модератор\w*|ведущ\w+|от\s+имени|(организационный\s+комитет|оргкомитет)\b(?=[^а-яё]*$)|"
    r"участники\s+(форума|конференции|слушаний|съезда|круглого стола)\W*$|глава\b.*_{3}|подпис\w+|исполнител\w+\W)",
    re.I,
)
ADOPTED = re.compile(
    r"^\W*(настоящ\w+\s+)?((резолюция|документ|решение|рекомендации|итоговый документ|текст)\s+)?(единогласно\s+)?"
    r"(принят[аоы]?|утвержден[аоы]?|одобрен[аоы]?|подготовлен[аоы]?)\b.{0,160}$",
    re.I | re.S,
)
INITIALS = re.compile(r"\b[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?\s?[А-ЯЁ][а-яё]+|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.")
NAMED_AFTER = re.compile(r"\b(имени|им\.)\s+(?:[А-ЯЁ]\.\s?){1,2}", re.I)
VOTE = re.compile(
    r"^\W*(?:(?:результат\w*\s+)?голосовани\w*\b|(?:про)?голосовал\w*\b|[«\"]?за[»\"]?\s*[–—:-]\s*\d+|"
    r"(?:решение\s+|предложение\s+)?принят[оа]?\s+(?:единогласно|большинством)|единогласно\W*$)",
    re.I,
)
SIGNED_BELOW = re.compile(r"^\W*(по\s+поручению|от\s+имени|подписали|подписи)\b[^.:]{0,80}:?\W*$", re.I)
LONGEST_VOTE = 300  # characters
TERM = re.compile(r"^\W*(?:срок\w*|до|к|с|по|не|в|на|за|отв\w*|исп\w*|начиная)\b", re.I)
RULE = re.compile(r"^[\W_]+$")
MAX_SIGNATURE = 160


def is_vote(text: str) -> bool:
    """«Проголосовали: за – 31, против – 2.», «Решение принято единогласно.»"""
    return bool(VOTE.match(text)) and len(text) <= LONGEST_VOTE


def begins_annex(blocks: Sequence[Block], index: int, recommendations_seen: bool) -> bool:
    """Whether everything from this block on is an annex."""
    block = blocks[index]
    if not recommendations_seen or block.label or len(block.text) >= MAX_SIGNATURE or not ANNEX.match(block.text):
        return False
    return not (PROGRAM.match(block.text) and is_sentence(block.text))


def heads_signatures(block: Block, below: Sequence[Block]) -> bool:
    """«Сопредседатели форума:» over «А. П. Орлова»."""
    if block.label or not block.text.endswith(":") or not SIGNATURE.match(block.text):
        return False
    return any(not line.label and is_signature(line) and bool(INITIALS.search(line.text)) for line in below[:1])


def is_place_and_date(block: Block) -> bool:
    """«д. Ольховка, 3 марта 2026 г.» below the list; a term («до 1 мая 2026 г.») belongs to the item above."""
    return not block.label and not TERM.match(block.text) and is_place_or_date(block.text)


def is_signature(block: Block) -> bool:
    """A line of signatures, of the vote, or a ruled line."""
    text = block.text
    if RULE.match(text) or is_furniture(text):
        return True
    if not block.label and SIGNED_BELOW.match(text):
        return True
    if block.label or len(text) > MAX_SIGNATURE or text.endswith(":") or demands(text):
        return False  # «Председателям домкомов собрать подписи»: to be done, whoever it begins with
    text = NAMED_AFTER.sub("", text)
    if SIGNATURE.match(text) and not text.endswith((":", ";")) and (bool(INITIALS.search(text)) or len(text) < 90):
        return True
    return bool(ADOPTED.match(text)) or (bool(INITIALS.search(text)) and len(text) < 70 and not text.endswith("."))
