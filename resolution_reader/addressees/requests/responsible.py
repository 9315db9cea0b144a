"""«Ответственный – X», «(администрация города, срок – май)»: who is to act stands apart from what is to be done."""

import re
from collections.abc import Iterator, Sequence

from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import IN_BRACKETS, Taken

EXECUTOR = r"исполнител(?:ь|и|ем|ями)"
ANSWERS = re.compile(
    rf"^\s*(?:отв(?:етственн\w+|\.)?|{EXECUTOR}|исп\.?)(?![а-яё])\s*(?:{EXECUTOR}(?![а-яё]))?\s*[:–—-]?\s*", re.I
)
HELPERS_BEGIN = re.compile(r"[,;]?\s*\bсоисполнител\w*", re.I)
TERM = re.compile(r"[,;]?\s*\bсрок\w*\b.*$", re.I)  # «, срок – до 1 мая»
RESPONSIBLE = ("ответственн", "исполнител")


def said_to_be_responsible(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«Ответственный – X», «Исполнители: X и Y»."""
    end = len(sentence.tokens)
    for index, token in enumerate(sentence.tokens[:-2]):
        if token.kind != "word" or not token.small.startswith(RESPONSIBLE):
            continue
        mark = next((at for at in range(index + 1, min(index + 5, end)) if sentence.parts_at(at)), end)
        lists = (sentence.lists.names(mark + 1, case, strong=False, anything=True)[0] for case in ("nomn", "datv"))
        yield next(filter(None, lists), [])


def take_named_in_brackets(sentence: Sentence, taken: Taken) -> None:
    """«Посадить аллею (администрация города, срок – май)»: who is to act, at the end, when nothing else says it."""
    last = next((token for token in reversed(sentence.tokens) if token.kind not in ("mark", "comma")), None)
    if last is None or last.kind != "paren" or taken.leads:
        return
    named, *helping = HELPERS_BEGIN.split(TERM.sub("", last.text[1:-1]), maxsplit=1)
    taken.take_apart(_listed_bodies(sentence, ANSWERS.sub("", named)), "lead", last.start)
    for text in helping:
        taken.take_apart(_listed_bodies(sentence, text), "co-executor", last.start + IN_BRACKETS)


def _listed_bodies(sentence: Sentence, text: str) -> Sequence[Phrase]:
    """The bodies of a text that is nothing but a list of them."""
    inner = sentence.within(text.strip(" ,;.:–—-"))
    for case in ("nomn", "datv"):
        phrases, end = inner.lists.names(0, case, strong=False)
        if phrases and end == len(inner.tokens) and all(phrase.is_body for phrase in phrases):
            return phrases
    return []
