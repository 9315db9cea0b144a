"""The head of a name, a noun or an abbreviation, behind the adjectives that agree with it; whether it can act."""

import re
from collections.abc import Sequence
from itertools import pairwise

from resolution_reader.addressees.bodies import ABBREVIATIONS, NEVER, is_body_word
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.words import CONJUNCTIONS, SUBSTANTIVES, Words
from resolution_reader.language.inflection import head_reading
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_abbreviation,
    is_animate,
    is_organization,
    lemmas,
    nouns,
    readings,
    stands_for_noun,
)
from resolution_reader.language.word_lists import word_set

COUNTRY = word_set("россия рф республика край область")
NOT_ACTORS = word_set("ребенок дети человек люди пациент инвалид пенсионер гость")
LAWS = frozenset({"ФЗ", "НПА", "ГОСТ", "СП", "СНИП"})
# «Минцифры», «Минобороны»: the name ends in a genitive, so no case changes it.
INVARIABLE = re.compile(r"Мин[а-яё]{3,}(?:[ыио]|ия)$")
# Bodies by their word that are just as often what another body deals with.
SUBJECTS = word_set("рынок хозяйство предпринимательство население семья молодежь бизнес интернет общество актив")


class Heads:
    def __init__(self, words: Words, directory: Directory) -> None:
        self.words = words
        self.tokens = words.tokens
        self.directory = directory

    def head(self, start: int, case: str) -> tuple[list[int], int | None]:
        """Indexes of the adjectives before the head, and the head's."""
        agreeing: list[int] = []
        index = start
        while index < len(self.tokens) and index - start < 10:
            token = self.tokens[index]
            if token.kind == "word":
                if self._never_changes(token.text):
                    return agreeing, index
                if self._noun_head(index, case, agreeing):
                    return agreeing, index
                if adjectives(token.text, case):
                    agreeing.append(index)
                elif not self._modifier(index, after_adjective=bool(agreeing)):
                    return [], None
            elif not (token.kind == "comma" and agreeing and self.words.is_adjective(index + 1, case)):
                return [], None
            index += 1
        return [], None

    @staticmethod
    def _never_changes(word: str) -> bool:
        """An abbreviation, but for «просим ВАС» and «РЕШИЛИ»; a ministry by its short name."""
        no_name = has_part_of_speech(word, "NPRO", "PREP", "VERB", "INFN", "PRTS")
        shortened = is_abbreviation(word) and (word in ABBREVIATIONS or not no_name)
        return shortened or bool(INVARIABLE.match(word))

    def _noun_head(self, index: int, case: str, agreeing: list[int]) -> bool:
        word = self.tokens[index].text
        if (
            lemmas(word) & SUBSTANTIVES
            and adjectives(word, case)
            and self.words.past_instrumental(index + 1) > index + 1
        ):
            return True  # «заведующей сельским клубом»
        if (
            (lemmas(word) & SUBSTANTIVES or stands_for_noun(word))
            and adjectives(word, case)
            and not self.words.is_adjective_or_noun(index + 1, case)
        ):
            return True
        if not agreeing and self._is_surname(index, case):
            return True
        reading = head_reading(word, case, [self.tokens[i].text for i in agreeing])
        if reading is None and self.is_singular_of_plural(agreeing, index, case):
            return True
        if reading is None or "Name" in reading.tag:
            return False
        best = readings(word)[0]
        if best.tag.POS in ("PREP", "CONJ", "PRCL", "ADVB", "NPRO") or len(word) < 3:
            return False
        # an adjective that can also be read as a noun («рабочей группе») waits for its noun
        return not (
            adjectives(word, case)
            and (
                self.words.is_adjective_or_noun(index + 1, case, word)
                or (best.tag.POS == "ADJF" and self._joined_adjective(index + 1, case))
                or (case == "accs" and self._is_of_next(index))
            )
        )

    def _is_of_next(self, index: int) -> bool:
        """«городского хозяйства», though «городской» is a noun as well."""
        word, following = self.words.text(index), self.words.text(index + 1)
        if self.words.kind(index + 1) != "word" or has_part_of_speech(following, "PREP", "CONJ"):
            return False
        return bool(adjectives(word, "gent")) and head_reading(following, "gent", [word]) is not None

    def _is_surname(self, index: int, case: str) -> bool:
        """«Вороновой Т. А.», though it looks like an adjective."""
        initial, mark, second = (self.words.text(index + far) for far in (1, 2, 3))
        named = self.words.is_proper(index) and len(initial) == 1 and initial.isupper() and mark == "."
        if not named:
            return False
        surnames = [reading for reading in readings(self.words.text(index)) if "Surn" in reading.tag]
        if len(second) == 1 and second.isupper() and not surnames:
            return not is_body_word(self.words.text(index))  # «Рябко С. Ф.», whom no dictionary knows
        return any(reading.tag.case == case for reading in surnames)

    def _joined_adjective(self, index: int, case: str) -> bool:
        """«городскому и районному советам»"""
        return self.words.text(index) in CONJUNCTIONS and self.words.is_adjective(index + 1, case)

    def is_singular_of_plural(self, agreeing: Sequence[int], head: int, case: str) -> bool:
        """«городскому и районному советам»: adjectives in the singular, one each for what the plural counts."""
        if len(agreeing) < 2 or any(second - first != 2 for first, second in pairwise(agreeing)):
            return False
        each = [[reading.tag.number for reading in adjectives(self.tokens[at].text, case)] for at in agreeing]
        return all(set(numbers) == {"sing"} for numbers in each) and self.words.is_plural(head, case)

    def _modifier(self, index: int, *, after_adjective: bool) -> bool:
        """An adverb or conjunction inside the run of adjectives: «социально ориентированным», «и муниципальным»."""
        word = self.tokens[index]
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if following is None or following.kind != "word":
            return False
        if word.small in CONJUNCTIONS:
            return after_adjective and bool(adjectives(following.text, "datv") or adjectives(following.text, "nomn"))
        return has_part_of_speech(word.text, "ADVB", "ADJS") and has_part_of_speech(
            following.text, "ADJF", "PRTF", "PRTS"
        )

    def is_body(self, head: int, case: str) -> bool:
        word = self.tokens[head].text
        if word in ABBREVIATIONS:
            return True
        if is_abbreviation(word) and word not in LAWS and self.words.kind(head + 1) == "quote":
            return True  # «МАУК «Центр искусств»»
        if is_abbreviation(word) and word not in LAWS and (self._is_of_country(head + 1) or is_organization(word)):
            return True  # «МИД России», «ООН»
        known = lemmas(word)
        if known & (NEVER | NOT_ACTORS):
            return False
        if known & SUBSTANTIVES and not nouns(word, case):
            return True
        if "дорога" in known and head and "железный" in lemmas(self.tokens[head - 1].text):
            return True  # «Северо-Кавказской железной дороге»
        if is_body_word(word) or self.directory.longest_match([word]):
            return True
        return any(is_animate(noun) for noun in nouns(word, case)) and not is_abbreviation(word)

    def _is_of_country(self, index: int) -> bool:
        return self.words.kind(index) == "word" and bool(lemmas(self.tokens[index].text) & COUNTRY)

    def acts(self, head: int, case: str) -> bool:
        """A body of its own, and not what the body before is there for: «по предпринимательству и рынку»."""
        return self.is_body(head, case) and not lemmas(self.tokens[head].text) & SUBJECTS
