"""One sentence: its tokens, the lists of names in it, and what may stand between a name and the word that asks."""

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.name_lists import NameLists
from resolution_reader.addressees.patterns import ACTION_ENDINGS, IMPERSONAL, OBLIGED, TOGETHER
from resolution_reader.addressees.phrases.finder import Phrase, PhraseFinder
from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import (
    has_part_of_speech,
    is_abbreviation,
    is_finite_verb,
    is_infinitive,
    nouns,
    readings,
)

HELPERS = {words[0]: [pair for pair in TOGETHER if pair[0][0] == words[0]] for words, _ in TOGETHER}


class Sentence:
    """One sentence's tokens, and what may be asked of the places between them. Nothing in it changes.

    `shorthand` maps folded «(далее – …)» names to full ones.
    """

    def __init__(self, sentence: str, directory: Directory, shorthand: dict[str, str]) -> None:
        self.text = sentence
        self.directory = directory
        self.shorthand = shorthand
        self.tokens = tokens(sentence)
        self.finder = PhraseFinder(sentence, self.tokens, directory)
        self.lists = NameLists(self.tokens, self.finder, shorthand)

    def within(self, text: str) -> "Sentence":
        """A text that stands in this one, in brackets, read by itself."""
        return Sentence(text, self.directory, self.shorthand)

    def word_at(self, index: int) -> str:
        """The word at this place as written; empty where no word stands."""
        return self.tokens[index].text if index < len(self.tokens) and self.tokens[index].kind == "word" else ""

    def parts_at(self, index: int) -> bool:
        """Whether a dash or a colon stands here: between a word and what it says."""
        return self.tokens[index].kind == "dash" or self.tokens[index].text == ":"

    def is_adverb(self, index: int) -> bool:
        word = self.tokens[index]
        return word.kind == "word" and has_part_of_speech(word.text, "ADVB", "PRCL", "CONJ")

    def past_circumstance(self, index: int) -> int | None:
        """The index after «в срок до 1 марта 2024 года», «в целях развития …»; None when none begins here."""
        if not (self.tokens[index].kind == "word" and has_part_of_speech(self.tokens[index].text, "PREP")):
            return None
        for at in range(index + 1, len(self.tokens)):
            token = self.tokens[at]
            if token.kind == "comma":
                return at + 1
            if token.kind == "word" and (is_infinitive(token.text) or is_finite_verb(token.text)):
                return at
            if self.starts_clear_name(at):
                return at
        return len(self.tokens)

    def starts_clear_name(self, index: int) -> bool:
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

    def names_before(self, index: int, case: str) -> list[Phrase]:
        """The names that end right before this token, whatever adverbs and helpers stand between."""
        for start in range(max(0, index - 40), index):
            if not self._may_begin(start, case):
                continue
            phrases, end = self.lists.names(start, case, strong=start == 0 and case == "datv")
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
        if case == "accs" and has_part_of_speech(before.text, "NOUN") and nouns(self.tokens[start].text, "gent"):
            return False  # «родители учеников просят»
        return not is_abbreviation(before.text)

    def _only_circumstances(self, start: int, end: int) -> bool:
        """Nothing between name and predicate but adverbs, helpers, insertions and prepositional phrases."""
        for index in range(start, end):
            token = self.tokens[index]
            if token.kind == "word" and has_part_of_speech(token.text, "PREP"):
                return not any(
                    other.text in (":", ";") or (other.kind == "word" and self.is_predicate(other))
                    for other in self.tokens[index:end]
                )
            if token.text == ";" or not (token.kind != "word" or self.is_adverb(index) or self.helper_at(index)):
                return False
        return True

    def is_predicate(self, token: Token) -> bool:
        return is_finite_verb(token.text) or is_infinitive(token.text) or token.small in IMPERSONAL | OBLIGED

    def past_helper(self, index: int) -> int | None:
        """The index after «совместно с …» and those it names; None when nothing of that kind begins here."""
        helper = self.helper_at(index) if index < len(self.tokens) else None
        if helper is None:
            return None
        return self.lists.names(index + len(helper[0]), helper[1], strong=False, loose=True)[1]

    def helper_at(self, index: int) -> tuple[tuple[str, ...], str] | None:
        for words, case in HELPERS.get(self.tokens[index].small, ()):
            if tuple(token.small for token in self.tokens[index : index + len(words)]) == words:
                return words, case
        return None
