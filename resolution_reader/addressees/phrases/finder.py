"""The name that begins at a token, with its bounds in the sentence and its words in the nominative."""

from dataclasses import dataclass, replace
from itertools import pairwise

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.heads import Heads
from resolution_reader.addressees.phrases.tails import Tails
from resolution_reader.addressees.phrases.words import Words
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.inflection import in_singular, to_nominative
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.word_lists import word_set

# Adjectives of how far a body reaches: two of them are of two bodies.
LEVELS = word_set(
    "федеральный региональный республиканский краевой областной окружной районный городской муниципальный сельский "
    "поселковый участковый местный межрайонный межмуниципальный территориальный"
)
DETERMINERS = word_set("весь каждый все любой его ее их он они свой наш")


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
    agreeing: tuple[int, ...] = ()  # indexes of the head's adjectives


class PhraseFinder:
    """Reads phrases from one sentence's tokens."""

    def __init__(self, sentence: str, tokens: list[Token], directory: Directory) -> None:
        self.sentence = sentence
        self.tokens = tokens
        self.directory = directory
        self._found: dict[tuple[int, str], Phrase | None] = {}  # every way of asking looks at the same places
        self.words = Words(tokens)
        self.heads = Heads(self.words, directory)
        self.tails = Tails(self.words, self.heads)

    def phrase(self, start: int, case: str) -> Phrase | None:
        """The name that begins exactly at this token, in this case; None when there is none."""
        if (start, case) not in self._found:
            found = self._phrase(start, case)
            self._found[start, case] = self._with_apposition(found) if found else None
        return self._found[start, case]

    def _with_apposition(self, phrase: Phrase) -> Phrase:
        """«Государственному Собранию — Курултаю»: a second name in the same case."""
        after = phrase.end + 1
        if self.words.kind(phrase.end) != "dash" or not (
            self.words.is_proper(phrase.start) and self.words.is_proper(after)
        ):
            return phrase
        second = self._phrase(after, phrase.case)
        if second is None or second.head != after:
            return phrase
        between = self.sentence[self.tokens[phrase.end - 1].end : self.tokens[after].start]
        written = f"{phrase.as_written}{between}{second.as_written}"
        return replace(phrase, end=second.end, name=f"{phrase.name}{between}{second.name}", as_written=written)

    def apart(self, phrase: Phrase) -> list[Phrase]:
        """«Окружным, участковым комиссиям», «городскому и районному советам»: one noun, two bodies."""
        adjectives = phrase.agreeing
        joiners = [self.tokens[at + 1].small for at in adjectives[:-1]]
        joined = all(second - first == 2 for first, second in pairwise(adjectives))
        if len(adjectives) < 2 or not joined or not set(joiners) <= {",", "и"}:
            return [phrase]
        singular = self.heads.is_singular_of_plural(adjectives, phrase.head, phrase.case)
        levels = all(lemmas(self.tokens[at].text) & LEVELS for at in adjectives)
        if not singular and not (levels and ("," in joiners or phrase.end == phrase.head + 1)):
            return [phrase]  # «районным и городским советам ветеранов»
        return [self._of_one(phrase, at, singular=singular) for at in adjectives]

    def _of_one(self, phrase: Phrase, adjective: int, *, singular: bool) -> Phrase:
        head = self.tokens[phrase.head].text
        words = [self.tokens[adjective].text, in_singular(head, phrase.case) if singular else head]
        rest = self.sentence[self.tokens[phrase.head].end : self.tokens[phrase.end - 1].end]
        name = " ".join((" ".join(to_nominative(words, phrase.case, 1, [0])) + rest).split())
        return replace(phrase, start=adjective, name=name)

    def past_person(self, index: int, phrase: Phrase) -> int:
        """Past who holds the post: «мэру А. Е. Локтю»."""
        return self.tails.persons.past(index, phrase.head)

    def _phrase(self, start: int, case: str) -> Phrase | None:
        agreeing, head = self.heads.head(start, case)
        if head is None:
            return None
        known = self._known_length(start, head)
        end = max(self.tails.tail(head + 1, case, head), start + known)
        first = start
        while first < head and lemmas(self.tokens[first].text) & DETERMINERS:
            first += 1  # «всем школам»: the name is «школы»
        agreeing = [index for index in agreeing if index >= first]
        written = self.sentence[self.tokens[start].start : self.tokens[end - 1].end]
        name = self._nominative(first, end, head, case, agreeing)
        is_body = known > head - start + 1 or self.heads.is_body(head, case)
        return Phrase(start, end, head, case, name, written, is_body, tuple(agreeing))

    def _known_length(self, start: int, head: int) -> int:
        """Tokens of a directory name that begins here and reaches past the head."""
        run = []
        for token in self.tokens[start : start + 14]:
            if token.kind not in ("word", "quote", "number"):
                break
            run.append(token.text)
        length = self.directory.longest_match(run)
        return length if start + length > head else 0

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
