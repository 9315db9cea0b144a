"""«Ответственный – X», «(администрация города, срок – май)»: who is to act stands apart from what is to be done."""

import re
from collections.abc import Iterator, Sequence

from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import IN_BRACKETS, Taken
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.word_lists import word_set

EXECUTOR = r"исполнител(?:ь|и|ем|ями)"
ANSWERS = re.compile(
    rf"^\s*(?:отв(?:етственн\w+|еча[ею]т|\.)?|{EXECUTOR}|исп\.?)(?![а-яё])\s*(?:{EXECUTOR}(?![а-яё]))?\s*[:–—-]?\s*",
    re.I,
)
HELPERS_BEGIN = re.compile(r"[,;]?\s*\bсоисполнител\w*", re.I)
TERM = re.compile(r"[,;]?\s*\bсрок\w*\b[^,;]*", re.I)  # «, срок – до 1 мая»
RESPONSIBLE = ("ответственн", "исполнител")
ABBREVIATED = frozenset({"отв", "исп"})
ANSWERING = frozenset({"отвечает", "отвечают", "исполняет", "исполняют"})
CHOOSING = word_set("назначить определить считать утвердить избрать")  # «ответственным назначить …»


def said_to_be_responsible(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«Ответственный – X», «Исполнители: X и Y», «отвечает X», «ответственным назначить X»."""
    end = len(sentence.tokens)
    for index, token in enumerate(sentence.tokens[:-1]):
        if token.kind != "word":
            continue
        says_who = _says_who(sentence, index)
        if not says_who and token.small not in ("кто", "кому", *ANSWERING):
            continue
        mark = next((at for at in range(index + 1, min(index + 5, end)) if sentence.parts_at(at)), end)
        if mark > index + 2 and token.small in ABBREVIATED:
            mark = index + 1  # «отв. администрация»
        if token.small in ANSWERING and mark == end:
            yield sentence.lists.names(index + 1, "nomn", strong=False)[0]
        elif says_who or (mark < end and index < 2):
            cases = ("datv", "nomn") if token.small == "кому" else ("nomn", "datv")
            lists = (sentence.lists.names(mark + 1, case, strong=False, anything=True)[0] for case in cases)
            named = next(filter(None, lists), []) or _chosen(sentence, index)
            yield [phrase for phrase in named if not sentence.tokens[phrase.head].small.startswith("срок")]


def _says_who(sentence: Sentence, index: int) -> bool:
    """«Ответственный», «исполнители», «Отв.»"""
    word = sentence.tokens[index].small
    return word.startswith(RESPONSIBLE) or (word in ABBREVIATED and sentence.tokens[index + 1].text in (".", ":"))


def _chosen(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """«Ответственным за вывоз назначить X», «назначить ответственным X»."""
    if lemmas(sentence.word_at(index - 1) if index else "") & CHOOSING:
        return sentence.lists.names(index + 1, "accs", strong=False)[0]
    for at in range(index + 1, min(index + 8, len(sentence.tokens))):
        if lemmas(sentence.tokens[at].text) & CHOOSING:
            return sentence.lists.names(at + 1, "accs", strong=False)[0]
    return []


def take_named_in_brackets(sentence: Sentence, taken: Taken) -> None:
    """«Посадить аллею (администрация города, срок – май)»: who is to act, at the end, when nothing else says it."""
    last = next((token for token in reversed(sentence.tokens) if token.kind not in ("mark", "comma")), None)
    if last is None or last.kind != "paren" or taken.leads:
        return
    named, *helping = HELPERS_BEGIN.split(TERM.sub("", last.text[1:-1]).strip(" ,;"), maxsplit=1)
    answer = ANSWERS.match(named)
    said = bool(answer and answer[0].strip())
    taken.take_apart(_listed(sentence, ANSWERS.sub("", named), anything=said), "lead", last.start)
    for text in helping:
        taken.take_apart(_listed(sentence, text, anything=True), "co-executor", last.start + IN_BRACKETS)


def _listed(sentence: Sentence, text: str, *, anything: bool) -> Sequence[Phrase]:
    """The names of a text that is nothing but a list of them: bodies, or whatever a word says to be responsible."""
    inner = sentence.within(text.strip(" ,;.:–—-"))
    for case in ("nomn", "datv"):
        phrases, end = inner.lists.names(0, case, strong=False, anything=anything)
        if phrases and end == len(inner.tokens) and (anything or all(phrase.is_body for phrase in phrases)):
            return phrases
    return []
