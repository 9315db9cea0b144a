"""«Просим Вас, уважаемый губернатор, …»: whom a letter speaks to, in the middle of a request."""

from collections.abc import Iterator, Sequence

from resolution_reader.addressees.patterns import VERBS
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.word_lists import word_set

YOU = frozenset({"вас", "вам"})
COURTESY = word_set("уважаемый многоуважаемый глубокоуважаемый дорогой господин господа товарищ")
ANYBODY = word_set("коллега друг земляк участник гость житель")  # they are spoken to, and others are asked


def addressed(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """Those who are spoken to with courtesy where «Вас» is asked for something."""
    words = [token for token in sentence.tokens if token.kind == "word"]
    if not any(token.small in YOU for token in words) or not any(lemmas(token.text) & VERBS.keys() for token in words):
        return
    for index, token in enumerate(sentence.tokens[:-1]):
        opens = index == 0 or sentence.tokens[index - 1].kind == "comma"
        if opens and token.kind == "word" and lemmas(token.text) & COURTESY:
            name = index + 1
            while lemmas(sentence.word_at(name) or "–") & COURTESY:
                name += 1
            phrases, _ = sentence.lists.names(name, "nomn", strong=False)
            yield [phrase for phrase in phrases if not lemmas(sentence.tokens[phrase.head].text) & ANYBODY]
