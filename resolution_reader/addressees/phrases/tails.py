"""Where a name ends: step by step over all that hangs on its head."""

from resolution_reader.addressees.bodies import ABBREVIATIONS, HEADS, is_body_word
from resolution_reader.addressees.phrases.complements import NAMED_PLACES, Complements
from resolution_reader.addressees.phrases.heads import Heads
from resolution_reader.addressees.phrases.persons import Persons
from resolution_reader.addressees.phrases.prepositions import Prepositions
from resolution_reader.addressees.phrases.words import CONJUNCTIONS, PLACES, SUBSTANTIVES, Words
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_abbreviation,
    lemmas,
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set

NUMBER_SIGN = "№"
UNITS = word_set(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь год месяц неделя день час раз"
)
SUBJECT = word_set("дело вопрос")  # «министерство культуры, по делам молодёжи»: of one body
MAX_TAIL = 25


class Tails:
    def __init__(self, words: Words, heads: Heads) -> None:
        self.words = words
        self.tokens = words.tokens
        self.heads = heads
        self.complements = Complements(words)
        self.prepositions = Prepositions(words, heads, self.complements)
        self.persons = Persons(words)

    def tail(self, index: int, case: str, head: int) -> int:
        """The index after the last token that hangs on the head."""
        limit = min(len(self.tokens), head + MAX_TAIL)
        if lemmas(self.tokens[head].text) & SUBSTANTIVES:
            index = self.complements.past_complement(index)
        while index < limit:
            step = self._tail_step(index, case, head)
            if not step:
                break
            index += step
        return min(index, len(self.tokens))

    def _tail_step(self, index: int, case: str, head: int) -> int:
        token = self.tokens[index]
        if token.kind == "quote":
            return 1
        if token.kind == "mark" and token.text == NUMBER_SIGN:
            return 2 if self.words.kind(index + 1) == "number" else 0
        if (
            token.kind == "mark"
            and token.text == "."
            and self.tokens[index - 1].small in ("г", "пос", "с", "р", "п", "им")
        ):
            return 1
        if token.kind == "number":
            return 1 if self.tokens[index - 1].text == NUMBER_SIGN else 0
        if token.kind == "paren" and self.tokens[index - 1].text in ("Саха", "РС"):
            return 1  # «Республики Саха (Якутия)»
        if token.kind == "paren" and self.complements.names_again(index):
            return 1
        if self.persons.past(index, head) > index or self.persons.ends_with_initials(index, head):
            return 0
        if self.persons.is_initial(index):
            return 2  # «имени Д. И. …»
        if token.kind == "comma" or (token.kind == "word" and token.small in CONJUNCTIONS):
            return self._enumeration(index, case, head)
        if token.kind != "word":
            return 0
        if token.text == "О" and all(is_abbreviation(self.words.text(at)) for at in (index - 1, index + 1)):
            return 2  # «ОГИБДД О МВД»
        if named := self.complements.municipality(index):
            return named
        if token.small == "город" and lemmas(self.tokens[index - 1].text) & PLACES and self.words.is_proper(index + 1):
            return 2  # «городского округа город …»
        if has_part_of_speech(token.text, "PREP") and not is_abbreviation(token.text):
            return self.prepositions.preposition(index, head)
        return self.complements.hangs_on(index)

    def _enumeration(self, index: int, case: str, head: int) -> int:
        """Go on over «,» or «и» when genitives of the same name follow («культуры, спорта и туризма»)."""
        token, following = self.tokens[index], index + 1
        if self.words.kind(following) == "quote" and self.words.kind(index - 1) == "quote":
            one_head = self.words.is_plural(head, case) or is_abbreviation(self.tokens[head].text)
            return 2 if one_head else 0  # «компаниям «Уют» и «Наш дом»»
        if goes_on := self._numbers(index, head) or self._places(index) or self._subject(index, head):
            return goes_on
        if self.words.kind(following) != "word" or index == head + 1:
            return 0
        word = self.tokens[following].text
        before = self.tokens[index - 1].text
        subject = any(token.small == "по" for token in self.tokens[head:index])
        if subject and is_abbreviation(before) and is_abbreviation(word) and not {before, word} & ABBREVIATIONS.keys():
            return 2  # «по делам ГО, ЧС и МР»
        if (
            is_abbreviation(word)
            or not self.complements.hangs_on(following)
            or not self._same_kind(index - 1, following)
        ):
            return 0
        if has_part_of_speech(word, "PRTF"):  # it agrees with what stands before
            return 0
        _, next_head = self.heads.head(following, case)
        within = any(token.kind == "comma" for token in self.tokens[head:index]) and bool(nouns(word, "gent"))
        if not within and next_head is not None and self.heads.acts(next_head, case) and not self._no_body(following):
            joined = token.small in CONJUNCTIONS or self._conjunction_ahead(following)
            return 2 if joined and self._indeclinable(next_head, index - 1) else 0
        if token.kind == "comma" and not self._conjunction_ahead(following):
            return 0
        return 2

    def _numbers(self, joiner: int, head: int) -> int:
        """«школ № 2, 5 и 7», «лицея № 1 и школ № 2»: numbers, and what they count, of one name."""
        following = joiner + 1
        if self.words.kind(joiner - 1) != "number" or self.words.text(joiner - 2) not in (NUMBER_SIGN, ",", "и"):
            return 0
        if self.words.text(following) == NUMBER_SIGN and self.words.kind(following + 1) == "number":
            return 3
        if self.words.kind(following) == "number":
            return 0 if lemmas(self.words.text(following + 1) or "–") & UNITS else 2
        inner = self.words.text(joiner - 2) == NUMBER_SIGN and joiner - 3 > head
        numbered = self.words.text(following + 1) == NUMBER_SIGN and bool(nouns(self.words.text(following), "gent"))
        return 2 if inner and numbered else 0

    def _places(self, joiner: int) -> int:
        """«сельских поселений Ключи, Старый Яр и Заря»: the names that the plural counts, none of them in its case."""
        if not self.words.is_proper(joiner + 1) or not self.words.is_proper(joiner - 1):
            return 0
        before = joiner - 1
        while before > 0 and (
            self.words.is_proper(before)
            or self.words.kind(before) == "comma"
            or self.words.text(before) in CONJUNCTIONS
        ):
            before -= 1
        if not (lemmas(self.words.text(before)) & NAMED_PLACES and self.words.is_plural(before, "gent")):
            return 0
        end = joiner + 1
        while self._is_bare_name(end):
            end += 1
        return end - joiner if end > joiner + 1 else 0

    def _is_bare_name(self, index: int) -> bool:
        word = self.words.text(index)
        return self.words.is_proper(index) and self.words.is_in_case(index, "nomn") and not is_body_word(word)

    def _subject(self, joiner: int, head: int) -> int:
        """«культуры, по делам национальностей», «спорта и по делам молодёжи»"""
        following = joiner + 1
        if self.words.text(following) != "по" or not lemmas(self.words.text(following + 1) or "–") & SUBJECT:
            return 0
        inner = self.prepositions.preposition(following, head)
        return 1 + inner if inner else 0

    def _no_body(self, index: int) -> bool:
        """«ЖКХ и энергетики»: mostly a genitive of what is no body, though it can be a plural of who acts."""
        likeliest = readings(self.tokens[index].text)[0]
        thing = likeliest.tag.POS == "NOUN" and likeliest.tag.case == "gent" and "inan" in likeliest.tag
        return thing and likeliest.score >= 0.5 and likeliest.normal_form not in HEADS

    def _indeclinable(self, index: int, before: int) -> bool:
        """«владельцам гостиниц и кафе»: a word that never changes goes with the genitive before it."""
        return (
            "Fixd" in readings(self.tokens[index].text)[0].tag
            and not is_abbreviation(self.tokens[index].text)
            and bool(nouns(self.tokens[before].text, "gent"))
        )

    def _same_kind(self, before: int, after: int) -> bool:
        """Genitives on both sides of «и», or two adjectives of one noun («краевых и районных газет»)."""
        both = (self.tokens[before].text, self.tokens[after].text)
        return self.words.is_genitive(before) or all(adjectives(word, "gent") for word in both)

    def _conjunction_ahead(self, index: int) -> bool:
        """«…, спорта и туризма»: an «и» closes the enumeration soon, with only genitives before it."""
        for position in range(index, min(index + 8, len(self.tokens))):
            token = self.tokens[position]
            if token.small in CONJUNCTIONS:
                after = position + 1
                return after < len(self.tokens) and (
                    self.words.text(after) == "по" or bool(self.complements.hangs_on(after))
                )
            if token.kind != "comma" and not (token.kind == "word" and self.complements.hangs_on(position)):
                return False
        return False
