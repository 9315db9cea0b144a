"""Verbs that ask, in whichever words: «просим», «просьба к …», «выступаем с инициативой»."""

from resolution_reader.addressees.tokens import Token
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_finite_verb,
    is_surely_infinitive,
    lemmas,
    readings,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.reports import ASKING

BEGGED_WITHIN = 8  # words from «просьба» to what is begged for
TURNING = word_set("обратиться обращаться")
PURPOSES = word_set("просьба предложение ходатайство инициатива вопрос призыв требование")
COMING_OUT = word_set("выступать выступить выходить выйти")  # «выступаем с инициативой»


def begs(found: list[Token]) -> bool:
    """«…: просьба к поликлиникам увеличить …», «Давайте проводить …»"""
    return any(
        (token.small == "просьба" or (not at and token.small == "давайте"))
        and infinitive_in(found[at + 1 : at + BEGGED_WITHIN])
        for at, token in enumerate(found)
    )


def comes_out(found: list[Token]) -> bool:
    """«Мы выступаем с инициативой проведения …»"""
    return any(
        lemmas(token.text) & COMING_OUT
        and is_finite_verb(token.text)
        and following[:1] == ["с"]
        and any(lemmas(word) & PURPOSES for word in following)
        for token, following in (
            (token, [after.small for after in found[at + 1 : at + 4]]) for at, token in enumerate(found)
        )
    )


def is_asking(token: Token) -> bool:
    """Finite, infinitive or passive; never a participle."""
    if token.kind != "word" or not lemmas(token.text) & ASKING:
        return False
    return not has_part_of_speech(token.text, "PRTF", "ADJF", "NOUN", "GRND")


def only_turns(found: list[Token]) -> bool:
    """«Участники обращаются к органам власти.»: to whom, but not what for; that comes below."""
    verbs = [token for token in found if is_asking(token)]
    if any(readings(token.text)[0].tag.mood == "impr" for token in found if token.kind == "word"):
        return False  # «Обращаемся к вузам: откройте …»
    return (
        all(lemmas(token.text) & TURNING and is_finite_verb(token.text) for token in verbs)
        and not infinitive_in(found)
        and not any(lemmas(token.text) & PURPOSES for token in found)
    )


def infinitive_in(found: list[Token]) -> bool:
    """Whether any of these words is surely one."""
    return any(token.kind == "word" and is_surely_infinitive(token.text) for token in found)
