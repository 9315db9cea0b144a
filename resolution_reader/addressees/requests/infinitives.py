"""«Администрации города разработать …», «…, а школам – отказаться …»: a dative and an infinitive ask, no verb."""

from collections.abc import Iterator, Sequence

from resolution_reader.addressees.bodies import HEADS
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_abbreviation,
    is_finite_verb,
    is_surely_infinitive,
    lemmas,
    readings,
)

REACH = 45  # tokens between the one who is asked and the infinitive


def asked_by_infinitive(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«Администрации города разработать …», «… – разработать»: a dative opens a clause, an infinitive follows."""
    for start in _clause_starts(sentence):
        phrases, end = sentence.lists.names(start, "datv", strong=start == 0)
        if not phrases:
            continue
        first = sentence.tokens[phrases[0].head].text
        known = [phrase for phrase in phrases if phrase.is_body]
        if known and _infinitive_follows(sentence, end):
            yield phrases if known[0] is phrases[0] or (start == 0 and is_abbreviation(first)) else known
        elif has_part_of_speech(first, "NOUN") and acts_at_once(sentence, end):
            yield phrases


def asked_in_later_clauses(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«…, а школам – отказаться …»: after a comma a dative, then a dash or at once an infinitive."""
    for index in range(2, len(sentence.tokens)):
        before = [token.small for token in sentence.tokens[index - 2 : index]]
        if before[1] not in (",", ";") and before not in ([",", "а"], [",", "и"], [";", "а"]):
            continue
        phrases, end = sentence.lists.names(index, "datv", strong=False)
        joined = before[1] in ("а", "и") or _is_dash(sentence, end)
        if phrases and joined and acts_at_once(sentence, end):
            yield [phrase for phrase in phrases if phrase.is_body]


def turned_to(sentence: Sentence) -> Sequence[Phrase]:
    """«к Думе города – внести …»: an item goes on with «обращается с предложениями:» above the list."""
    if sentence.tokens[0].small not in ("к", "ко"):
        return []
    phrases, end = sentence.lists.names(1, "datv", strong=False)
    return phrases if _is_dash(sentence, end) and acts_at_once(sentence, end) else []


def _is_dash(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.tokens) and sentence.tokens[index].kind == "dash"


def acts_at_once(sentence: Sentence, index: int) -> bool:
    """An infinitive, past adverbs and a dash: whoever stands before it in the dative is to act, known or not."""
    tokens = sentence.tokens
    while index < len(tokens) and (tokens[index].kind in ("dash", "paren") or sentence.is_adverb(index)):
        index += 1
    word = sentence.word_at(index)
    return bool(word) and is_surely_infinitive(word)


def _infinitive_follows(sentence: Sentence, index: int) -> bool:
    for token in sentence.tokens[index : index + REACH]:
        if token.kind == "word" and is_surely_infinitive(token.text):
            return True
        if token.text == ";" or (token.kind == "word" and _is_surely_finite(token.text)):
            return False
    return False


def _is_surely_finite(word: str) -> bool:
    return is_finite_verb(word) and readings(word)[0].score > 0.6


def _clause_starts(sentence: Sentence) -> Iterator[int]:
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        if index == 0:
            yield index
            continue
        opens = _ends_clause(sentence.tokens[index - 1]) or _circumstance_over(sentence, index)
        if opens and not _after_predicate(sentence, index):
            yield index


def _ends_clause(before: Token) -> bool:
    return before.kind in ("comma", "dash", "number", "paren") or before.text in (":", ";", ".")


def _circumstance_over(sentence: Sentence, index: int) -> bool:
    """«В целях развития ТОС администрации …», «До мая 2024 года мэрии …»: nothing hangs on what came before."""
    before = sentence.tokens[index - 1]
    if before.small in ("года", "году", "г"):
        return True
    first = sentence.tokens[0].text  # «СО НКО»: capitals are no preposition
    opened = has_part_of_speech(first, "PREP") and not is_abbreviation(first)
    return opened and is_abbreviation(before.text) and bool(lemmas(sentence.tokens[index].text) & HEADS.keys())


def _after_predicate(sentence: Sentence, index: int) -> bool:
    """Whether something before this token already asked or told: then a dative is an object."""
    before = sentence.tokens[:index]
    return before[-1].text != ";" and any(token.kind == "word" and sentence.is_predicate(token) for token in before)
