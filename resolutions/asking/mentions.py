"""Where the words of the box say a name: whole words one after the other, in any form, the longest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resolution_reader.language import Lemmas, is_only_a_name
from resolutions.search.asked import Spoken
from resolutions.search.called import CITY, Called, Name, is_weak, telling

Words = Sequence[Spoken | str]
YEAR = {"год", "г", "гг"}


@dataclass(frozen=True)
class Mention:
    """Words from `start` to before `stop`, those around the name that only lead to it included; what they may name.

    `is_ordinary`: people say them without meaning the name, too.
    """

    start: int
    stop: int
    names: tuple[Name, ...]
    length: int  # words of the name itself
    is_ordinary: bool

    def overlaps(self, other: "Mention") -> bool:
        return self.start < other.stop and other.start < self.stop

    def holds(self, place: int) -> bool:
        return self.start <= place < self.stop


def mentions(words: Words, called: Called) -> list[Mention]:
    """A single ordinary word after all that is surely a name."""
    found = [mention for start in range(len(words)) for mention in beginning_at(start, words, called)]
    return sorted(
        found, key=lambda mention: (mention.is_ordinary and mention.length == 1, -mention.length, mention.start)
    )


def beginning_at(start: int, words: Words, called: Called) -> Iterator[Mention]:
    said: list[Lemmas] = []  # position by position from here on
    ends: list[int] = []  # before which word each ends
    for place in range(start, len(words)):
        word = words[place]
        if isinstance(word, str):
            break
        positions = telling(word.text, word.positions)
        if place == start and not positions:
            return
        said += positions
        ends += [place + 1] * len(positions)
    if not said:
        return
    by_end: dict[int, dict[Name, None]] = {}
    for length, name in called.beginning(said):
        if length == len(said) or ends[length] != ends[length - 1]:  # not in the middle of a hyphened word
            by_end.setdefault(ends[length - 1], {})[name] = None
    year = called.year(words[start].text)  # type: ignore[union-attr]  # no phrase begins here
    if year:
        by_end.setdefault(start + 1, {})[year] = None
    for stop, names in by_end.items():
        yield with_what_leads_to_it(Mention(start, stop, tuple(names), stop - start, False), words)


def with_what_leads_to_it(mention: Mention, words: Words) -> Mention:
    """«в городе Томске», «за 2019 год»: as part of it."""
    start, stop = mention.start, mention.stop
    parameters = {name.parameter for name in mention.names}
    if "place" in parameters and start and is_one_of(words[start - 1], CITY):
        start -= 1
    if "year" in parameters and stop < len(words) and is_one_of(words[stop], YEAR):
        stop += 1
    while start and leads_on(words[start - 1]):
        start -= 1
    return replace(mention, start=start, stop=stop, is_ordinary=is_ordinary(mention, words))


def is_ordinary(mention: Mention, words: Words) -> bool:
    """A theme is called by what it is about; a single word is seldom the name of a body alone."""
    parameters = {name.parameter for name in mention.names}
    if "theme" in parameters:
        return True
    if mention.length > 1 or "year" in parameters:
        return False
    return not parameters <= {"place", "region"} or not is_only_a_name(text_of(words[mention.start]))


def leads_on(word: Spoken | str) -> bool:
    """«в», «для», «и»."""
    return isinstance(word, Spoken) and is_weak(word.text)


def is_one_of(word: Spoken | str, lemmas: set[str]) -> bool:
    return isinstance(word, Spoken) and any(not lemmas.isdisjoint(place) for place in word.positions)


def text_of(word: Spoken | str) -> str:
    return word if isinstance(word, str) else word.text


def rest_of(words: Words, taken: Sequence[Mention]) -> str:
    """The query without these; without what leads nowhere then, if nothing else is left."""
    left = [word for place, word in enumerate(words) if not any(mention.holds(place) for mention in taken)]
    says_something = any(isinstance(word, str) or telling(word.text, word.positions) for word in left)
    return " ".join(map(text_of, left)) if says_something else ""
