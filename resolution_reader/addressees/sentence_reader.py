"""One sentence and the patterns that ask somebody to act: verbs, predicates, bare infinitives, helpers."""

import re
from collections.abc import Iterator

from resolution_reader.addressees.bodies import HEADS, guess_kind
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.patterns import IMPERSONAL, OBLIGED, TOGETHER, VERBS, Trigger
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.addressees.sentence_words import SentenceWords
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_abbreviation,
    is_finite_verb,
    is_infinitive,
    is_surely_infinitive,
    lemmas,
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention, Role

REACH = 14  # tokens between a verb and the one it asks
SENDING = word_set("направить инициировать подготовить подписать внести отправить")
IN_BRACKETS = 1_000  # added to the place of a name there: after every name outside
EXECUTOR = r"исполнител(?:ь|и|ем|ями)"
ANSWERS = re.compile(
    rf"^\s*(?:отв(?:етственн\w+|\.)?|{EXECUTOR}|исп\.?)(?![а-яё])\s*(?:{EXECUTOR}(?![а-яё]))?\s*[:–—-]?\s*", re.I
)
HELPERS_BEGIN = re.compile(r"[,;]?\s*\bсоисполнител\w*", re.I)
TERM = re.compile(r"[,;]?\s*\bсрок\w*\b.*$", re.I)  # «, срок – до 1 мая»
RESPONSIBLE = ("ответственн", "исполнител")
PLEADING = word_set("обратиться ходатайствовать выйти войти выступить просить")
FILLERS = word_set("также далее настоятельно следующее еще раз дополнительно всемерно активно активнее вновь")


class SentenceReader(SentenceWords):
    """One sentence, read by every pattern in turn."""

    def __init__(self, sentence: str, directory: Directory, shorthand: dict[str, str]) -> None:
        super().__init__(sentence, directory, shorthand)
        self.taken: dict[int, tuple[Phrase, Role]] = {}

    def mentions(self) -> list[Mention]:
        """Every name some pattern demands, in the order of the sentence."""
        self._asked_by_infinitive()
        for index, token in enumerate(self.tokens):
            if token.kind == "word":
                self._asked_by_verb(index)
                self._asked_by_predicate(index)
        self._asked_in_later_clauses()
        self._turned_to()
        self._said_to_be_responsible()
        self._named_in_brackets()
        self._helpers()
        return [self._mention(phrase, role) for _, (phrase, role) in sorted(self.taken.items())]

    def whole(self, *, nominative: bool = True) -> list[Mention]:
        """The names when the text is nothing but names, in the dative, the nominative, or after «для», «к»."""
        first = self.tokens[0].small if self.tokens else ""
        tries = [(0, "datv"), (0, "nomn")] if nominative else [(0, "datv")]
        if first in ("для", "к", "ко"):
            tries = [(1, "gent" if first == "для" else "datv")]
        if first == "в" and len(self.tokens) > 2 and self.tokens[1].small == "адрес":
            tries = [(2, "gent")]
        for start, case in tries:
            phrases, end = self.lists.names(start, case, strong=False)
            if phrases and self._nothing_but_helpers(end):
                return self._with_helpers(phrases, "lead")
        return []

    def _nothing_but_helpers(self, index: int) -> bool:
        """Nothing but brackets and «совместно с …» after the names."""
        rest = [at for at in range(index, len(self.tokens)) if self.tokens[at].kind not in ("paren", "comma")]
        if not rest:
            return True
        helper = self._helper_at(rest[0])
        if not helper:
            return False
        _, end = self.lists.names(rest[0] + len(helper[0]), helper[1], strong=False, loose=True)
        return all(token.kind == "paren" for token in self.tokens[end:])

    def _with_helpers(self, phrases: list[Phrase], role: Role) -> list[Mention]:
        self._take(phrases, role)
        self._helpers()
        return [self._mention(phrase, role) for _, (phrase, role) in sorted(self.taken.items())]

    def heading(self, *, announces: bool) -> list[Mention]:
        """A heading in the dative plural names who is asked, known or not: «Сельским старостам».

        In the singular too, when it announces what is to be done: «Товариществу рыбаков:».
        """
        phrases, end = self.lists.names(0, "datv", strong=True)
        clear = all(
            self.tokens[phrase.head].small.endswith(("ам", "ям"))
            or (announces and not nouns(self.tokens[phrase.head].text, "accs"))
            for phrase in phrases
        )
        return self._with_helpers(phrases, "lead") if phrases and clear and end == len(self.tokens) else []

    def listed(self, cases: tuple[str, ...], role: Role) -> list[Mention]:
        """The names when the text is nothing but a list of them in one of these cases, and perhaps of who helps."""
        for case in cases:
            phrases, end = self.lists.names(0, case, strong=True, anything=True)
            if phrases and self._nothing_but_helpers(end):
                return self._with_helpers(phrases, role)
        return []

    def _asked_by_verb(self, index: int) -> None:
        for lemma in lemmas(self.tokens[index].text):
            for trigger in VERBS.get(lemma, ()):
                if self._is_request(index, lemma) and not self._is_task(index, lemma):
                    self._take(self._after(index + 1, trigger) or self._object_before(index, trigger), "lead")

    def _is_task(self, index: int, lemma: str) -> bool:
        """«Думе города обратиться в Правительство …»: who is to turn to somebody stands before the verb."""
        if (
            lemma not in PLEADING
            or not is_infinitive(self.tokens[index].text)
            or lemmas(self.tokens[0].text) & PLEADING
        ):
            return False
        since = max((at for at in range(index) if self.tokens[at].text == ";"), default=0)  # another request
        return any(
            role == "lead" and since <= phrase.start < phrase.end <= index for phrase, role in self.taken.values()
        )

    def _is_request(self, index: int, lemma: str) -> bool:
        """A verb, not a participle («предложенный») and not a past report in the passive."""
        word = self.tokens[index].text
        if has_part_of_speech(word, "PRTF", "ADJF"):
            return False
        if lemma in ("выйти", "выступить", "войти"):
            return any(
                lemmas(token.text) & {"инициатива", "предложение", "ходатайство", "просьба"} for token in self.tokens
            )
        if lemma == "обращение" and any(token.small in ("в", "во") for token in self.tokens[index + 1 : index + 3]):
            return index > 0 and bool(lemmas(self.tokens[index - 1].text) & SENDING)
        if has_part_of_speech(word, "NOUN"):
            return lemma in VERBS
        return True

    def _after(self, index: int, trigger: Trigger) -> list[Phrase]:
        """The names after the verb, past adverbs, insertions and circumstances, before the first infinitive."""
        limit = min(len(self.tokens), index + REACH)
        while index < limit:
            token = self.tokens[index]
            if token.kind == "word" and is_infinitive(token.text) and not nouns(token.text, trigger.case):
                return []
            if trigger.preposition:
                if token.small == trigger.preposition:
                    return self.lists.names(index + 1, trigger.case, strong=False)[0]
                index += 1
                continue
            phrases, _ = self.lists.names(index, trigger.case, strong=trigger.strong)
            if phrases:
                return phrases
            if token.kind in ("paren", "comma") or token.small in FILLERS or token.text == ":" or self._adverb(index):
                index += 1
                continue
            beyond = self._past_circumstance(index)
            if beyond is None:
                return []
            index = beyond
        return []

    def _object_before(self, index: int, trigger: Trigger) -> list[Phrase]:
        """«Губернатора области просим:»: the one who is asked comes first, and cannot be the one who asks."""
        if trigger == Trigger("datv", strong=True):  # «Газете «Искра» предлагаем …»
            return [phrase for phrase in self._before(index, "datv") if phrase.is_body]
        if trigger != Trigger("accs"):
            return []
        phrases = self._before(index, "accs")
        verb = readings(self.tokens[index].text)[0].tag
        if "1per" in verb or (verb.number == "plur" and all(self._singular(phrase.head) for phrase in phrases)):
            return phrases  # «Отдел просим …», «Университет просят …»: it is others who ask
        return [] if any(nouns(self.tokens[phrase.head].text, "nomn") for phrase in phrases) else phrases

    def _singular(self, index: int) -> bool:
        return all(noun.tag.number == "sing" for noun in nouns(self.tokens[index].text, "accs"))

    def _asked_by_predicate(self, index: int) -> None:
        small = self.tokens[index].small
        if small in OBLIGED:
            self._take(self._before(index, "nomn"), "lead")
        elif small in IMPERSONAL:
            phrases = self._before(index, "datv")
            if not phrases and small not in VERBS:
                phrases = [phrase for phrase in self.lists.names(index + 1, "datv", strong=False)[0] if phrase.is_body]
            self._take(phrases, "lead")
        elif small == "чтобы" and any(token.small in IMPERSONAL for token in self.tokens[:index]):
            self._take(
                [phrase for phrase in self.lists.names(index + 1, "nomn", strong=False)[0] if phrase.is_body], "lead"
            )

    def _asked_by_infinitive(self) -> None:
        """«Администрации города разработать …», «… – разработать»: a dative opens a clause, an infinitive follows."""
        for start in self._clause_starts():
            phrases, end = self.lists.names(start, "datv", strong=start == 0)
            known = [phrase for phrase in phrases if phrase.is_body]
            if known and self._infinitive_follows(end):
                first = self.tokens[phrases[0].head].text
                whole = known[0] is phrases[0] or (start == 0 and is_abbreviation(first))
                self._take(phrases if whole else known, "lead")
            elif phrases and has_part_of_speech(self.tokens[phrases[0].head].text, "NOUN") and self._acts_at_once(end):
                self._take(phrases, "lead")

    def _acts_at_once(self, index: int) -> bool:
        """An infinitive, past adverbs and a dash: whoever stands before it in the dative is to act, known or not."""
        while index < len(self.tokens) and (self.tokens[index].kind in ("dash", "paren") or self._adverb(index)):
            index += 1
        return (
            index < len(self.tokens)
            and self.tokens[index].kind == "word"
            and is_surely_infinitive(self.tokens[index].text)
        )

    def _asked_in_later_clauses(self) -> None:
        """«…, а школам – отказаться …»: after a comma a dative, then a dash or at once an infinitive."""
        for index in range(2, len(self.tokens)):
            before = [token.small for token in self.tokens[index - 2 : index]]
            if before[1] not in (",", ";") and before not in ([",", "а"], [",", "и"], [";", "а"]):
                continue
            phrases, end = self.lists.names(index, "datv", strong=False)
            dashed = end < len(self.tokens) and self.tokens[end].kind == "dash"
            if phrases and (dashed or before[1] in ("а", "и")) and self._acts_at_once(end):
                self._take([phrase for phrase in phrases if phrase.is_body], "lead")

    def _turned_to(self) -> None:
        """«к Думе города – внести …»: an item goes on with «обращается с предложениями:» above the list."""
        if self.tokens[0].small in ("к", "ко"):
            phrases, end = self.lists.names(1, "datv", strong=False)
            if phrases and end < len(self.tokens) and self.tokens[end].kind == "dash" and self._acts_at_once(end):
                self._take(phrases, "lead")

    def _named_in_brackets(self) -> None:
        """«Посадить аллею (администрация города, срок – май)»: who is to act, at the end, when nothing else says it."""
        last = next((token for token in reversed(self.tokens) if token.kind not in ("mark", "comma")), None)
        if last is None or last.kind != "paren" or any(role == "lead" for _, role in self.taken.values()):
            return
        named, *helping = HELPERS_BEGIN.split(TERM.sub("", last.text[1:-1]), maxsplit=1)
        place = last.start + IN_BRACKETS
        for phrase in self._listed_bodies(ANSWERS.sub("", named)):
            self.taken[place + phrase.start] = (phrase, "lead")
        for text in helping:
            for phrase in self._listed_bodies(text):
                self.taken[place + IN_BRACKETS + phrase.start] = (phrase, "co-executor")

    def _listed_bodies(self, text: str) -> list[Phrase]:
        """The bodies of a text that is nothing but a list of them."""
        inner = SentenceReader(text.strip(" ,;.:–—-"), self.directory, self.shorthand)
        for case in ("nomn", "datv"):
            phrases, end = inner.lists.names(0, case, strong=False)
            if phrases and end == len(inner.tokens) and all(phrase.is_body for phrase in phrases):
                return phrases
        return []

    def _said_to_be_responsible(self) -> None:
        """«Ответственный – X», «Исполнители: X и Y»."""
        for index, token in enumerate(self.tokens[:-2]):
            if token.kind == "word" and token.small.startswith(RESPONSIBLE):
                mark = next(
                    (at for at in range(index + 1, min(index + 5, len(self.tokens))) if self._parts(at)),
                    len(self.tokens),
                )
                for case in ("nomn", "datv"):
                    phrases, _ = self.lists.names(mark + 1, case, strong=False, anything=True)
                    if phrases:
                        self._take(phrases, "lead")
                        break

    def _parts(self, index: int) -> bool:
        return self.tokens[index].kind == "dash" or self.tokens[index].text == ":"

    def _clause_starts(self) -> Iterator[int]:
        for index, token in enumerate(self.tokens):
            before = self.tokens[index - 1] if index else None
            opens = (
                before is None or before.kind in ("comma", "dash", "number", "paren") or before.text in (":", ";", ".")
            )
            starts = token.kind == "word" and (opens or (before is not None and self._circumstance_over(index)))
            if starts and (index == 0 or not self._inside_name(index)):
                yield index

    def _circumstance_over(self, index: int) -> bool:
        """«В целях развития ТОС администрации …», «До мая 2024 года мэрии …»: nothing hangs on what came before."""
        before = self.tokens[index - 1]
        if before.small in ("года", "году", "г"):
            return True
        first = self.tokens[0].text  # «СО НКО»: capitals are no preposition
        opened = has_part_of_speech(first, "PREP") and not is_abbreviation(first)
        return opened and is_abbreviation(before.text) and bool(lemmas(self.tokens[index].text) & HEADS.keys())

    def _inside_name(self, index: int) -> bool:
        """Whether something before this token already asked or told: then a dative is an object."""
        return any(
            token.kind == "word" and (self._is_predicate(token)) for token in self.tokens[:index]
        ) and self.tokens[index - 1].text not in (";",)

    def _infinitive_follows(self, index: int) -> bool:
        for token in self.tokens[index : index + 45]:
            if token.kind == "word" and is_surely_infinitive(token.text):
                return True
            if token.text == ";" or (
                token.kind == "word" and is_finite_verb(token.text) and readings(token.text)[0].score > 0.6
            ):
                return False
        return False

    def _helpers(self) -> None:
        for index in range(len(self.tokens)):
            helper = self._helper_at(index)
            if not helper or self._describes(index):
                continue
            words, case = helper
            phrases, _ = self.lists.names(index + len(words), case, strong=False, loose=True)
            self._take([phrase for phrase in phrases if phrase.start not in self.taken], "co-executor")
        for token in self.tokens:
            if token.kind == "paren" and any(token.small[1:].startswith(" ".join(words)) for words, _ in TOGETHER):
                inner = SentenceReader(token.text[1:-1], self.directory, self.shorthand)
                inner._helpers()
                for phrase, _ in inner.taken.values():
                    self.taken[token.start + IN_BRACKETS + phrase.start] = (phrase, "co-executor")

    def _describes(self, index: int) -> bool:
        """«проекты, реализуемые совместно с …»: the helper belongs to a participle, not to the task."""
        return (
            index > 0
            and self.tokens[index - 1].kind == "word"
            and has_part_of_speech(self.tokens[index - 1].text, "PRTF", "PRTS")
        )

    def _take(self, phrases: list[Phrase], role: Role) -> None:
        for phrase in phrases:
            if phrase.start not in self.taken or role == "lead":
                self.taken[phrase.start] = (phrase, role)

    def _mention(self, phrase: Phrase, role: Role) -> Mention:
        found = self.directory.find(phrase.name)
        kind = found.body.kind if found else guess_kind(phrase.name)
        known_as = (
            found.body.name if found and found.match == "known" and fold(found.body.name) != fold(phrase.name) else None
        )
        return Mention(phrase.name, phrase.as_written, role, found.match if found else "new", kind, known_as)
