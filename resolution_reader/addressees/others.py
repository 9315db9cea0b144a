"""Bodies that a text names otherwise than as who must act: to whom a paper goes, who sees that things are done."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolution_reader.addressees.bodies import HEADS, head_lemma
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.infinitives import acts_at_once
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import Taken
from resolution_reader.addressees.tokens import words
from resolution_reader.language.folding import fold
from resolution_reader.language.inflection import head_reading
from resolution_reader.language.morphology import (
    LIKELY,
    has_part_of_speech,
    is_abbreviation,
    is_surely_infinitive,
    lemmas,
    nouns,
)
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention, Other, OtherRole

SENDING = word_set(
    "направить направлять отправить отправлять послать переслать передать передавать представить представлять вручить"
    " разослать сдать сдавать предоставить предоставлять"
)
# Words go as papers do: «доложить президиуму», «сообщить в оргкомитет».
TELLING = word_set("сообщить сообщать доложить докладывать отчитаться отчитываться сообщение")
INFORMING = word_set("проинформировать информировать уведомить уведомлять ознакомить известить оповестить")
TURNING = word_set("обратиться обращаться ходатайствовать")
PAPER = re.compile(
    r"\b(резолюци|решени|обращени|рекомендаци|протокол|декларац|документ|предложени|материал|стенограмм|текст|письм|"
    r"копи|выписк|итог|сведени|информаци|отч[её]т|запис|спис[ко]|данны)",
    re.I,
)
# What goes somewhere in a word that says nothing else: who is given a schedule or a plan may as well be to keep to it.
THING = re.compile(
    r"\b(?:акты?|графики?|перечень|перечни|схем[уы]|заключени[ея]|заявк[уи]|жалоб[уы]|результаты|кандидатур[уы]|анкет[уы]|"
    r"ответы?|проекты?|постановлени[ея]|пожелания|просьб[уы])\b",
    re.I,
)
IT = re.compile(r"\b(?:его|е[ёе]|их)\b", re.I)
GIVING = word_set("предоставить предоставлять")  # a thing as well as a paper
HANDING = GIVING | word_set("передать передавать сдать сдавать")
SENT = word_set(
    "предложение сведение информация отчет материал резолюция обращение копия список график схема перечень акт план "
    "расписание"
)
CONTROL = re.compile(r"\bконтрол[ьяюе]", re.I)
SAYS_WHERE = re.compile(  # a sentence without any of these is not read again
    r"\bконтрол|напр|отправ|посла|посыла|пере[дс]|представ|предостав|вруч|разосла|рассыла|\bсда|сообщ|докл|долож|отчит|"
    r"информ|уведом|ознаком|извест|оповест|обра[тщ]|ходатай|\bдов[её]|\bдоводи",
    re.I,
)
LAYING = word_set("возложить возлагать возлагаться оставить оставлять закрепить")
CONTROLLING = word_set("контролировать проконтролировать")
LONGEST_SENTENCE = 2_000  # characters


def others_in(text: str, directory: Directory, shorthand: dict[str, str]) -> tuple[Other, ...]:
    """Recipients and controllers in the order of the text, each once in each role."""
    found: dict[tuple[str, OtherRole], Other] = {}
    for written in sentences(text):
        if not SAYS_WHERE.search(written):
            continue
        sentence = Sentence(written[:LONGEST_SENTENCE], directory, shorthand)
        for role, phrases in _named(sentence, written):
            for mention in _mentions(phrases, directory):
                name, written_as = map(_without_paper, (mention.name, mention.as_written))
                found.setdefault((fold(name), role), Other(name, written_as, role))
    return tuple(found.values())


def _without_paper(name: str) -> str:
    """«в управление культуры предложения по графику»: what is sent follows to whom, and looks like its name.

    It stands in the accusative; «средства массовой информации» is a name.
    """
    said = words(name)
    for before, word in pairwise(said):
        if lemmas(word.text) & SENT and _may_be_sent(before.text, word.text):
            return name[: word.start].rstrip()
    return name


def _may_be_sent(before: str, word: str) -> bool:
    if not any(reading.score >= LIKELY for reading in nouns(word, "accs")):
        return False
    return not has_part_of_speech(before, "ADJF", "PRTF") or head_reading(word, "accs", [before]) is not None


def _mentions(phrases: Sequence[Phrase], directory: Directory) -> list[Mention]:
    taken = Taken()
    taken.take(phrases, "lead")
    return taken.mentions(directory)


def _named(sentence: Sentence, written: str) -> Iterator[tuple[OtherRole, Sequence[Phrase]]]:
    controls, sends = bool(CONTROL.search(written)), bool(PAPER.search(written))
    things, it = bool(THING.search(written)), bool(IT.search(written))
    brought = went = told = False  # whether such a verb has been read
    for index, token in enumerate(sentence.tokens):
        if token.text == ";":
            brought = went = told = False
        if token.kind != "word":
            continue
        said = lemmas(token.text)
        brought = brought or bool(said & {"довести", "доводить"})
        goes = (sends and SENDING) or (things and SENDING - GIVING) or (it and SENDING - HANDING) or frozenset()
        went = went or bool(said & goes)
        told = told or bool(said & TELLING)
        if said & LAYING and controls:
            yield "controller", _laid_on(sentence, index)
        elif controls and token.small == "контроль" and not index:
            yield "controller", _after_mark(sentence)
        elif said & CONTROLLING or (controls and token.small in ("осуществляет", "осуществляют")):
            yield "controller", sentence.lists.names(index + 1, "nomn", strong=False)[0]
        elif said & INFORMING:
            yield "recipient", _informed(sentence, index + 1)
        elif said & TURNING and index and is_surely_infinitive(token.text):
            yield "recipient", _turned_to(sentence, index + 1)
        elif token.small == "до" and _small(sentence, index + 1) == "сведения":
            yield "recipient", sentence.lists.names(index + 2, "gent", strong=True)[0]
        elif token.small == "до" and brought:
            yield "recipient", sentence.lists.names(index + 1, "gent", strong=False)[0]
        elif (went or told) and token.small in ("в", "во"):
            yield "recipient", _sent_into(sentence, index + 1)
        elif (went and PAPER.match(token.text)) or said & TELLING or (went and said & SENDING):
            yield "recipient", _given_to(sentence, index + 1)
        elif went or told:
            yield "recipient", _clearly_given_to(sentence, index)


def _informed(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«проинформировать палату»; whoever informs the inhabitants sends no paper to anybody."""
    phrases = sentence.lists.names(index, "accs", strong=False)[0]
    return [
        phrase for phrase in phrases if HEADS.get(head_lemma(sentence.tokens[phrase.head].text) or "") != "residents"
    ]


def _given_to(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«направить резолюцию губернатору», «доложить президиуму», «разослать школам»."""
    phrases, end = sentence.lists.names(index, "datv", strong=False)
    return [] if acts_at_once(sentence, end) else phrases


def _clearly_given_to(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«доложить о ходе работ президиуму»: further from the verb only what is in the dative beyond doubt."""
    before = sentence.word_at(index - 1) if index else ""
    if not before or has_part_of_speech(before, "PREP", "ADJF", "PRTF"):
        return []
    phrases = _given_to(sentence, index)
    heads = [sentence.tokens[phrase.head].text for phrase in phrases[:1]]
    return [] if any(nouns(head, "gent") or is_abbreviation(head) for head in heads) else phrases


def _turned_to(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«Совету обратиться к главе района, в Думу»: it is the council that is to act."""
    preposition = _small(sentence, index)
    if preposition in ("к", "ко"):
        return sentence.lists.names(index + 1, "datv", strong=False)[0]
    return sentence.lists.names(index + 1, "accs", strong=False)[0] if preposition in ("в", "во") else []


def _sent_into(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«в Администрацию города», «в адрес Губернатора»."""
    if _small(sentence, index) == "адрес":
        return sentence.lists.names(index + 1, "gent", strong=True)[0]
    return sentence.lists.names(index, "accs", strong=False)[0]


def _laid_on(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«возложить на …», «оставить за …», «поручить …»: the names after the first of these below the verb."""
    for at in range(index + 1, min(index + 6, len(sentence.tokens))):
        if _small(sentence, at) == "на":
            return sentence.lists.names(at + 1, "accs", strong=True)[0]
        if _small(sentence, at) == "за" and (named := sentence.lists.names(at + 1, "ablt", strong=False)[0]):
            return named
    return []


def _after_mark(sentence: Sentence) -> Sequence[Phrase]:
    """«Контроль: комиссия по бюджету», «Контроль за исполнением – глава района»."""
    mark = next((at for at in range(1, min(6, len(sentence.tokens))) if sentence.parts_at(at)), len(sentence.tokens))
    return sentence.lists.names(mark + 1, "nomn", strong=False)[0]


def _small(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].small if index < len(sentence.tokens) else ""
