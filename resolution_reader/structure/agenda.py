"""The agenda of minutes: its questions name the sections below, which the text opens by «по первому вопросу»."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from resolution_reader.language.folding import fold
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.numbering import parse_label
from resolution_reader.structure.title_lines import MAX_TITLE, can_be_title

HEADING = re.compile(
    r"^\W*(?:(?:на|в)\s+)?(?:повестк[ае](?:\s+дня)?|порядок\s+дня|вопросы\s+повестки(?:\s+дня)?|рассматриваемые\s+вопросы)"
    r"(?:\s+(?:заседания|совещания|собрания|слушаний|конференции|схода|встречи))?\W*$",
    re.I,
)
ORDINALS = ("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят")
QUESTION = re.compile(
    r"\bпо\s+(?:(?P<word>" + "|".join(ORDINALS) + r")[а-яё]{1,4}\s+вопрос[ау]?\b|"
    r"(?P<digit>\d{1,2})(?:-?[а-я]{1,3})?\s+вопросу\b|"
    r"вопросу\s+(?:№\s*)?(?P<after>\d{1,2})\b(?!\.\d))(?P<rest>(?:\s+повестки(?:\s+дня)?)?\W*$)?",
    re.I,
)
BEGINS = 40  # characters: a question is announced at the beginning of a line, not in passing


@dataclass(frozen=True)
class Agenda:
    """`blocks` hold the heading and the questions; a document without an agenda has none of either."""

    blocks: range = range(0)
    questions: tuple[str, ...] = ()
    by_key: Mapping[str, str] = field(default_factory=dict)

    def opened(self, text: str, *, labelled: bool) -> tuple[str, bool] | None:
        """(question, whether the line says more) that a line of the body opens, by its ordinal or its own words.

        An item of a list opens one by its own words alone: «2. Доложить по вопросу 1» is a task.
        """
        if not self.questions:
            return None
        question = self.by_key.get(key_of(text))
        if question:
            return question, False
        found = None if labelled else QUESTION.search(text)
        if not found or found.start() > BEGINS or not _announces(text):
            return None
        number = _ordinal(found["word"]) if found["word"] else int(found["digit"] or found["after"])
        if not 0 < number <= len(self.questions) or not self.questions[number - 1]:
            return None
        return self.questions[number - 1], found.start() > 0 or found["rest"] is None


def _announces(text: str) -> bool:
    """«РЕШИЛИ по первому вопросу:», but not «По первому вопросу Смирнова рассказала, что …», which only tells."""
    return can_be_title(text) or (text.endswith(":") and len(text) <= MAX_TITLE)


def key_of(text: str) -> str:
    return fold(text.strip(" .:;"))


def _ordinal(word: str) -> int:
    return next(number for number, stem in enumerate(ORDINALS, start=1) if re.fullmatch(stem, word, re.I))


def read_agenda(blocks: Sequence[Block], start: int) -> Agenda:
    """The list under «Повестка дня»; a single question divides nothing, so it names no section."""
    for index in range(start, len(blocks)):
        if not HEADING.match(blocks[index].text):
            continue
        end = index + 1
        first = blocks[end].label if end < len(blocks) else ""
        while end < len(blocks) and (label := parse_label(blocks[end].label)) and label.depth <= 1:
            if end > index + 1 and blocks[end].label == first and label.kind != "bullet":
                break  # the body begins by the first question again
            end += 1
        questions = tuple(next(iter(sentences(block.text)), "").strip(" .:;") for block in blocks[index + 1 : end])
        if len(questions) < 2:
            return Agenda(range(index, end))
        return Agenda(range(index, end), questions, {key_of(question): question for question in questions if question})
    return Agenda()
