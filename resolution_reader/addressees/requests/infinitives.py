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
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set

DONE_TO = word_set("быть жить стать уделить уделять присвоить придать посвятить оказать")
REACH = 45  # tokens between the one who is asked and the infinitive


def asked_by_infinitive(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«Администрации города разработать …», «… – разработать»: a dative opens a clause, an infinitive follows."""
    read = 0
    for start in _clause_starts(sentence):
        phrases, end = sentence.lists.names(start, "datv", strong=start == 0) if start >= read else ([], start)
        if not phrases:
            continue
        read = end
        first = sentence.tokens[phrases[0].head].text
        known = [phrase for phrase in phrases if phrase.is_body]
        begins_with_body = phrases[0].is_body or (start == 0 and is_abbreviation(first))
        if known and begins_with_body and _infinitive_follows(sentence, end):
            yield phrases
        elif has_part_of_speech(first, "NOUN") and acts_at_once(sentence, end):
            yield phrases if phrases[0].is_body or not _is_done_to(sentence, end) else []
        elif known and _infinitive_follows(sentence, end):
            yield known


def asked_in_later_clauses(sentence: Sentence) -> Iterator[Sequence[Phrase]]:
    """«…, а школам – отказаться …»: after a comma a dative, then a dash or at once an infinitive."""
    for index in range(2, len(sentence.tokens)):
        before = [token.small for token in sentence.tokens[index - 2 : index]]
        if before[1] not in (",", ";") and before not in ([",", "а"], [",", "и"], [";", "а"]):
            continue
        phrases, end = sentence.lists.names(index, "datv", strong=True)
        contrasted = before[1] == "а" or _is_dash(sentence, end)
        if not phrases:
            continue
        if (contrasted or before[1] == "и") and acts_at_once(sentence, end):
            yield [phrase for phrase in phrases if phrase.is_body or contrasted]
        elif before[1] == "а" and _is_dash(sentence, end):
            yield [phrase for phrase in phrases if phrase.is_body]  # «…, а спортшколе – секцию»


def turned_to(sentence: Sentence) -> Sequence[Phrase]:
    """«к Думе города – внести …»: an item goes on with «обращается с предложениями:» above the list."""
    if sentence.tokens[0].small not in ("к", "ко"):
        return []
    phrases, end = sentence.lists.names(1, "datv", strong=False)
    return phrases if _is_dash(sentence, end) and acts_at_once(sentence, end) else []


def _is_dash(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.tokens) and sentence.tokens[index].kind == "dash"


def acts_at_once(sentence: Sentence, index: int) -> bool:
    """An infinitive, past adverbs, helpers and a dash: whoever stands before it in the dative is to act."""
    tokens = sentence.tokens
    while index < len(tokens):
        if tokens[index].kind in ("dash", "paren", "comma") or sentence.is_adverb(index):
            index += 1
        elif helped := sentence.past_helper(index):
            index = helped
        else:
            break
    word = sentence.word_at(index)
    return bool(word) and is_surely_infinitive(word)


def _is_done_to(sentence: Sentence, index: int) -> bool:
    """«Ремонту дорог уделить внимание», «Спорту быть!»: what is no body gets something here, and does nothing."""
    infinitive = next((token for token in sentence.tokens[index:] if is_surely_infinitive(token.text)), None)
    return infinitive is not None and bool(lemmas(infinitive.text) & DONE_TO)


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
    """Where a clause begins; after something has asked or told, a dative is its object, except right after «;»."""
    told = False
    for index, token in enumerate(sentence.tokens):
        if token.kind != "word":
            continue
        before = sentence.tokens[index - 1] if index else None
        if before is None or (
            (not told or before.text == ";") and (_ends_clause(before) or _circumstance_over(sentence, index))
        ):
            yield index
        told = told or sentence.is_predicate(token)


def _ends_clause(before: Token) -> bool:
    return before.kind in ("comma", "dash", "number", "paren") or before.text in (":", ";", ".")


def _circumstance_over(sentence: Sentence, index: int) -> bool:
    """«В целях развития ТОС администрации …», «До мая 2024 года мэрии …»: nothing hangs on what came before."""
    before = sentence.tokens[index - 1]
    if before.small in ("года", "году", "г"):
        return True
    first = sentence.tokens[0].text  # «СО НКО»: capitals are no preposition
    if not has_part_of_speech(first, "PREP") or is_abbreviation(first):
        return False
    if is_abbreviation(before.text):
        return bool(lemmas(sentence.tokens[index].text) & HEADS.keys())
    return before.kind == "word" and bool(nouns(before.text, "gent")) and sentence.starts_clear_name(index)
