"""Which words printed in capitals would have some in any text: abbreviations and names.

What the dictionary lacks is an abbreviation while it is short. A name is what is one in most of its readings: «Обь» is
nothing else, «вера» hardly ever.
"""

import re
from functools import lru_cache

from resolution_reader.addressees.bodies import ABBREVIATIONS
from resolution_reader.language.morphology import is_word, lemmas, readings
from resolution_reader.language.word_lists import word_set
from resolution_reader.language.words import in_one_alphabet

CAPITALS = re.compile("[А-ЯЁ]{2}")
VOWEL = re.compile("[АЕЁИОУЫЭЮЯ]")
PART = re.compile("[^-‐‑]+")
ORDINAL = re.compile(r"([\dIVXLХ]+[-‐‑])([А-ЯЁ]{1,2})")  # «1-Й», «XXI-ГО»
CASE_ENDING = re.compile("(?<=[БВГДЖЗЙКЛМНПРСТФХЦЧШЩ])(?:А|У|ОМ|Е|Ы|ОВ|АМ|АМИ|АХ)$")  # «ТОСОВ»
SHORT = 4  # letters of a noun that may be meant as an abbreviation
LONGEST_UNKNOWN = 6  # of an abbreviation that nobody has listed

# The dictionary takes the later ones for words, or they are longer than those it lacks.
KNOWN = (ABBREVIATIONS.keys() - {"ВУЗ"}) | word_set(
    "АСИ АТОС БРИКС ГО ДОСААФ ИИ ИКТ ИНН КАМАЗ КРСУ ЛУКОЙЛ МАДОУ НИОКР НОШ ОБЖ ООШ ОСАГО РАНХИГС РОСТОС СИЗО СОШ ТИК "
    "ТОР ТФОМС УГИБДД ФИФА ФОК ЮНИСЕФ ЯНАО"
)
WORDS_AS_WELL = word_set("СО ВОД МУК")  # abbreviations, unless the words beside them are in capitals, too
WORDS_BY_NOW = word_set("вуз ссуз")  # an abbreviation to the dictionary

NAMES = frozenset({"Geox", "Name", "Surn", "Patr", "Orgn"})
MOSTLY = 0.6
RIVERS = word_set("амур дон")  # less often meant than the dictionary thinks: the god and the gentleman
TOWN = re.compile("(?:ск|град|бург|поль)(?:а|у|ом|е)?$")
TERRITORIES = word_set("область край район округ республика федерация поселение губерния улус сельсовет")
OF_A_PLACE = re.compile("[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими)$")
OF_NO_PLACE = re.compile("(?:городск|сельск|морск|заводск|детск|ическ)[а-я]{2,3}$")
PAIRS = tuple(
    frozenset(pair.split())
    for pair in (
        "дальний восток", "северный кавказ", "нижний новгород", "великий новгород", "великий отечественный",
        "набережный челны", "старый оскол", "нижний тагил", "горный алтай", "сергиев посад", "минеральный вода",
        "великий лука",
    )
)  # fmt: skip


@lru_cache(maxsize=10_000)
def in_small_letters(word: str, *, is_loud: bool) -> str:
    """A word without its capitals, an abbreviation with them. `is_loud`: the words beside it are in capitals, too."""
    if "-" in word and CAPITALS.search(word) and is_name(word):
        return word.lower()  # «ЙОШКАР-ОЛА», no half of which is a word
    if ordinal := ORDINAL.fullmatch(word):
        return ordinal[1] + ordinal[2].lower() if is_loud else word
    return PART.sub(lambda part: part_in_small_letters(part[0], is_loud=is_loud), word)


def part_in_small_letters(part: str, *, is_loud: bool) -> str:
    is_in_capitals = CAPITALS.search(part) and part == part.upper() and not any(map(str.isdigit, part))
    if not is_in_capitals or is_abbreviation(part, is_loud=is_loud):
        return part
    ending = CASE_ENDING.search(part)
    if ending and part[: ending.start()] in KNOWN and not is_word(part):
        return part[: ending.start()] + ending[0].lower()
    return in_one_alphabet(part).lower()


def is_abbreviation(part: str, *, is_loud: bool) -> bool:
    """Of a word in capitals."""
    if part in WORDS_AS_WELL:
        return not is_loud
    if part in KNOWN or not VOWEL.search(part):
        return True
    if not is_word(part):
        return len(part) <= (SHORT if is_loud else LONGEST_UNKNOWN)
    if lemmas(part) & WORDS_BY_NOW:
        return False
    tag = readings(part)[0].tag
    return "Abbr" in tag or (not is_loud and len(part) <= SHORT and tag.POS == "NOUN")


@lru_cache(maxsize=10_000)
def is_name(word: str) -> bool:
    """Of a place, a person or a body."""
    if not is_word(word):
        return bool(TOWN.search(word))
    are_names = [bool(NAMES & reading.tag.grammemes) for reading in readings(word)]
    share = sum(reading.score for reading, one in zip(readings(word), are_names, strict=True) if one)
    return (are_names[0] and share >= MOSTLY) or bool(lemmas(word) & RIVERS)


def may_be(word: str, *kinds: str) -> bool:
    """Whether it can be a name of this kind; what the dictionary lacks can be any."""
    return bool(word) and (not is_word(word) or any(set(kinds) & reading.tag.grammemes for reading in readings(word)))


def is_pair(first: str, second: str) -> bool:
    """Two words of one name: «Нижнего Новгорода»."""
    pair = lemmas(first) | lemmas(second)
    return any(both <= pair for both in PAIRS)


def is_of_territory(word: str, *following: str) -> bool:
    """«Омской» before «области» or before «муниципального района»."""
    if not OF_A_PLACE.search(word) or OF_NO_PLACE.search(word):
        return False
    is_head = [bool(lemmas(other) & TERRITORIES) for other in following]
    return is_head[0] or (is_head[1] and "ADJF" in readings(following[0])[0].tag)
