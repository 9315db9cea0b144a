"""Bodies that a text names otherwise than as who must act: to whom a paper goes, who sees that things are done."""

import re
from collections.abc import Iterator, Sequence

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import Taken
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention, Other, OtherRole

SENDING = word_set(
    "направить направлять отправить отправлять послать переслать передать передавать представить представлять вручить"
    " разослать сдать сдавать предоставить предоставлять"
)
PAPER = re.compile(
    r"\b(резолюци|решени|обращени|рекомендаци|протокол|декларац|документ|предложени|материал|стенограмм|текст|письм|"
    r"копи|выписк|итог|сведени|информаци|отч[её]т|запис|спис[ко]|данны)",
    re.I,
)
PAPER_AFTER_NAME = re.compile(
    r"\s+(?=(?:предложени|сведени|информаци|отч[её]т|материал|резолюци|обращени|копи[июя]|спис[ко])\w*\b).*$", re.I
)
CONTROL = re.compile(r"\bконтрол[ьяюе]", re.I)
LONGEST_SENTENCE = 2_000  # characters


def others_in(text: str, directory: Directory, shorthand: dict[str, str]) -> tuple[Other, ...]:
    """Recipients and controllers in the order of the text, each once in each role."""
    found: dict[tuple[str, OtherRole], Other] = {}
    for written in sentences(text):
        if not (PAPER.search(written) or CONTROL.search(written)):
            continue
        sentence = Sentence(written[:LONGEST_SENTENCE], directory, shorthand)
        for role, phrases in _named(sentence, written):
            for mention in _mentions(phrases, directory):
                # «в управление культуры предложения по графику»: what is sent follows to whom, and looks like its name
                name, written_as = (PAPER_AFTER_NAME.sub("", text) for text in (mention.name, mention.as_written))
                found.setdefault((fold(name), role), Other(name, written_as, role))
    return tuple(found.values())


def _mentions(phrases: Sequence[Phrase], directory: Directory) -> list[Mention]:
    taken = Taken()
    taken.take(phrases, "lead")
    return taken.mentions(directory)


def _named(sentence: Sentence, written: str) -> Iterator[tuple[OtherRole, Sequence[Phrase]]]:
    sends, brings, controls = False, False, bool(CONTROL.search(written))
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        said = lemmas(token.text)
        sends = sends or bool(said & SENDING)
        brings = brings or bool(said & {"довести", "доводить"})
        if said & {"возложить", "возлагать"} and controls:
            yield "controller", _laid_on(sentence, index)
        elif token.small == "до" and _small(sentence, index + 1) == "сведения":
            yield "recipient", sentence.lists.names(index + 2, "gent", strong=True)[0]
        elif token.small == "до" and brings:
            yield "recipient", sentence.lists.names(index + 1, "gent", strong=False)[0]
        elif sends and token.small in ("в", "во"):
            yield "recipient", _sent_into(sentence, index + 1)
        elif (sends and PAPER.match(token.text)) or said & SENDING:
            yield "recipient", sentence.lists.names(index + 1, "datv", strong=False)[0]


def _sent_into(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«в Администрацию города», «в адрес Губернатора»."""
    if _small(sentence, index) == "адрес":
        return sentence.lists.names(index + 1, "gent", strong=True)[0]
    return sentence.lists.names(index, "accs", strong=False)[0]


def _laid_on(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«возложить на …»: the names after the first «на» below this token."""
    for at in range(index + 1, min(index + 6, len(sentence.tokens))):
        if _small(sentence, at) == "на":
            return sentence.lists.names(at + 1, "accs", strong=True)[0]
    return []


def _small(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].small if index < len(sentence.tokens) else ""
