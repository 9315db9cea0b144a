"""Words of Russian: their readings, lemmas and the case a pattern demands.

The most frequent reading of a word is often the wrong one here («мэрии» is mostly genitive, hardly ever dative),
so callers name the case or part of speech they need and ask whether the word can bear it.
"""

import re
from functools import cache, lru_cache
from unicodedata import name

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse as Reading

LIKELY = 0.05  # readings rarer than this only make noise in lemmas

NO_WORD = "-"
NOT_INFINITIVES = {"есть", "знать", "печь", "пасть"}
ADJECTIVES = {"ADJF", "PRTF"}
NAMES = {"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"}
MIXED = re.compile(r"[А-ЯЁ][а-яё]?[А-ЯЁ][А-ЯЁа-яё]?[А-ЯЁ]{1,4}|[А-ЯЁ]{2,}[а-яё]{1,2}[А-ЯЁ]{2,}")  # КнАГУ, АмГПГУ

INFLECTED = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*[А-ЯЁ](?:[аеиуы]|о[мв]|[ая]м|[ая]ми|[ая]х)")


@cache
def analyzer() -> MorphAnalyzer:
    """pymorphy3's analyzer, loaded at first use (0.1 s)."""
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of one word, the most frequent first."""
    return tuple(analyzer().parse(word if is_named(word) else NO_WORD))


@lru_cache(maxsize=10_000)
def lemmas(word: str) -> frozenset[str]:
    """Dictionary forms of the likely readings, small letters, ё as е; never empty for a non-empty word."""
    # Not through `readings`: search meets every word there is, and readings are a hundred times as large as lemmas.
    if not is_named(word):
        return frozenset({word})
    return frozenset(reading.normal_form.replace("ё", "е") for reading in likely(word))


def forms(word: str) -> frozenset[str]:
    """All forms of the words that this one is likely to be a form of, small letters, ё as е."""
    if not is_named(word):
        return frozenset({word})
    return frozenset(form.word.replace("ё", "е") for reading in likely(word) for form in reading.lexeme)


def likely(word: str) -> list[Reading]:
    parsed = analyzer().parse(word)
    return [reading for reading in parsed if reading.score >= LIKELY] or parsed[:1]


def is_named(word: str) -> bool:
    """The analyzer asks Unicode for the names of letters, and some have none (Tangut ones)."""
    return word.isascii() or all(name(letter, "") for letter in word)


def is_word(word: str) -> bool:
    """Whether the dictionary holds the word in this form."""
    return bool(word) and bool(analyzer().word_is_known(word.lower()))


def is_only_a_name(word: str) -> bool:
    """What the dictionary knows as a name or not at all: «Томск», not «Мир»."""
    found = [reading for reading in readings(word.lower()) if reading.score >= LIKELY]
    return not is_word(word) or not any(NAMES.isdisjoint(reading.tag.grammemes) for reading in found)


def is_infinitive(word: str) -> bool:
    return any(reading.tag.POS == "INFN" for reading in readings(word)[:3])


def is_surely_infinitive(word: str) -> bool:
    """An infinitive before all else; «есть» and «знать» mostly are not."""
    return word.lower() not in NOT_INFINITIVES and has_part_of_speech(word, "INFN")


def is_finite_verb(word: str) -> bool:
    """A verb with person or tense, or a short participle («рекомендовано»)."""
    first = readings(word)[0]
    return bool(first.tag.POS == "VERB" or (first.tag.POS == "PRTS" and first.score > 0.5))


def has_part_of_speech(word: str, *names: str) -> bool:
    """Whether the most frequent reading is one of these parts of speech."""
    return readings(word)[0].tag.POS in names


def mostly_is(word: str, *names: str) -> bool:
    """Whether the most frequent reading, or half of all, is one of these parts of speech."""
    share = sum(reading.score for reading in readings(word) if reading.tag.POS in names)
    return share >= 0.5 or has_part_of_speech(word, *names)


def is_written(form: Reading) -> bool:
    """Whether the texts behind the dictionary have this form in this meaning: «учителя», not «учители»."""
    return bool(analyzer().prob_estimator.p_t_given_w.prob(form.word, form.tag) > 0)


def is_bookish(word: str) -> bool:
    """A variant that hardly anybody writes: «развитья», «водою»."""
    return any(grammeme.startswith("V-") for grammeme in readings(word)[0].tag.grammemes)


def nouns(word: str, case: str) -> list[Reading]:
    """Readings as a noun in this case (nomn, gent, datv, accs, ablt, loct)."""
    wanted = {"gent", "gen1", "gen2"} if case == "gent" else {"loct", "loc1", "loc2"} if case == "loct" else {case}
    return [reading for reading in readings(word) if reading.tag.POS == "NOUN" and reading.tag.case in wanted]


def adjectives(word: str, case: str) -> list[Reading]:
    """Readings as an adjective, ordinal or full participle in this case; «Комсомольский-на-Амуре» by its first part."""
    word = word.partition("-на-")[0]
    return [reading for reading in readings(word) if reading.tag.POS in ADJECTIVES and reading.tag.case == case]


def stands_for_noun(word: str) -> bool:
    """An adjective that the dictionary knows as a noun as well: «дежурным», «заведующей»."""
    return "Subx" in readings(word)[0].tag


def is_organization(word: str) -> bool:
    """What the dictionary knows as the name of a body: ООН, ЮНЕСКО, ФНПР."""
    return "Orgn" in readings(word)[0].tag


def is_participle(word: str, case: str) -> bool:
    """Whether it can be one in this case, though mostly it may be a noun: «ведущим»."""
    return any(reading.tag.POS == "PRTF" for reading in adjectives(word, case))


def is_animate(reading: Reading) -> bool:
    return bool("anim" in reading.tag and not {"Name", "Surn", "Patr"} & set(reading.tag.grammemes))


def bears_ending(word: str) -> bool:
    """An abbreviation with the ending of a case: «ЖЭКу», «ТОСам»."""
    return bool(INFLECTED.fullmatch(word))


def is_abbreviation(word: str) -> bool:
    """All capitals, two letters or more: ТОС, НКО, СОНКО (ТОСы, НКОшки are not); КнАГУ, АмГПГУ."""
    if MIXED.fullmatch(word):
        return True
    return len(word) >= 2 and word.isupper() and any(letter.isalpha() for letter in word) and len(word) <= 10
