"""Whether a name can be the name of a body at all, and if not, what to do about it."""

import re
from functools import lru_cache

from resolution_reader.addressees.bodies import ABBREVIATIONS, is_body_word, known_abbreviation
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_abbreviation,
    is_finite_verb,
    lemmas,
    nouns,
    readings,
    stands_for_noun,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention

LETTERS = 3  # a name of fewer says nothing to anybody
WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W_]+)*")
PIECE = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"«[^»]*»?|\"[^\"]*\"?|„[^“]*“?")
BRACKETS = re.compile(r"\([^)]*\)?")
CYRILLIC, LATIN = re.compile("[а-яё]", re.I), re.compile("[a-z]", re.I)
LABEL_AT_END = re.compile(r"(?:^|\s)(?:\d{1,3}(?:\.\d{1,3})*|[а-яёa-z]|[ivxIVX]{1,4})[.)]+$")
CUT_AFTER = word_set(
    "г ул им пос пгт д с р обл пр просп пер ст раз"
)  # «ОМВД России по г»: the full stop ended the name
NOT_AT_END = ("PREP", "CONJ")
# Words that say what somebody is to the matter, and pronouns: whole names of nothing but these.
ROLES = word_set(
    "исполнитель соисполнитель ответственный участник участница присутствующий собравшийся организатор адресат "
    "заинтересованный указанный данный соответствующий вышеуказанный вышеназванный названный перечисленный "
    "все весь каждый иной другой прочий остальной тот этот такой сам же он она оно они мы вы я кто никто то это "
    "орган лицо структура инстанция сторона служба ведомство субъект организация учреждение председатель секретарь"
)
POINTING = word_set(
    "данный указанный соответствующий вышеуказанный вышеназванный названный перечисленный тот этот такой "
    "он она оно они мы вы я исполнитель соисполнитель ответственный участник участница присутствующий собравшийся "
    "заинтересованный сам же то это председатель секретарь"
)

FEW_LETTERS = "слишком коротко: впишите полное название"
TWO_ALPHABETS = "в одном слове буквы двух алфавитов: впишите его заново"
WITH_LABEL = "в конце прилип номер или буква пункта: уберите"
CUT = "название оборвано: допишите его по тексту"
FRAGMENT = "похоже на обрывок названия: впишите целиком или уберите"
NO_BODY = "не похоже на адресата: впишите, кто это, или уберите"
POINTS = "местоимение или роль, а не название: впишите, кто имеется в виду, или уберите"

OF_SPELLING = (TWO_ALPHABETS, WITH_LABEL)  # faults of what may be known by its right name

THEIRS = re.compile(r"(?:их|его|её|ее)\s", re.I)


@lru_cache(maxsize=20_000)
def fault_of_name(name: str) -> str:
    """Why a name cannot be a body's, and what to do, in Russian; "" for one that can."""
    bare = " ".join(BRACKETS.sub(" ", QUOTED.sub(" имя ", name)).split())
    found = WORD.findall(bare)
    if len(re.findall(r"[^\W\d_]", name)) < LETTERS:
        return FEW_LETTERS
    if any(CYRILLIC.search(word) and LATIN.search(word) for word in PIECE.findall(name)):
        return TWO_ALPHABETS
    if LABEL_AT_END.search(name):
        return WITH_LABEL
    if name.count("«") != name.count("»"):
        return CUT
    return _fault_of_words(bare, found) if found else NO_BODY


def _fault_of_words(bare: str, found: list[str]) -> str:
    first, last = found[0], found[-1]
    if _points(found):
        return POINTS
    if last in CUT_AFTER or bare.endswith(("-", "–", ",")) or (last.islower() and _is_bare(last, *NOT_AT_END)):
        return CUT
    if _is_bare(first, "PREP", "CONJ", "PRTF", "PRCL") and not _has_body(found[:1]):
        return FRAGMENT
    if is_finite_verb(first.lower()) and not nouns(first.lower(), "nomn") and len(found) == 1:
        return NO_BODY
    if not _has_body(found) and not any(nouns(word.lower(), case) for word in found for case in ("nomn", "gent")):
        return FRAGMENT
    return ""


def _points(found: list[str]) -> bool:
    """«данные органы», «соисполнитель», «то же»."""
    small = [lemmas(word) for word in found]
    return all(word & ROLES for word in small) and any(word & POINTING for word in small)


def _is_bare(word: str, *names: str) -> bool:
    return not is_abbreviation(word) and has_part_of_speech(word.lower(), *names)


def _has_body(found: list[str]) -> bool:
    """A word that heads bodies, an abbreviation, a proper name, or people."""
    for word in found:
        if is_body_word(word) or known_abbreviation(word) or word in ABBREVIATIONS or is_abbreviation(word):
            return True
        if stands_for_noun(word):
            return True
        tags = [reading.tag for reading in readings(word.lower())[:3]]
        if any(tag.POS == "NOUN" and "anim" in tag for tag in tags) and tags[0].POS == "NOUN":
            return True
    return False


def fault_of(mention: Mention) -> str:
    """That of its name; also where the text says «с их доводами»: a thing of theirs."""
    return fault_of_name(mention.name) or (NO_BODY if THEIRS.match(mention.as_written) else "")
