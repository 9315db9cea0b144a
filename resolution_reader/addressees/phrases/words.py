"""One sentence's tokens, asked what stands at an index; past the end nothing does."""

from resolution_reader.addressees.tokens import Token
from resolution_reader.language.inflection import head_reading
from resolution_reader.language.morphology import adjectives, has_part_of_speech, is_abbreviation, nouns
from resolution_reader.language.word_lists import word_set

CONJUNCTIONS = frozenset({"и", "или"})
SUBSTANTIVES = word_set("уполномоченный управляющий заведующий заведовать командующий")
SETTLEMENTS = word_set("город г поселок село станица деревня")
PLACES = word_set("область край республика район город округ поселение образование федерация россия регион субъект")


class Words:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def kind(self, index: int) -> str:
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def text(self, index: int) -> str:
        return self.tokens[index].text if index < len(self.tokens) else ""

    def is_proper(self, index: int) -> bool:
        return self.kind(index) == "word" and self.tokens[index].text[0].isupper()

    def is_adjective(self, index: int, case: str) -> bool:
        return index < len(self.tokens) and bool(adjectives(self.tokens[index].text, case))

    def is_adjective_or_noun(self, index: int, case: str, adjective: str | None = None) -> bool:
        """Whether a noun of this case, or an adjective before one, stands here; and agrees with the adjective."""
        if index >= len(self.tokens) or self.tokens[index].kind != "word":
            return False
        word = self.tokens[index].text
        if adjective and nouns(word, case) and not adjectives(word, case) and not head_reading(word, case, [adjective]):
            return False
        return bool(nouns(word, case) or adjectives(word, case)) and not has_part_of_speech(word, "PREP", "CONJ")

    def is_noun(self, index: int, case: str) -> bool:
        word = self.tokens[index].text
        return is_abbreviation(word) or (bool(nouns(word, case)) and not has_part_of_speech(word, "PREP", "CONJ"))

    def past_instrumental(self, index: int) -> int:
        """The index after an instrumental noun and its adjectives, or an abbreviation; the same one without them."""
        at = index
        while self.kind(at) == "word" and adjectives(self.text(at), "ablt"):
            if self.is_noun(at, "ablt") and not (self.kind(at + 1) == "word" and self.is_noun(at + 1, "ablt")):
                break  # «детскими садами», though «детская» is a noun as well
            at += 1
        return at + 1 if self.kind(at) == "word" and self.is_noun(at, "ablt") else index

    def is_plural(self, index: int, case: str) -> bool:
        return any(noun.tag.number == "plur" for noun in nouns(self.tokens[index].text, case))

    def is_in_case(self, index: int, case: str) -> bool:
        return bool(nouns(self.tokens[index].text, case) or adjectives(self.tokens[index].text, case))

    def is_genitive(self, index: int) -> bool:
        token = self.tokens[index]
        return token.kind == "quote" or is_abbreviation(token.text) or bool(nouns(token.text, "gent"))
