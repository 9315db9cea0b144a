"""«совместно с заповедником», «(при участии школ)»: who helps."""

from resolution_reader.addressees.patterns import TOGETHER
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.requests.taken import Taken
from resolution_reader.language.morphology import has_part_of_speech

OPENINGS = tuple(" ".join(words) for words, _ in TOGETHER)


def take_helpers(sentence: Sentence, taken: Taken) -> None:
    """Those named after «совместно с …», where nobody is taken yet; then those in brackets."""
    for index in range(len(sentence.tokens)):
        helper = sentence.helper_at(index)
        if helper and not _describes(sentence, index, taken):
            words, case = helper
            taken.take(sentence.lists.names(index + len(words), case, strong=False, loose=True)[0], "co-executor")
    for token in sentence.tokens:
        if token.kind == "paren" and token.small[1:].startswith(OPENINGS):
            inner = Taken()
            take_helpers(sentence.within(token.text[1:-1]), inner)
            taken.take_apart(inner.phrases, "co-executor", token.start)


def is_rest(sentence: Sentence, index: int) -> bool:
    """Nothing but brackets and «совместно с …» from this token on."""
    rest = [at for at in range(index, len(sentence.tokens)) if sentence.tokens[at].kind not in ("paren", "comma")]
    if not rest:
        return True
    end = sentence.past_helper(rest[0])
    return end is not None and all(token.kind == "paren" for token in sentence.tokens[end:])


def _describes(sentence: Sentence, index: int, taken: Taken) -> bool:
    """«проекты, реализуемые совместно с …», «проверки с участием …»: the helper belongs to a word, not to the task."""
    if sentence.word_at(index) == "с" and index:
        return all(phrase.end not in (index, index - 1) for phrase in taken.leads)
    before = sentence.word_at(index - 1) if index else ""
    return bool(before) and has_part_of_speech(before, "PRTF", "PRTS")
