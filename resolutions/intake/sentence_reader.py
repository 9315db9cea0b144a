"""One sentence and the patterns that ask somebody to act: verbs, predicates, bare infinitives, helpers."""

from collections.abc import Iterator

from resolutions.intake.bodies import HEADS, guess_kind
from resolutions.intake.directory import Directory
from resolutions.intake.name_lists import NameLists
from resolutions.intake.outline import Mention, Role
from resolutions.intake.patterns import ACTION_ENDINGS, IMPERSONAL, OBLIGED, TOGETHER, VERBS, Trigger
from resolutions.intake.phrases import Phrase, PhraseFinder
from resolutions.intake.tokens import Token, tokens
from resolutions.language.folding import fold
from resolutions.language.morphology import (
    has_part_of_speech,
    is_abbreviation,
    is_finite_verb,
    is_infinitive,
    is_surely_infinitive,
    lemmas,
    nouns,
    readings,
)
from resolutions.language.word_lists import word_set

REACH = 14  # tokens between a verb and the one it asks
FILLERS = word_set("также далее настоятельно следующее еще раз дополнительно всемерно активно активнее вновь")


class SentenceReader:
    """One sentence, read by every pattern in turn."""

    def __init__(self, sentence: str, directory: Directory, shorthand: dict[str, str]) -> None:
        self.sentence = sentence
        self.directory = directory
        self.shorthand = shorthand
        self.tokens = tokens(sentence)
        self.finder = PhraseFinder(sentence, self.tokens, directory)
        self.lists = NameLists(self.tokens, self.finder, shorthand)
        self.taken: dict[int, tuple[Phrase, Role]] = {}

    def mentions(self) -> list[Mention]:
        """Every name some pattern demands, in the order of the sentence."""
        for index, token in enumerate(self.tokens):
            if token.kind == "word":
                self._asked_by_verb(index)
                self._asked_by_predicate(index)
        self._asked_by_infinitive()
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
            if phrases and all(token.kind == "paren" for token in self.tokens[end:]):
                return [self._mention(phrase, "lead") for phrase in phrases]
        return []

    def listed(self, cases: tuple[str, ...], role: Role) -> list[Mention]:
        """The names when the text is nothing but a list of them in one of these cases, and perhaps of who helps."""
        for case in cases:
            phrases, end = self.lists.names(0, case, strong=True, anything=True)
            rest = [token for token in self.tokens[end:] if token.kind not in ("paren", "comma")]
            if phrases and (not rest or self._helper_at(self.tokens.index(rest[0]))):
                self._take(phrases, role)
                self._helpers()
                return [self._mention(phrase, role) for _, (phrase, role) in sorted(self.taken.items())]
        return []

    def _asked_by_verb(self, index: int) -> None:
        for lemma in lemmas(self.tokens[index].text):
            for trigger in VERBS.get(lemma, ()):
                if self._is_request(index, lemma):
                    self._take(self._after(index + 1, trigger) or self._object_before(index, trigger), "lead")

    def _is_request(self, index: int, lemma: str) -> bool:
        """A verb, not a participle («предложенный») and not a past report in the passive."""
        word = self.tokens[index].text
        if has_part_of_speech(word, "PRTF", "ADJF"):
            return False
        if lemma in ("выйти", "выступить", "войти"):
            return any(
                lemmas(token.text) & {"инициатива", "предложение", "ходатайство", "просьба"} for token in self.tokens
            )
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
        if trigger != Trigger("accs"):
            return []
        phrases = self._before(index, "accs")
        return [] if any(nouns(self.tokens[phrase.head].text, "nomn") for phrase in phrases) else phrases

    def _adverb(self, index: int) -> bool:
        word = self.tokens[index]
        return word.kind == "word" and has_part_of_speech(word.text, "ADVB", "PRCL", "CONJ")

    def _past_circumstance(self, index: int) -> int | None:
        """The index after «в срок до 1 марта 2024 года», «в целях развития …»; None when none begins here."""
        if not (self.tokens[index].kind == "word" and has_part_of_speech(self.tokens[index].text, "PREP")):
            return None
        index += 1
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.kind == "comma":
                return index + 1
            if token.kind == "word" and (is_infinitive(token.text) or is_finite_verb(token.text)):
                return index
            if self._starts_clear_name(index):
                return index
            index += 1
        return index

    def _starts_clear_name(self, index: int) -> bool:
        """A body in the dative that cannot be read as the genitive of what stands before it."""
        token = self.tokens[index]
        if token.kind != "word" or (
            nouns(token.text, "gent") and not self.tokens[index - 1].small.startswith(("год", "г"))
        ):
            return False
        before = self.tokens[index - 1]
        if before.kind == "word" and has_part_of_speech(before.text, "PREP", "ADJF", "PRTF"):
            return False
        phrase = self.finder.phrase(index, "datv")
        return phrase is not None and phrase.is_body and not is_abbreviation(token.text)

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

    def _before(self, index: int, case: str) -> list[Phrase]:
        """The names that end right before this token, whatever adverbs and helpers stand between."""
        for start in range(max(0, index - 40), index):
            if not self._may_begin(start, case):
                continue
            phrases, end = self.lists.names(start, case, strong=False)
            if phrases and self._only_circumstances(end, index):
                return phrases
        return []

    def _may_begin(self, start: int, case: str) -> bool:
        """Whether a name may begin here: not governed by a preposition, an adjective or a noun of action."""
        if self.tokens[start].kind != "word":
            return False
        if start == 0:
            return True
        before = self.tokens[start - 1]
        if before.kind != "word":
            return True
        if has_part_of_speech(before.text, "PREP", "ADJF", "PRTF") or (before.small in ("и", "или") and start > 1):
            return False
        if case == "datv" and readings(before.text)[0].tag.POS == "NOUN":
            unsure = is_abbreviation(self.tokens[start].text) or bool(nouns(self.tokens[start].text, "gent"))
            return not (
                unsure and (before.small.endswith(ACTION_ENDINGS) or not is_abbreviation(self.tokens[start].text))
            )
        return not is_abbreviation(before.text)

    def _only_circumstances(self, start: int, end: int) -> bool:
        """Nothing between name and predicate but adverbs, helpers, insertions and prepositional phrases."""
        index = start
        while index < end:
            token = self.tokens[index]
            if token.kind == "word" and has_part_of_speech(token.text, "PREP"):
                return not any(
                    other.text in (":", ";") or (other.kind == "word" and self._is_predicate(other))
                    for other in self.tokens[index:end]
                )
            if token.kind == "word" and not self._adverb(index) and not self._helper_at(index):
                return False
            if token.text == ";":
                return False
            index += 1
        return True

    def _is_predicate(self, token: Token) -> bool:
        return is_finite_verb(token.text) or is_infinitive(token.text) or token.small in IMPERSONAL | OBLIGED

    def _helper_at(self, index: int) -> tuple[tuple[str, ...], str] | None:
        for words, case in TOGETHER:
            if tuple(token.small for token in self.tokens[index : index + len(words)]) == words:
                return words, case
        return None

    def _asked_by_infinitive(self) -> None:
        """«Администрации города разработать …», «… – разработать»: a dative opens a clause, an infinitive follows."""
        for start in self._clause_starts():
            phrases, end = self.lists.names(start, "datv", strong=False)
            phrases = [phrase for phrase in phrases if phrase.is_body]
            if phrases and self._infinitive_follows(end):
                self._take(phrases, "lead")

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
                    self.taken[token.start + 1_000 + phrase.start] = (phrase, "co-executor")

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
