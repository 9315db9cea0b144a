"""What a noun governs without a preposition: genitives, abbreviations, proper names; and a few nouns more than that."""

from resolution_reader.addressees.phrases.words import CONJUNCTIONS, PLACES, SETTLEMENTS, SUBSTANTIVES, Words
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_abbreviation,
    is_infinitive,
    lemmas,
    nouns,
)
from resolution_reader.language.word_lists import word_set

NAMED_PLACES = SETTLEMENTS | word_set("республика область округ район поселение сельсовет")
# What often bears a name of its own, and not in quotes only.
TITLED = word_set(
    "корпорация компания фирма фонд клуб банк холдинг концерн кооператив товарищество общество предприятие завод "
    "фабрика комбинат магазин студия движение союз ассоциация группа газета телеканал центр оператор застройщик "
    "гостиница отель"
)
POSSESSIVES = word_set("их его ее")  # «и защите их прав»
TIMES = word_set("раз раза")  # «предприятиям города раз в год»: how often, though it looks like a genitive


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
        if self._branch(index):
            return 1
        if (
            small in CONJUNCTIONS | TIMES
            or is_infinitive(word)
            or has_part_of_speech(word, "VERB", "ADVB", "COMP", "PRED", "GRND", "PRCL", "NPRO", "PRTS", "PREP")
        ):
            return 0
        if is_abbreviation(word):
            return 1
        if nouns(word, "gent"):
            return 1
        if word[0].isupper() and (self._apposed(index) or self._first_of_two(index)):
            return 1
        if adjectives(word, "gent"):
            return 1 if self._genitive_follows(index + 1) or self._substantive(index) else 0
        return 1 if word[0].isupper() and (self._is_title(index) or not word.isalpha()) else 0

    def _branch(self, index: int) -> bool:
        """«институту СО РАН»: a branch of an academy, though «со» is a preposition as well."""
        following = self.words.text(index + 1)
        return self.tokens[index].text == "СО" and following.isupper() and is_abbreviation(following)

    def _is_title(self, index: int) -> bool:
        """«корпорацию Росмост», «фонду Доброе Дело»: a name without quotes, which no case changes."""
        before = index - 1
        while before > 0 and self.words.is_proper(before) and not lemmas(self.tokens[before].text) & TITLED:
            before -= 1
        return bool(lemmas(self.tokens[before].text) & TITLED) and self.words.is_in_case(index, "nomn")

    def _apposed(self, index: int) -> bool:
        """«Республики Коми», «города Лесного», «г. Северск»: a proper name after what it names."""
        before = index - 2 if self.tokens[index - 1].text == "." else index - 1
        while before > 0 and self.words.is_proper(before) and not lemmas(self.tokens[before].text) & NAMED_PLACES:
            before -= 1
        return bool(lemmas(self.tokens[before].text) & NAMED_PLACES)

    def _first_of_two(self, index: int) -> bool:
        """«депутатов Ил Тумэна»: of a foreign name the last word changes alone."""
        return self.words.is_proper(index + 1) and bool(nouns(self.words.text(index + 1), "gent"))

    def names_again(self, index: int) -> bool:
        """«Собрание (Ил Тумэн) Республики Саха»: the name in another language, and the place behind it."""
        inner, following = self.tokens[index].text[1:-1], index + 1
        is_name = inner[:1].isupper() and all(word.isalpha() for word in inner.split())
        place = self.words.kind(following) == "word" and bool(lemmas(self.words.text(following)) & PLACES)
        return is_name and place and self.words.is_in_case(following, "gent")

    def municipality(self, index: int) -> int:
        """«муниципального образования Славянский район»: a name that stays in the nominative."""
        at = index
        while at < index + 3 and self.words.is_proper(at) and self.words.is_adjective(at, "nomn"):
            at += 1
        named = at > index and "образование" in lemmas(self.tokens[index - 1].text)
        return at + 1 - index if named and self.words.kind(at) == "word" and self.words.is_in_case(at, "nomn") else 0

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
            return self.words.past_instrumental(index)
        if "обращение" in governs and index < len(self.tokens) and self.tokens[index].small in ("с", "со"):
            return max(index, self.words.past_instrumental(index + 1))
        return index
