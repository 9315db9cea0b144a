"""Titles in sentence case: what is printed in capitals, in small letters but for names and abbreviations.

A word that has a small letter is as its author wanted it and stays; so a title in sentence case stays as it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from resolution_reader.capitals import (
    CAPITALS,
    PART,
    WORDS_AS_WELL,
    in_small_letters,
    is_name,
    is_of_territory,
    is_pair,
    may_be,
)
from resolution_reader.language.morphology import MIXED, lemmas
from resolution_reader.language.sentence_ends import MAYBE_LAST, NEVER_LAST
from resolution_reader.language.word_lists import word_set
from resolution_reader.language.words import WORD

OPENS = re.compile("[«„“‘\"']$")
ENDS_SENTENCE = re.compile(r"[.!?…][»”\")]*\s*$")
SHORTENED = NEVER_LAST | MAYBE_LAST
LONE = word_set("А В И К О С У Я")  # words of one letter
BEFORE_A_PLACE = word_set("республика город г село деревня поселок станица хутор микрорайон")
BEFORE_A_PERSON = word_set("имя им")
NAMED_WHOLE = word_set("республика федерация")  # «Чувашская Республика», but «Омская область»
SMALL_IN_NAMES = word_set("на де ла")  # «Ростов-на-Дону»


@lru_cache(maxsize=5_000)
def in_sentence_case(title: str) -> str:
    """«РЕЗОЛЮЦИЯ XI ФОРУМА «ДОМ У ОБИ»» -> «Резолюция XI форума «Дом у Оби»»."""
    if not CAPITALS.search(title):
        return title
    line = Line(title)
    return "".join(gap + line.said(place) for place, gap in enumerate(line.gaps[:-1])) + line.gaps[-1]


class Line:
    """The words of a title; `gaps[n]` is what stands before the n-th of them, the last what stands at the end."""

    def __init__(self, title: str) -> None:
        self.words: list[str] = WORD.findall(title)
        self.gaps: list[str] = WORD.split(title)
        self.loud = frozenset(loud_places(self.words))

    def said(self, place: int) -> str:
        word, begins = self.words[place], self.begins(place)
        if place in self.loud and not begins and (self.is_shortened(place) or self.is_lone_word(place)):
            return word.lower()
        if word in WORDS_AS_WELL and (self.word(place + 1) == "нко" or OPENS.search(self.gaps[place + 1])):
            return word
        said = in_small_letters(word, is_loud=begins or place in self.loud)
        if said != word and self.is_name(place):
            return PART.sub(lambda part: part[0] if part[0] in SMALL_IN_NAMES else with_capital(part[0]), said)
        return with_capital(said) if said != word and begins else said

    def word(self, place: int) -> str:
        """In small letters; empty before the first and behind the last."""
        return self.words[place].lower() if 0 <= place < len(self.words) else ""

    def begins(self, place: int) -> bool:
        """The title, a quotation or a sentence."""
        gap, before = self.gaps[place], self.word(place - 1)
        if place == 0 or OPENS.search(gap):
            return True
        return bool(ENDS_SENTENCE.search(gap)) and (len(before) == 1 or before not in SHORTENED)

    def is_shortened(self, place: int) -> bool:
        """«УЛ.», «ИМ.», «2022 Г.», «Г. ОМСК», but not the initial in «Г. ТУКАЙ»."""
        word = self.word(place)
        if word not in SHORTENED or not self.gaps[place + 1].startswith("."):
            return False
        if len(word) > 1:
            return True
        return word == "г" and (self.word(place - 1).isdecimal() or may_be(self.word(place + 1), "Geox"))

    def is_lone_word(self, place: int) -> bool:
        """«В» and «И», but no initial, and not the letter of «СЕКЦИЯ А»: before the word «А» stands a comma."""
        is_joined = self.gaps[place + 1].isspace() and place + 1 < len(self.words)
        return is_joined and self.words[place] in LONE and (self.words[place] != "А" or not self.gaps[place].isspace())

    def is_name(self, place: int) -> bool:
        before, word, *after = (self.word(place + step) for step in (-1, 0, 1, 2))
        if is_name(word) or is_pair(before, word) or is_pair(word, after[0]) or is_of_territory(word, *after):
            return True
        if lemmas(before) & BEFORE_A_PLACE:
            return may_be(word, "Geox")
        if lemmas(before) & BEFORE_A_PERSON:
            return may_be(word, "Name", "Surn")
        if "республика" in lemmas(word) and may_be(after[0], "Geox"):
            return True
        return bool(lemmas(word) & NAMED_WHOLE) and is_of_territory(before, word, "")


def loud_places(words: list[str]) -> Iterator[int]:
    """Where words in capitals stand together, unless all of them may be abbreviations."""
    for is_capital, run in groupby(enumerate(words), lambda row: row[1] == row[1].upper() or bool(MIXED.match(row[1]))):
        places = list(run)
        plain = [word for _, word in places if is_capital and in_small_letters(word, is_loud=True) != word]
        if len(plain) > 1 or any(in_small_letters(word, is_loud=False) != word for word in plain):
            yield from (place for place, _ in places)


def with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
