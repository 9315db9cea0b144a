"""«Жители хотят, чтобы лесхоз убрал валежник»: who would act stands in the nominative, before a verb in the past."""

from collections.abc import Sequence
from itertools import pairwise

from resolution_reader.addressees.patterns import IMPERSONAL, NEEDED
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.morphology import has_part_of_speech, lemmas, nouns, readings
from resolution_reader.language.word_lists import word_set

WISHING = word_set("хотеть желать добиваться стремиться выступать стоять просить требовать настаивать призывать")
THAT = word_set("то того том тем")  # «за то, чтобы», «добиваемся того, чтобы»
BETWEEN = word_set("бы также тоже очень же")  # «Хотелось бы также, чтобы …»
NEAR = 8  # tokens before «, чтобы»
# «чтобы врач был в посёлке»: that is, and nobody does it.
STATES = word_set("быть стать становиться остаться оставаться мочь смочь иметь получить получать знать жить")


def wish_at(tokens: Sequence[Token]) -> int | None:
    """Where «, чтобы» stands after a word that wishes; a purpose («собрались, чтобы …») is no wish."""
    for index in range(2, len(tokens)):
        if tokens[index].small == "чтобы" and tokens[index - 1].kind == "comma" and _wishes(tokens, index - 1):
            return index
    return None


def _wishes(tokens: Sequence[Token], end: int) -> bool:
    """Whether a word right before this place wishes."""
    before = tokens[max(0, end - NEAR) : end]
    that = before[-1].small in THAT
    if that and len(before) > 1 and before[-2].small == "за":
        return not any(_went_on(token) for token in before[-5:-2])
    near = before[-3:] if that else [token for token in before if token.small not in BETWEEN][-1:]
    return any(token.small in IMPERSONAL | NEEDED or _wishes_now(token) for token in near)


def _went_on(token: Token) -> bool:
    """«Многие высказывались за то, чтобы …» reports what was said; «высказались» decides."""
    tag = readings(token.text)[0].tag
    return bool(tag.tense == "past" and tag.aspect == "impf")


def _wishes_now(token: Token) -> bool:
    tag = readings(token.text)[0].tag
    if token.small == "хотелось":
        return True  # «хотелось бы, чтобы»
    return bool(lemmas(token.text) & WISHING) and (tag.tense == "pres" or tag.POS == "INFN")


def asked_by_wish(sentence: Sentence) -> Sequence[Phrase]:
    """Whom the sentence wishes to act."""
    at = wish_at(sentence.tokens)
    if at is None:
        return []
    verb = _deed(sentence, at + 1)
    if verb is None:
        return []
    for start in range(at + 1, verb):
        if start == at + 1 or not _hangs_on_preposition(sentence, start):
            phrases, end = sentence.lists.names(start, "nomn", strong=False)
            if phrases and (start == at + 1 or end == verb):
                return [phrase for phrase in phrases if phrase.is_body]
    return [
        phrase for phrase in sentence.lists.names(verb + 1, "nomn", strong=False)[0] if _only_acts(sentence, phrase)
    ]


def _deed(sentence: Sentence, index: int) -> int | None:
    """The verb of the clause, when it is in the past and says what somebody does."""
    for at, (before, token) in enumerate(pairwise(sentence.tokens[index - 1 :]), start=index):
        tag = readings(token.text)[0].tag if token.kind == "word" else None
        if tag and tag.POS == "VERB":
            is_state = lemmas(token.text) & STATES and before.small != "не"  # «не оставались в стороне»
            return at if tag.tense == "past" and not is_state else None
    return None


def _hangs_on_preposition(sentence: Sentence, index: int) -> bool:
    """«за воду управляющие компании»: the name may begin behind what a preposition governs, not at it."""
    before = sentence.word_at(index - 1)
    return not before or has_part_of_speech(before, "PREP", "ADJF", "PRTF")


def _only_acts(sentence: Sentence, phrase: Phrase) -> bool:
    """«…, чтобы дорогу чистила администрация»: behind the verb, and not what it is done to."""
    return phrase.is_body and not nouns(sentence.tokens[phrase.head].text, "accs")
