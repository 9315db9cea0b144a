"""«по», «при», «в», «на», «с» where they belong to a name, with all that they govern."""

from resolution_reader.addressees.bodies import ABBREVIATIONS, HEADS
from resolution_reader.addressees.phrases.complements import Complements
from resolution_reader.addressees.phrases.heads import Heads
from resolution_reader.addressees.phrases.words import CONJUNCTIONS, PLACES, Words
from resolution_reader.language.morphology import adjectives, lemmas, nouns, stands_for_noun
from resolution_reader.language.word_lists import word_set

# Heads that take «по …» into their name: «совет по развитию», never «администрация по возможности».
TAKE_PO = word_set(
    "совет комиссия комитет управление департамент министерство агентство отдел центр группа служба уполномоченный "
    "фонд штаб инспекция палата дирекция эксперт специалист офис отделение организация заместитель конкурс "
    "представитель координатор учреждение куратор федерация союз ассоциация клуб лаборатория бюро коллегия "
    "секция движение инспектор институт оператор депутат помощник советник консультант инженер методист"
)
# «по …» that is never part of a name.
NOT_AFTER_PO = word_set(
    "итог результат возможность согласование мера инициатива место необходимость повод факт причина просьба случай"
)
STANDS_FOR = word_set("представитель делегат депутат кандидат уполномоченный")  # «представителю от садоводов»
POSTS = word_set("старший главный ответственный")  # «старшим по подъездам»; and adjectives that stand for a noun
# «при …» that belongs to a name names a body; these do not.
NOT_AFTER_PRI = word_set(
    "участие поддержка содействие помощь условие необходимость проведение формирование разработка подготовка "
    "реализация организация планирование наличие принятие рассмотрение составление возможность"
)
# «управлению почтовой связи с просьбой»
NOT_AFTER_S = word_set("просьба предложение ходатайство инициатива призыв требование вопрос")


class Prepositions:
    def __init__(self, words: Words, heads: Heads, complements: Complements) -> None:
        self.words = words
        self.tokens = words.tokens
        self.heads = heads
        self.complements = complements

    def preposition(self, index: int, head: int) -> int:
        """Tokens of a preposition and its first word when they belong to a name, else 0."""
        following = index + 1
        if following >= len(self.tokens) or self.tokens[following].kind not in ("word", "quote"):
            return 0
        preposition, word = self.tokens[index].small, self.tokens[following].text
        if (
            preposition == "по"
            and self.tokens[following].small in ("г", "пос", "с")
            and self.words.kind(index + 2) == "mark"
        ):
            return 4 if self.words.is_proper(index + 3) else 0  # «ОМВД России по г. Находке»
        known = lemmas(word)
        heads = frozenset().union(*(lemmas(token.text) for token in self.tokens[head:index] if token.kind == "word"))
        takes_po = (
            heads & TAKE_PO
            or self._is_post(head)
            or ABBREVIATIONS.get(self.tokens[head].text) in ("state", "institution")
        )
        if preposition == "по" and takes_po and not known & NOT_AFTER_PO and word.lower() != "вопросу":
            return self._governed_list(following, "datv") - index
        if preposition == "при" and not known & NOT_AFTER_PRI and self._names_body(following, "loct"):
            return self.complements.governed(following, "loct") - index
        if preposition == "от" and heads & STANDS_FOR and self.words.is_in_case(following, "gent"):
            return self.complements.governed(following, "gent") - index
        if preposition in ("в", "во") and self._names_place(following):
            return self.complements.governed(following, "loct") - index
        if preposition == "на" and index > head + 1 and nouns(word, "accs") and word.endswith("ние"):
            return 2
        if (
            preposition == "с"
            and heads & {"работа", "связь"}
            and self.words.is_in_case(following, "ablt")
            and not known & NOT_AFTER_S
        ):
            return self.complements.governed(following, "ablt") - index
        return 0

    def _is_post(self, head: int) -> bool:
        word = self.tokens[head].text
        return bool(lemmas(word) & POSTS) or stands_for_noun(word)

    def _governed_list(self, index: int, case: str) -> int:
        """The same over «и» and commas: «по физической культуре, спорту и делам молодёжи»."""
        end = self.complements.governed(index, case)
        while end + 1 < len(self.tokens):
            inner = end
            while inner < len(self.tokens) and self.words.kind(inner) == "word" and self.complements.hangs_on(inner):
                inner += 1  # the genitives of the noun before
            joined = inner + 1 < len(self.tokens) and (
                self.tokens[inner].small in CONJUNCTIONS or self.words.kind(inner) == "comma"
            )
            _, head = self.heads.head(inner + 1, case) if joined else ([], None)
            if head is None or self.heads.acts(head, case) or not self._closes_list(inner, head):
                break
            end = self.complements.past_complement(head + 1)
        return end

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
