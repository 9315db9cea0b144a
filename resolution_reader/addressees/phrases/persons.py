"""The name of a person after a post, «мэру А. Е. Локтю»: who holds it is no part of the body that is asked."""

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.phrases.complements import NAMED_PLACES
from resolution_reader.addressees.phrases.words import SETTLEMENTS, Words
from resolution_reader.language.morphology import adjectives, lemmas, nouns, readings
from resolution_reader.language.word_lists import word_set

OF_PERSONS = frozenset({"Surn", "Name", "Patr"})
NAMED_AFTER = word_set("имени им")  # «имени Д. И. Менделеева»


class Persons:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.tokens = words.tokens

    def past(self, index: int, head: int) -> int:
        """The index after the person named here, when the head of the name before is a post; else the same index."""
        if not self._is_post(head) or any(token.small in NAMED_AFTER for token in self.tokens[head:index]):
            return index
        if self._names_place(index) or self._is_of_place(index) or self._bears_initials(head):
            return index
        at = index
        while self.is_initial(at):
            at += 2
        initials = at > index
        while self.words.is_proper(at) and not self.is_initial(at):
            if not (initials or self._is_of_person(at) or self._bears_initials(at)):
                break
            at, initials = at + 1, False
        while at > index and self.is_initial(at):
            at += 2
        return min(at, len(self.tokens))

    def _bears_initials(self, index: int) -> bool:
        """«Локтю А. Е.», «Гайдук М. П. Срок: …», whatever the word means; not «Думы» in «депутату Думы А. Е. Локтю»."""
        at = index + 1
        while self.is_initial(at):
            at += 2
        return at > index + 1 and not (self.words.is_proper(at) and not self.words.text(at).startswith("Срок"))

    def ends_with_initials(self, index: int, head: int) -> bool:
        """«Омельченко В. Г. Срок: …»: nothing hangs on a surname with initials."""
        return self.is_initial(head + 1) and not self.is_initial(index) and self.words.text(index - 1) == "."

    def _names_place(self, index: int) -> bool:
        """«мэру города Ручьёва», «главе г. Кирова»; not «старосте деревни Пронину», whom no place is called after."""
        if self.words.kind(index) == "word" and not any(
            self.words.is_in_case(index, case) for case in ("nomn", "gent")
        ):
            return False
        before = index - 2 if self.words.text(index - 1) == "." else index - 1
        return bool(lemmas(self.tokens[before].text) & SETTLEMENTS)

    def _is_of_place(self, index: int) -> bool:
        """«главам Каменского и Лесного районов», «директору Рыльского колледжа»: no surnames here."""
        if self.words.kind(index) != "word" or readings(self.words.text(index))[0].tag.POS != "ADJF":
            return False
        ahead = range(index + 1, min(index + 5, len(self.tokens)))
        words = [self.words.text(at) for at in ahead if self.words.kind(at) == "word"]
        if words and words[0].islower() and adjectives(self.words.text(index), "gent"):
            noun = next((word for word in words if not adjectives(word, "gent")), "-")
            if is_body_word(noun) and nouns(noun, "gent"):
                return True
        return any(lemmas(word) & NAMED_PLACES for word in words)

    def is_initial(self, index: int) -> bool:
        """«И.»; at the end of a cell «П» of «И. П»."""
        if not self.words.is_proper(index) or len(self.tokens[index].text) != 1:
            return False
        return self.words.text(index + 1) == "." or (
            not self.words.kind(index + 1) and self.words.text(index - 1) == "."
        )

    def _is_post(self, head: int) -> bool:
        """Whoever holds it, and no surname: «Ответственный – Шилов А. Н.»"""
        tags = [reading.tag for reading in readings(self.tokens[head].text)]
        return any("anim" in tag for tag in tags) and not OF_PERSONS & tags[0].grammemes

    def _is_of_person(self, index: int) -> bool:
        """A town of the same name comes first: «мэру Кирова»."""
        tags = [reading.tag for reading in readings(self.tokens[index].text)]
        return any(OF_PERSONS & tag.grammemes for tag in tags) and not any("Geox" in tag for tag in tags)
