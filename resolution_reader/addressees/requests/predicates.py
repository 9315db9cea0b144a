"""«Мэрии необходимо …», «Школы должны …»: a word of duty asks."""

from collections.abc import Sequence

from resolution_reader.addressees.patterns import IMPERSONAL, OBLIGED, VERBS
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.language.morphology import is_infinitive


def asked_by_predicate(sentence: Sentence, index: int) -> Sequence[Phrase]:
    """Whom the word of duty at this token obliges."""
    small = sentence.tokens[index].small
    if small in OBLIGED:
        return sentence.names_before(index, "nomn")
    if small in IMPERSONAL:
        before = sentence.names_before(index, "datv")
        return before if before or small in VERBS else _bodies_after(sentence, index, "datv")
    return []


def _bodies_after(sentence: Sentence, index: int, case: str) -> Sequence[Phrase]:
    word = sentence.word_at(index + 1)
    start = index + 2 if word and is_infinitive(word) else index + 1  # «предложено вести приюту»
    return [phrase for phrase in sentence.lists.names(start, case, strong=False)[0] if phrase.is_body]
