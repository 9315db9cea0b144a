"""Names of bodies in a sentence: a head in the case demanded, what agrees with it, what hangs on it."""

from dataclasses import dataclass

from resolutions.intake.bodies import ABBREVIATIONS, HEADS, NEVER, is_body_word
from resolutions.intake.directory import Directory
from resolutions.intake.tokens import Token
from resolutions.language.inflection import head_reading, to_nominative
from resolutions.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_abbreviation,
    is_animate,
    is_infinitive,
    lemmas,
    nouns,
    readings,
)
from resolutions.language.word_lists import word_set

# Heads that take «по …» into their name: «совет по развитию», never «администрация по возможности».
TAKE_PO = word_set(
    "совет комиссия комитет управление департамент министерство агентство отдел центр группа служба уполномоченный "
    "фонд штаб инспекция палата дирекция эксперт специалист офис отделение организация заместитель конкурс "
    "представитель координатор учреждение куратор федерация союз ассоциация клуб лаборатория бюро коллегия "
    "секция движение инспектор институт оператор"
)
# «по …» that is never part of a name.
NOT_AFTER_PO = word_set("итог результат возможность согласование мера инициатива место необходимость")
# «при …» that belongs to a name names a body; these do not.
NOT_AFTER_PRI = word_set(
    "участие поддержка содействие помощь условие необходимость проведение формирование разработка подготовка "
    "реализация организация планирование наличие принятие рассмотрение составление возможность"
)
PLACES = word_set("область край республика район город округ поселение образование федерация россия регион субъект")
NAMED_PLACES = word_set("республика город поселок село станица деревня область округ район поселение сельсовет")
DETERMINERS = word_set("весь каждый все любой")
SUBSTANTIVES = word_set("уполномоченный управляющий заведующий заведовать командующий")
NOT_ACTORS = word_set("ребенок дети человек люди пациент инвалид пенсионер гость")
CONJUNCTIONS = frozenset({"и", "или"})
LAWS = frozenset({"ФЗ", "НПА", "ГОСТ", "СП", "СНИП"})
# Bodies by their word that are just as often what another body deals with.
SUBJECTS = word_set("рынок хозяйство предпринимательство население семья молодежь бизнес интернет общество актив")
POSSESSIVES = word_set("их его ее")  # «и защите их прав»
NUMBER_SIGN = "№"
MAX_TAIL = 25


@dataclass(frozen=True)
class Phrase:
    """A name found: tokens[start:end]; `head` an index among them."""

    start: int
    end: int
    head: int
    case: str
    name: str
    as_written: str
    is_body: bool


class PhraseFinder:
    """Reads phrases from one sentence's tokens."""

    def __init__(self, sentence: str, tokens: list[Token], directory: Directory) -> None:
        self.sentence = sentence
        self.tokens = tokens
        self.directory = directory

    def phrase(self, start: int, case: str) -> Phrase | None:
        """The name that begins exactly at this token, in this case; None when there is none."""
        agreeing, head = self._head(start, case)
        if head is None:
            return None
        known = self._known_length(start, head)
        end = max(self._tail(head + 1, case, head), start + known)
        first = start
        while first < head and lemmas(self.tokens[first].text) & DETERMINERS:
            first += 1  # «всем школам»: the name is «школы»
        agreeing = [index for index in agreeing if index >= first]
        written = self.sentence[self.tokens[start].start : self.tokens[end - 1].end]
        name = self._nominative(first, end, head, case, agreeing)
        return Phrase(start, end, head, case, name, written, known > head - start + 1 or self._is_body(head, case))

    def _head(self, start: int, case: str) -> tuple[list[int], int | None]:
        """Indexes of the adjectives before the head, and the head's."""
        agreeing: list[int] = []
        index = start
        while index < len(self.tokens) and index - start < 10:
            token = self.tokens[index]
            if token.kind == "word":
                if is_abbreviation(token.text) and (token.text in ABBREVIATIONS or not agreeing):
                    return agreeing, index
                if self._noun_head(index, case, agreeing):
                    return agreeing, index
                if adjectives(token.text, case):
                    agreeing.append(index)
                elif not self._modifier(index, after_adjective=bool(agreeing)):
                    return [], None
            elif not (token.kind == "comma" and agreeing and self._adjective_at(index + 1, case)):
                return [], None
            index += 1
        return [], None

    def _noun_head(self, index: int, case: str, agreeing: list[int]) -> bool:
        word = self.tokens[index].text
        if lemmas(word) & SUBSTANTIVES and adjectives(word, case) and not self._adjective_or_noun_at(index + 1, case):
            return True
        reading = head_reading(word, case, [self.tokens[i].text for i in agreeing])
        if reading is None or "Name" in reading.tag:
            return False
        best = readings(word)[0]
        if best.tag.POS in ("PREP", "CONJ", "PRCL", "ADVB", "NPRO") or len(word) < 3:
            return False
        # an adjective that can also be read as a noun («рабочей группе») waits for its noun
        return not (adjectives(word, case) and self._adjective_or_noun_at(index + 1, case, word))

    def _adjective_or_noun_at(self, index: int, case: str, adjective: str | None = None) -> bool:
        """Whether a noun of this case, or an adjective before one, stands here; and agrees with the adjective."""
        if index >= len(self.tokens) or self.tokens[index].kind != "word":
            return False
        word = self.tokens[index].text
        if adjective and nouns(word, case) and not adjectives(word, case) and not head_reading(word, case, [adjective]):
            return False
        return bool(nouns(word, case) or adjectives(word, case)) and not has_part_of_speech(word, "PREP", "CONJ")

    def _adjective_at(self, index: int, case: str) -> bool:
        return index < len(self.tokens) and bool(adjectives(self.tokens[index].text, case))

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

    def _known_length(self, start: int, head: int) -> int:
        """Tokens of a directory name that begins here and reaches past the head."""
        run = []
        for token in self.tokens[start : start + 14]:
            if token.kind not in ("word", "quote", "number"):
                break
            run.append(token.text)
        length = self.directory.longest_match(run)
        return length if start + length > head else 0

    def _tail(self, index: int, case: str, head: int) -> int:
        """The index after the last token that hangs on the head."""
        limit = min(len(self.tokens), head + MAX_TAIL)
        if lemmas(self.tokens[head].text) & SUBSTANTIVES:
            index = self._past_complement(index)
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
            return 2 if self._kind(index + 1) == "number" else 0
        if (
            token.kind == "mark"
            and token.text == "."
            and self.tokens[index - 1].small in ("г", "пос", "с", "р", "п", "им")
        ):
            return 1
        if token.kind == "number":
            return 1 if self.tokens[index - 1].text == NUMBER_SIGN else 0
        if token.kind == "word" and len(token.text) == 1 and token.text.isupper() and self._kind(index + 1) == "mark":
            return 2  # «имени Д. И. …»
        if token.kind == "comma" or (token.kind == "word" and token.small in CONJUNCTIONS):
            return self._enumeration(index, case, head)
        if token.kind != "word":
            return 0
        if token.small == "город" and lemmas(self.tokens[index - 1].text) & PLACES and self._proper(index + 1):
            return 2  # «городского округа город …»
        if has_part_of_speech(token.text, "PREP") and not is_abbreviation(token.text):
            return self._preposition(index, head)
        return self._hangs_on(index)

    def _proper(self, index: int) -> bool:
        return self._kind(index) == "word" and self.tokens[index].text[0].isupper()

    def _kind(self, index: int) -> str:
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def _hangs_on(self, index: int) -> int:
        """1 when the word can be a complement in the genitive, an abbreviation or a proper name."""
        word = self.tokens[index].text
        small = self.tokens[index].small
        if small in ("г", "им", "пос") and self._kind(index + 1) == "mark":
            return 1
        if small in POSSESSIVES:
            return 1 if self._kind(index + 1) == "word" and nouns(self.tokens[index + 1].text, "gent") else 0
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
            return 1 if self._genitive_follows(index + 1) or self._substantive(index) else 0
        return 1 if word[0].isupper() and (self._apposed(index) or not word.isalpha()) else 0

    def _apposed(self, index: int) -> bool:
        """«Республики Коми», «города Сочи», «Республики Северная Осетия»: a proper name after what it names."""
        before = index - 1
        while before > 0 and self._proper(before) and not lemmas(self.tokens[before].text) & NAMED_PLACES:
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

    def _enumeration(self, index: int, case: str, head: int) -> int:
        """Go on over «,» or «и» when genitives of the same name follow («культуры, спорта и туризма»)."""
        following = index + 1
        if self._kind(following) == "quote" and self._kind(index - 1) == "quote":
            return 2 if self._plural(head, case) else 0  # «компаниям «Уют» и «Наш дом»»: one head for both
        if self._kind(following) != "word" or index == head + 1:
            return 0
        word = self.tokens[following].text
        before = self.tokens[index - 1].text
        subject = any(token.small == "по" for token in self.tokens[head:index])
        if subject and is_abbreviation(before) and is_abbreviation(word) and not {before, word} & ABBREVIATIONS.keys():
            return 2  # «по делам ГО, ЧС и МР»
        if is_abbreviation(word) or not self._hangs_on(following) or not self._same_kind(index - 1, following):
            return 0
        if _agreeing_participle(word):
            return 0
        _, next_head = self._head(following, case)
        within = any(token.kind == "comma" for token in self.tokens[head:index]) and bool(nouns(word, "gent"))
        if not within and next_head is not None and self._acts(next_head, case):
            return 0 if not self._indeclinable(next_head, index - 1) else 2
        if self.tokens[index].kind == "comma" and not self._conjunction_ahead(following):
            return 0
        return 2

    def _indeclinable(self, index: int, before: int) -> bool:
        """«владельцам гостиниц и кафе»: a word that never changes goes with the genitive before it."""
        return (
            "Fixd" in readings(self.tokens[index].text)[0].tag
            and not is_abbreviation(self.tokens[index].text)
            and bool(nouns(self.tokens[before].text, "gent"))
        )

    def _plural(self, index: int, case: str) -> bool:
        return any(noun.tag.number == "plur" for noun in nouns(self.tokens[index].text, case))

    def _same_kind(self, before: int, after: int) -> bool:
        """Genitives on both sides of «и», or two adjectives of one noun («краевых и районных газет»)."""
        both = (self.tokens[before].text, self.tokens[after].text)
        return _genitive(self.tokens[before]) or all(adjectives(word, "gent") for word in both)

    def _conjunction_ahead(self, index: int) -> bool:
        """«…, спорта и туризма»: an «и» closes the enumeration soon, with only genitives before it."""
        for position in range(index, min(index + 8, len(self.tokens))):
            token = self.tokens[position]
            if token.small in CONJUNCTIONS:
                return position + 1 < len(self.tokens) and bool(self._hangs_on(position + 1))
            if token.kind != "comma" and not (token.kind == "word" and self._hangs_on(position)):
                return False
        return False

    def _preposition(self, index: int, head: int) -> int:
        """Tokens of a preposition and its first word when they belong to a name, else 0."""
        following = index + 1
        if following >= len(self.tokens) or self.tokens[following].kind not in ("word", "quote"):
            return 0
        preposition, word = self.tokens[index].small, self.tokens[following].text
        if (
            preposition == "по"
            and self.tokens[following].small in ("г", "пос", "с")
            and self._kind(index + 2) == "mark"
        ):
            return 4 if self._proper(index + 3) else 0  # «ОМВД России по г. Находке»
        known = lemmas(word)
        heads = frozenset().union(*(lemmas(token.text) for token in self.tokens[head:index] if token.kind == "word"))
        takes_po = heads & TAKE_PO or ABBREVIATIONS.get(self.tokens[head].text) in ("state", "institution")
        if preposition == "по" and takes_po and not known & NOT_AFTER_PO and word.lower() != "вопросу":
            return self._governed_list(following, "datv") - index
        if preposition == "при" and not known & NOT_AFTER_PRI and self._names_body(following, "loct"):
            return self._governed(following, "loct") - index
        if preposition in ("в", "во") and self._names_place(following):
            return self._governed(following, "loct") - index
        if preposition == "на" and index > head + 1 and nouns(word, "accs") and word.endswith("ние"):
            return 2
        if preposition == "с" and heads & {"работа", "связь"} and self._word_case(following, "ablt"):
            return self._governed(following, "ablt") - index
        return 0

    def _word_case(self, index: int, case: str) -> bool:
        return bool(nouns(self.tokens[index].text, case) or adjectives(self.tokens[index].text, case))

    def _governed(self, index: int, case: str) -> int:
        """The index after the adjectives and the noun the preposition governs."""
        while index < len(self.tokens) and self._kind(index) == "word" and adjectives(self.tokens[index].text, case):
            if nouns(self.tokens[index].text, case) and not self._adjective_or_noun_at(index + 1, case):
                break
            index += 1
        return self._past_complement(index + 1)

    def _past_complement(self, index: int) -> int:
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
        while self._kind(at) == "word" and adjectives(self.tokens[at].text, "ablt") and not self._noun(at, "ablt"):
            at += 1
        return at + 1 if self._kind(at) == "word" and self._noun(at, "ablt") else index

    def _noun(self, index: int, case: str) -> bool:
        word = self.tokens[index].text
        return is_abbreviation(word) or (bool(nouns(word, case)) and not has_part_of_speech(word, "PREP", "CONJ"))

    def _governed_list(self, index: int, case: str) -> int:
        """The same over «и» and commas: «по физической культуре, спорту и делам молодёжи»."""
        end = self._governed(index, case)
        while end + 1 < len(self.tokens):
            inner = end
            while inner < len(self.tokens) and self._kind(inner) == "word" and self._hangs_on(inner):
                inner += 1  # the genitives of the noun before
            joined = inner + 1 < len(self.tokens) and (
                self.tokens[inner].small in CONJUNCTIONS or self._kind(inner) == "comma"
            )
            _, head = self._head(inner + 1, case) if joined else ([], None)
            if head is None or self._acts(head, case) or not self._closes_list(inner, head):
                break
            end = self._past_complement(head + 1)
        return end

    def _acts(self, head: int, case: str) -> bool:
        """A body of its own, and not what the body before is there for: «по предпринимательству и рынку»."""
        return self._is_body(head, case) and not lemmas(self.tokens[head].text) & SUBJECTS

    def _closes_list(self, joiner: int, head: int) -> bool:
        """«и» stands here, or closes the enumeration soon; what follows is no verb's own object."""
        if self.tokens[joiner].small in CONJUNCTIONS:
            return True
        return any(token.small in CONJUNCTIONS for token in self.tokens[head : head + 4])

    def _names_body(self, index: int, case: str) -> bool:
        for token in self.tokens[index : index + 4]:
            if nouns(token.text, case):
                return bool(lemmas(token.text) & HEADS.keys())
            if not adjectives(token.text, case):
                return token.text in ABBREVIATIONS
        return False

    def _names_place(self, index: int) -> bool:
        for token in self.tokens[index : index + 3]:
            found = nouns(token.text, "loct")
            if found:
                return bool(lemmas(token.text) & PLACES) or "Geox" in found[0].tag
            if not adjectives(token.text, "loct"):
                return False
        return False

    def _is_body(self, head: int, case: str) -> bool:
        word = self.tokens[head].text
        if word in ABBREVIATIONS:
            return True
        if is_abbreviation(word) and word not in LAWS and self._kind(head + 1) == "quote":
            return True  # «МАУК «Центр искусств»»
        known = lemmas(word)
        if known & (NEVER | NOT_ACTORS):
            return False
        if known & SUBSTANTIVES and not nouns(word, case):
            return True
        if is_body_word(word) or self.directory.longest_match([word]):
            return True
        return any(is_animate(noun) for noun in nouns(word, case)) and not is_abbreviation(word)

    def _nominative(self, start: int, end: int, head: int, case: str, agreeing: list[int]) -> str:
        """The phrase's own words in the nominative, the spaces and marks between them as in the source."""
        window = self.tokens[start:end]
        words = [token.text for token in window]
        inflected = to_nominative(words, case, head - start, [index - start for index in agreeing])
        pieces: list[str] = []
        position = window[0].start
        for token, word in zip(window, inflected, strict=True):
            pieces += [self.sentence[position : token.start], word]
            position = token.end
        return " ".join("".join(pieces).split())


def _genitive(token: Token) -> bool:
    return token.kind == "quote" or is_abbreviation(token.text) or bool(nouns(token.text, "gent"))


def _agreeing_participle(word: str) -> bool:
    return has_part_of_speech(word, "PRTF")
