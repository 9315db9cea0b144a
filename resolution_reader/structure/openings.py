"""What a line before a list announces: requests, or a report."""

import re

from resolution_reader.addressees.patterns import NEEDED, OBLIGED
from resolution_reader.addressees.requests.wishes import wish_at
from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import has_part_of_speech, lemmas
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.asking import is_asking
from resolution_reader.structure.demands import NEED

# Verbs of decision: they open a list of what is to be done, but a sentence of prose that holds one is a report.
DECIDING = word_set("решить постановить постановлять принять утвердить определить выработать сформулировать")
# Verbs of report and opinion: a list they open holds no requests.
TELLING = word_set(
    "отметить отмечать констатировать подчеркнуть подчеркивать обсудить обсуждать рассмотреть заслушать выявить "
    "обеспечить принять участвовать состояться пройти организовать провести считать полагать выразить "
    "являться способствовать позволить включать войти представить зафиксировать признать заявить заявлять"
)
# Nouns that announce a list of requests.
ANNOUNCING = frozenset(
    {
        "рекомендация",
        "предложение",
        "решение",
        "мера",
        "шаг",
        "поручение",
        "задача",
        "инициатива",
        "требование",
        "просьба",
        "пожелание",
    }
)
BEFORE_NOW = word_set("сформулированный прошлый")  # «прошлые решения» announce nothing
REMARKS = word_set("замечание жалоба нарекание")  # «Поступило 24 замечания, из них:»
# A list of what whoever speaks will do is no list of requests.
PLEDGING = word_set("обещать пообещать обязываться обязаться клясться поклясться")
# «Отклонено:», «Не поддержаны предложения:»
REJECTED = re.compile(
    r"^\W*(?:предложени[ея],?\s+)?(?:отклон[её]н|не\s+поддержан|не\s+принят|снят)[а-яё]*\b[^.]{0,80}:?\W*$", re.I
)
# «исходит из того, что:», «Принимая во внимание:»: reasons follow.
REASONS = re.compile(r"(,\s*что|\b(учитывая|сознавая|признавая|отмечая|принимая\s+во\s+внимание)(,\s*что)?)\W*$", re.I)


def opens_requests(lead_in: str) -> bool | None:
    """What a line before a list announces: True requests, False a report or opinion, None neither."""
    if REASONS.search(lead_in) or REJECTED.match(lead_in):
        return False
    found = tokens(lead_in)
    words = [token for token in found if token.kind == "word"]
    if wish_at(found) is not None:
        return True
    if any(_announces_requests(token, lead_in) for token in words):
        return True
    if any(_is_verb_of(TELLING | PLEDGING, token) or lemmas(token.text) & REMARKS for token in words):
        return False
    if any(lemmas(token.text) & ANNOUNCING for token in words[-6:]):
        return not any(lemmas(token.text) & BEFORE_NOW for token in words)
    return None


def _announces_requests(token: Token, lead_in: str) -> bool:
    if token.small in NEED | NEEDED | OBLIGED or is_asking(token):
        return True
    return _is_verb_of(DECIDING, token) and not _took_part(lead_in)


def _is_verb_of(known: frozenset[str], token: Token) -> bool:
    return bool(lemmas(token.text) & known) and not has_part_of_speech(token.text, "PRTF", "GRND", "NOUN", "ADJF")


def _took_part(text: str) -> bool:
    return bool(re.search(r"приня\w+\s+(активное\s+)?участие|участие\s+(в\s+\w+\s+)?приня\w+", text, re.I))
