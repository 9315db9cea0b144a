"""The agenda of minutes: its questions name the sections below, which the text opens by «по первому вопросу»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.intake.numbering import parse
from resolutions.intake.readers.blocks import Block
from resolutions.language.folding import fold
from resolutions.language.sentences import sentences

HEADING = re.compile(r"^\W*повестка(\s+дня)?(\s+(заседания|совещания|собрания|слушаний|конференции))?\W*$", re.I)
ORDINALS = ("перв", "втор", "трет", "четв[её]рт", "пят", "шест", "седьм", "восьм", "девят", "десят")
QUESTION = re.compile(
    r"\bпо\s+(?:(?P<word>" + "|".join(ORDINALS) + r")[а-яё]*\s+вопрос[ау]?\b|"
    r"(?P<digit>\d{1,2})(?:-?[а-я]{1,3})?\s+вопросу\b|"
    r"(?:вопросу|пункту|п\.)\s+(?:№\s*)?(?P<after>\d{1,2})\b(?!\.\d))(?P<rest>(?:\s+повестки(?:\s+дня)?)?\W*$)?",
    re.I,
)
BEGINS = 40  # characters: a question is announced at the beginning of a line, not in passing


@dataclass(frozen=True)
class Agenda:
    """`blocks` hold the heading and the questions; a document without an agenda has none of either."""

    blocks: range = range(0)
    questions: tuple[str, ...] = ()

    def opened(self, text: str) -> tuple[str, bool] | None:
        """(question, whether the line says more) that a line of the body opens, by its ordinal or its own words."""
        for question in self.questions:
            if fold(text.strip(" .:;")) == fold(question):
                return question, False
        found = QUESTION.search(text) if self.questions else None
        if not found or found.start() > BEGINS:
            return None
        number = int(found["digit"] or found["after"] or 0) or _ordinal(found["word"])
        if not 0 < number <= len(self.questions):
            return None
        return self.questions[number - 1], found.start() > 0 or found["rest"] is None


def _ordinal(word: str) -> int:
    return next(number for number, stem in enumerate(ORDINALS, start=1) if re.fullmatch(stem, word, re.I))


def read_agenda(blocks: Sequence[Block], start: int) -> Agenda:
    """The list under «Повестка дня»; a single question divides nothing, so it names no section."""
    for index in range(start, len(blocks)):
        if not HEADING.match(blocks[index].text):
            continue
        end = index + 1
        first = blocks[end].label if end < len(blocks) else ""
        while end < len(blocks) and (label := parse(blocks[end].label)) and label.depth == 1:
            if end > index + 1 and blocks[end].label == first and label.kind != "bullet":
                break  # the body begins by the first question again
            end += 1
        questions = tuple(sentences(block.text)[0].strip(" .:;") for block in blocks[index + 1 : end])
        return Agenda(range(index, end), questions if len(questions) > 1 else ())
    return Agenda()
