"""What a noun governs without a preposition: genitives, abbreviations, proper names; and a few nouns more than that."""

from resolution_reader.addressees.phrases.words import CONJUNCTIONS, SUBSTANTIVES, Words
from resolution_reader.gazetteer.naming import nominative
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_abbreviation,
    is_infinitive,
    lemmas,
    nouns,
)
from resolution_reader.language.word_lists import word_set

NAMED_PLACES = word_set("республика город поселок село станица деревня область округ район поселение сельсовет")
TOWN = frozenset({"город", "г"})
SETTLEMENTS = word_set("город г поселок пос село с деревня дер станица хутор аул зато")
POSSESSIVES = word_set("их его ее")  # «и защите их прав»


class Complements:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens = words.tokens

    def hangs_on(self, index: int) -> int:
        """1 when the word can be a complement in the genitive, an abbreviation or a proper name."""
        word = self.tokens[index].text
        small = self.tokens[index].small
        if small in ("г", "им", "пос") and self.words.kind(index + 1) == "mark":
            return 1
        if small in POSSESSIVES:
            return 1 if self.words.kind(index + 1) == "word" and nouns(self.tokens[index + 1].text, "gent") else 0
        if (
            small in CONJUNCTIONS
            or is_infinitive(word)
            or has_part_of_speech(word, "VERB", "ADVB", "COMP", "PRED", "GRND", "PRCL", "NPRO", "PRTS")
        ):
            return 0
        if is_abbreviation(word):
            return 1
        if nouns(word, "gent"):
            return 1
        if adjectives(word, "gent"):
            hangs = self._is_town(index) or self._genitive_follows(index + 1) or self._substantive(index)
            return 1 if hangs else 0
        return 1 if word[0].isupper() and (self._apposed(index) or not word.isalpha()) else 0

    def _is_town(self, index: int) -> bool:
        """«города Лесного», «г. Мирного», by the gazetteer, and any «посёлка Речного»: a name that is an adjective."""
        before = index - 2 if self.tokens[index - 1].text == "." else index - 1
        if before < 0 or not self.words.is_proper(index):
            return False
        kinds = lemmas(self.tokens[before].text) & SETTLEMENTS
        return bool(kinds - TOWN) or (bool(kinds) and nominative(self.tokens[index].text, ("gent",)) is not None)

    def _apposed(self, index: int) -> bool:
        """«Республики Коми», «города Сочи», «Республики Северная Осетия»: a proper name after what it names."""
        before = index - 1
        while before > 0 and self.words.is_proper(before) and not lemmas(self.tokens[before].text) & NAMED_PLACES:
            before -= 1
        return bool(lemmas(self.tokens[before].text) & NAMED_PLACES)

    def _substantive(self, index: int) -> bool:
        """«по делам несовершеннолетних»: an adjective in the plural that no noun follows stands for one."""
        plural = [reading for reading in adjectives(self.tokens[index].text, "gent") if reading.tag.number == "plur"]
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        ends = (
            following is None
            or following.kind != "word"
            or following.small in CONJUNCTIONS
            or is_infinitive(following.text)
        )
        return ends and bool(plural) and plural[0].tag.POS == "ADJF"

    def _genitive_follows(self, index: int) -> bool:
        for token in self.tokens[index : index + 5]:
            if token.kind == "comma" or token.small in CONJUNCTIONS:
                continue
            if token.kind != "word":
                return False
            if nouns(token.text, "gent") or is_abbreviation(token.text):
                return True
            if not adjectives(token.text, "gent"):
                return False
        return False

    def governed(self, index: int, case: str) -> int:
        """The index after the adjectives and the noun the preposition governs."""
        while (
            index < len(self.tokens) and self.words.kind(index) == "word" and adjectives(self.tokens[index].text, case)
        ):
            if nouns(self.tokens[index].text, case) and not self.words.is_adjective_or_noun(index + 1, case):
                break
            index += 1
        return self.past_complement(index + 1)

    def past_complement(self, index: int) -> int:
        """«управлению имуществом», «обращению с отходами»: what the noun just read governs in its turn."""
        governs = lemmas(self.tokens[index - 1].text) if index <= len(self.tokens) else frozenset()
        if governs & SUBSTANTIVES or "управление" in governs:
            return self._instrumental(index)
        if "обращение" in governs and index < len(self.tokens) and self.tokens[index].small in ("с", "со"):
            return max(index, self._instrumental(index + 1))
        return index

    def _instrumental(self, index: int) -> int:
        """The index after an instrumental noun and its adjectives, or an abbreviation; the same one without them."""
        at = index
        while (
            self.words.kind(at) == "word"
            and adjectives(self.tokens[at].text, "ablt")
            and not self.words.is_noun(at, "ablt")
        ):
            at += 1
        return at + 1 if self.words.kind(at) == "word" and self.words.is_noun(at, "ablt") else index
