"""The name that begins at a token, with its bounds in the sentence and its words in the nominative."""

from dataclasses import dataclass

from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.heads import Heads
from resolution_reader.addressees.phrases.tails import Tails
from resolution_reader.addressees.phrases.words import Words
from resolution_reader.addressees.tokens import Token
from resolution_reader.language.inflection import to_nominative
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.word_lists import word_set

DETERMINERS = word_set("весь каждый все любой")


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
        words = Words(tokens)
        self.heads = Heads(words, directory)
        self.tails = Tails(words, self.heads)

    def phrase(self, start: int, case: str) -> Phrase | None:
        """The name that begins exactly at this token, in this case; None when there is none."""
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
        return Phrase(start, end, head, case, name, written, known > head - start + 1 or self.heads.is_body(head, case))

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
