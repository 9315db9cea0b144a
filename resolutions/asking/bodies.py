"""The public directory of addressees under its own few parameters: a name in any form of its words, town, kind, letter.

The whole of it is read at once, as a few columns: one question for the rows, their counts and what can be chosen. Its
places are few and read apart: to join them to each row takes as long as all the rest.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from resolution_reader.language import Word, fold, words_of
from resolutions.asking.closed import ClosedFilterSet, ValuesFilter
from resolutions.asking.meanings import known_choices, known_words
from resolutions.models import Addressee, AddresseeAlias, Locality
from resolutions.search.asked import cut
from resolutions.vocabulary import AddresseeKind

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"  # of folded names: ё is е
OTHER = "other"  # names that begin with a digit or in another alphabet
LETTERS = {letter: letter.upper() for letter in ALPHABET} | {OTHER: "№"}


class Body(NamedTuple):
    """What is asked of an addressee before it is shown."""

    key: int
    name_key: str
    kind: str
    place: str  # slug of its locality; empty where it has none

    @property
    def letter(self) -> str:
        first = next(filter(str.isalnum, self.name_key), OTHER)
        return first if first in ALPHABET else OTHER


@dataclass(frozen=True)
class Way:
    """A value to choose: how many there would be, and whether it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool


def known_places(values: list[str]) -> dict[str, Locality]:
    """Of addressees, whether or not a forum was held there."""
    public = Addressee.objects.public().values("locality")
    return {row.slug: row for row in Locality.objects.filter(slug__in=values, pk__in=public)}


class AddresseeFilter(ClosedFilterSet):
    SINGLE = ("q", "place", "kind", "letter")

    q = ValuesFilter(label="Название", known=known_words)
    place = ValuesFilter(label="Место", known=known_places)
    kind = ValuesFilter(label="Вид", known=known_choices(dict(AddresseeKind.choices)))
    letter = ValuesFilter(label="Буква", known=known_choices(LETTERS))

    class Meta:
        model = Addressee
        fields: list[str] = []

    @property
    def words(self) -> str:
        return cut(next(iter(self.chosen("q")), ""))

    def value(self, name: str) -> str:
        """Of a parameter that is no words; empty where nothing is chosen."""
        return next(iter(self.chosen(name)), "")


class Directory:
    """All public addressees, by name; none where a parameter is wrong."""

    def __init__(self, found: AddresseeFilter) -> None:
        self.found = found
        self.localities = list(Locality.objects.values_list("pk", "slug", "name", "region__name"))
        self.bodies = self.public_bodies() if found.is_valid() else []
        self.called = self.bodies_called(found.words)

    def public_bodies(self) -> list[Body]:
        slugs = {key: slug for key, slug, _, _ in self.localities}
        rows = Addressee.objects.public().order_by("name_key", "pk").values_list("pk", "name_key", "kind", "locality")
        return [Body(key, name_key, kind, slugs.get(locality, "")) for key, name_key, kind, locality in rows]

    def bodies_called(self, words: str) -> list[Body]:
        """Those that a name, a short one or another one of has every word, in any form or as its beginning."""
        if not words.strip():
            return self.bodies
        names: dict[int, list[str]] = {body.key: [] for body in self.bodies}
        own, short = (Addressee.objects.order_by().values_list("pk", column) for column in ("name", "short_name"))
        others = AddresseeAlias.objects.order_by().values_list("addressee", "name")
        for key, name in own.union(short, others):
            names.get(key, []).append(name)
        wanted = [(fold(words[word.start : word.end]), word) for word in words_of(words)]
        keys = {key for key, called in names.items() if wanted and any(is_called(name, wanted) for name in called)}
        return [body for body in self.bodies if body.key in keys]

    def chosen(self, without: str = "") -> list[Body]:
        """By name; with one parameter ignored."""
        asked = [(name, self.found.value(name)) for name in ("place", "kind", "letter") if name != without]
        wanted = [(name, value) for name, value in asked if value]
        if not wanted:
            return self.called
        return [body for body in self.called if all(getattr(body, name) == value for name, value in wanted)]

    def kinds(self) -> list[Way]:
        return self.ways("kind", dict(AddresseeKind.choices))

    def letters(self) -> list[Way]:
        return self.ways("letter", LETTERS)

    def places(self) -> list[Way]:
        """A name that two regions have is said with its region."""
        slugs = {body.place for body in self.bodies}
        known = sorted((name, region or "", slug) for _, slug, name, region in self.localities if slug in slugs)
        times = Counter(name for name, _, _ in known)
        labels = {slug: f"{name}, {region}" if times[name] > 1 and region else name for name, region, slug in known}
        return self.ways("place", labels)

    def ways(self, name: str, labels: Mapping[str, str]) -> list[Way]:
        """Those values of a parameter that would find something, and the chosen one."""
        counts = Counter(map(attrgetter(name), self.chosen(without=name)))
        chosen = self.found.value(name)
        return [
            Way(value, label, counts[value], value == chosen)
            for value, label in labels.items()
            if counts[value] or value == chosen
        ]


def is_called(name: str, wanted: Iterable[tuple[str, Word]]) -> bool:
    words = list(words_of(name))
    has = {lemma for word in words for lemmas in (*word.positions, word.together) for lemma in lemmas}
    written = [fold(name[word.start : word.end]) for word in words]
    return all(
        all(has.intersection(lemmas) for lemmas in word.positions) or any(own.startswith(text) for own in written)
        for text, word in wanted
    )
