"""Lists of names: «мэрии, Думе, а также органам ТОС», each in the case that the pattern demands."""

from dataclasses import replace

from resolution_reader.addressees.bodies import NEVER
from resolution_reader.addressees.patterns import BESIDE, JOINERS
from resolution_reader.addressees.phrases.complements import POSSESSIVES
from resolution_reader.addressees.phrases.finder import Phrase, PhraseFinder
from resolution_reader.addressees.phrases.heads import LAWS, NOT_ACTORS
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.folding import fold
from resolution_reader.language.inflection import head_reading
from resolution_reader.language.morphology import (
    bears_ending,
    has_part_of_speech,
    is_abbreviation,
    is_participle,
    is_surely_infinitive,
    lemmas,
    nouns,
)
from resolution_reader.language.word_lists import word_set

# «совместно с проведением …» is no helper; «совместно с заповедником» is one, whatever body it is
ABSTRACT_ENDINGS = ("нием", "нием", "цией", "тием", "остью", "ния", "ции", "тия", "ости")
LONGEST_JOINER = max(len(words) for words in (*JOINERS, *(words for words, _ in BESIDE)))
CLEAR_DATIVES = ("ам", "ям", "им", "ым")
RELATIVE = word_set("который чей где")
# «к главе района, а также к депутатам»: the preposition that governs the list may be said again
REPEATED = ({"к", "ко"}, {"в", "во"}, {"от"}, {"с", "со"}, {"перед"}, {"для"})


class NameLists:
    """Reads lists of names from one sentence's tokens; `shorthand` maps folded short names to full ones."""

    def __init__(self, tokens: list[Token], finder: PhraseFinder, shorthand: dict[str, str]) -> None:
        self.tokens = tokens
        self.finder = finder
        self.shorthand = shorthand

    def names(
        self,
        start: int,
        case: str,
        *,
        strong: bool,
        loose: bool = False,
        anything: bool = False,
        abbreviations: bool = False,
    ) -> tuple[list[Phrase], int]:
        """Names in one case from this token on, joined by commas and «и», and the index after the last.

        `abbreviations`: any of them is a name here.
        """
        phrases: list[Phrase] = []
        end, index = start, start
        while index < len(self.tokens):
            phrase = self._shorthand_phrase(index, case) or self.finder.phrase(index, case)
            if (
                phrase is None
                or (phrases and self._describes(phrase))
                or not (anything or self._acceptable(phrase, strong, bool(phrases), loose or abbreviations, loose))
            ):
                break
            phrases += self.finder.apart(phrase)
            end = self._past_insertions(phrase.end, phrases)
            following, case = self._past_joiner(end, case, start)
            if following is None:
                break
            index = following
        return phrases, end

    def _describes(self, phrase: Phrase) -> bool:
        """«вузам, ведущим подготовку …»: a participle with an object tells of the name before, and is none."""
        after = self.tokens[phrase.head + 1] if phrase.head + 1 < len(self.tokens) else None
        governs = after is not None and after.kind == "word" and bool(nouns(after.text, "accs"))
        return governs and phrase.head == phrase.start and is_participle(self.tokens[phrase.head].text, phrase.case)

    def _acceptable(self, phrase: Phrase, strong: bool, later: bool, abbreviated: bool, loose: bool) -> bool:
        """A body; after a verb that demands it, whatever stands in its case; later in the list only a clear plural."""
        head = self.tokens[phrase.head]
        if phrase.is_body:
            return True
        if lemmas(head.text) & (NEVER | NOT_ACTORS) or head.text in LAWS:
            return False
        if is_abbreviation(head.text) or bears_ending(head.text):
            return strong or abbreviated or later
        if later:
            return strong and phrase.case == "datv" and self.is_clear_dative(phrase)
        if loose:
            owned = self.tokens[phrase.start].small in POSSESSIVES  # «вместе с их доводами»
            return not owned and not head.small.endswith(ABSTRACT_ENDINGS)
        return strong and (not self.may_stand_in(phrase, "accs") or (head.text[0].isupper() and phrase.head > 0))

    def is_clear_dative(self, phrase: Phrase) -> bool:
        """«комбинату питания», «пожарным частям»: the words can stand in no other case."""
        plural = self.tokens[phrase.head].small.endswith(CLEAR_DATIVES)
        return plural or not self.may_stand_in(phrase, "nomn", "gent", "accs", "ablt")

    def may_stand_in(self, phrase: Phrase, *cases: str) -> bool:
        """Whether the head, agreeing with its adjectives, can be read in one of these cases: «пожарной части»."""
        adjectives = [self.tokens[at].text for at in phrase.agreeing]
        return any(head_reading(self.tokens[phrase.head].text, case, adjectives) for case in cases)

    def _past_insertions(self, index: int, phrases: list[Phrase]) -> int:
        """Past who holds the post, past brackets, past «, …щим …,» and «, которые …,» that describe the last name."""
        index = self.finder.past_person(index, phrases[-1])
        while index < len(self.tokens) and self.tokens[index].kind == "paren":
            index += 1
        if index + 1 < len(self.tokens) and self.tokens[index].kind == "comma":
            if (described := self._past_relative(index + 1)) is not None:
                return described
            word = self.tokens[index + 1]
            named = self.finder.phrase(index + 1, phrases[-1].case)  # «, управляющим организациям»: the next name
            if (
                word.kind == "word"
                and is_participle(word.text, phrases[-1].case)
                and not (named and named.is_body and self._agrees_with_next(named, index + 1))
            ):
                closing = next((i for i in range(index + 1, len(self.tokens)) if self.tokens[i].kind == "comma"), None)
                return closing if closing is not None and closing - index < 20 else index
        return index

    def _agrees_with_next(self, named: Phrase, participle: int) -> bool:
        """«, управляющим компаниям»; «, эксплуатирующие торговые центры» has an object that may look like it."""
        return named.head == participle + 1 or (named.head > participle and named.case == "datv")

    def _past_relative(self, index: int) -> int | None:
        """The index of the comma after «которые …», «в ведении которых …»; None where no such clause begins.

        One that nothing follows but the end of a line: past the last token.
        """
        opening = self.tokens[index : index + 4]
        relative = next((at for at, token in enumerate(opening) if lemmas(token.text) & RELATIVE), None)
        if relative is None or not (relative == 0 or has_part_of_speech(opening[0].text, "PREP")):
            return None
        for at in range(index + relative, len(self.tokens)):
            if self.tokens[at].kind == "comma":
                return at
            if self.tokens[at].kind == "word" and is_surely_infinitive(self.tokens[at].text):
                return None
        return len(self.tokens)

    def _past_joiner(self, index: int, case: str, start: int) -> tuple[int | None, str]:
        """(where the next name begins, in which case it stands); None where the list is over."""
        here = tuple(token.small for token in self.tokens[index : index + LONGEST_JOINER])
        for joiner, governed in (*BESIDE, *((words, case) for words in JOINERS)):
            if here[: len(joiner)] == joiner:
                following = index + len(joiner)
                while following < len(self.tokens) and self.tokens[following].kind == "paren":
                    following += 1
                return following + self._said_again(start - 1, following), governed
        return None, case

    def _said_again(self, opening: int, index: int) -> int:
        """1 when the preposition over the list stands here once more."""
        if opening < 0 or index >= len(self.tokens):
            return 0
        pair = {self.tokens[opening].small, self.tokens[index].small}
        return int(any(pair <= alike for alike in REPEATED))

    def _shorthand_phrase(self, index: int, case: str) -> Phrase | None:
        """«Администрации», when the text said «(далее – Администрация)» and nothing more follows."""
        if not self.shorthand:
            return None
        phrase = self.finder.phrase(index, case)
        if phrase is None:
            return None
        full = self.shorthand.get(fold(phrase.name))
        return replace(phrase, name=full, is_body=True) if full else None
