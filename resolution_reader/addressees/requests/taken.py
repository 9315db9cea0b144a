"""The names that a sentence's requests are directed at, as they are found."""

from collections.abc import Iterable

from resolution_reader.addressees.bodies import guess_kind
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.finder import Phrase
from resolution_reader.language.folding import fold
from resolution_reader.outline import Mention, Role

IN_BRACKETS = 1_000  # added to the place of a name there: after every name outside


class Taken:
    """Names by their place in the sentence, each once; who is to act goes before who helps."""

    def __init__(self) -> None:
        self._at: dict[int, tuple[Phrase, Role]] = {}

    def take(self, phrases: Iterable[Phrase], role: Role) -> None:
        """Who helps is taken only where nobody stands yet."""
        for phrase in phrases:
            if phrase.start not in self._at or role == "lead":
                self._at[phrase.start] = (phrase, role)

    def take_apart(self, phrases: Iterable[Phrase], role: Role, place: int) -> None:
        """Names of a text that stands in this one; their own places count from `place`."""
        for phrase in phrases:
            self._at[place + IN_BRACKETS + phrase.start] = (phrase, role)

    @property
    def phrases(self) -> list[Phrase]:
        """As they were found."""
        return [phrase for phrase, _ in self._at.values()]

    @property
    def leads(self) -> list[Phrase]:
        return [phrase for phrase, role in self._at.values() if role == "lead"]

    def mentions(self, directory: Directory) -> list[Mention]:
        """In the order of the sentence."""
        return [mention_of(phrase, role, directory) for _, (phrase, role) in sorted(self._at.items())]


def mention_of(phrase: Phrase, role: Role, directory: Directory) -> Mention:
    found = directory.find(phrase.name)
    if found is None:
        return Mention(phrase.name, phrase.as_written, role, "new", guess_kind(phrase.name))
    is_called_otherwise = found.match == "known" and fold(found.body.name) != fold(phrase.name)
    known_as = found.body.name if is_called_otherwise else None
    return Mention(phrase.name, phrase.as_written, role, found.match, found.body.kind, known_as)
