"""By which words the values of facets are called: the names of all that a public recommendation has, as lemmas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any
from weakref import WeakKeyDictionary

from resolution_reader.language import Lemmas, Positions, carries_no_meaning, fold, words_of
from resolutions.models import Addressee, AddresseeAlias, Forum, Locality, Region, Theme
from resolutions.search.counting import Counting
from resolutions.search.criteria import NOBODY, NOT_KNOWN, Criteria
from resolutions.search.snapshot import Snapshot, Titles
from resolutions.search.values import Names, fetched

MOST_FORUMS = 2000  # of which titles are kept; where there are more, they are words like any other
LONGEST_WEAK = 5  # letters
CITY = {"город", "г"}  # «администрация города Томска» is called «администрация Томска» as well


Counted = Mapping[str, Mapping[int, int]]  # {parameter: {value: how many recommendations have it}}
NOTHING: Mapping[Any, Any] = {}


@dataclass(frozen=True)
class Name:
    """One value of a parameter: `key` in the index, `value` in addresses; `where` tells it from its namesakes."""

    parameter: str
    key: int
    value: str
    label: str
    where: str = ""


@dataclass(frozen=True)
class Said:
    """A name and all by which it is called; what is of a place is called by it, too."""

    name: Name
    texts: tuple[str, ...]
    place: str = ""


@lru_cache(maxsize=20_000)  # the next state of the index has nearly all of them
def read_as(texts: tuple[str, ...], place: str) -> tuple[str, tuple[Positions, ...]]:
    """What somebody who is called so is found by: letters that a word may begin with, and lemmas."""
    key = " " + fold(" ".join(texts)).replace('"', "")
    forms: dict[Positions, None] = {}
    for form in map(lemmas_of_name, texts):
        here = (*form, *lemmas_of_name(place)) if form else ()
        forms |= dict.fromkeys(filter(None, (form, here, without_city(form), without_city(here))))
    return key, tuple(forms)


class NameIndex:
    """Of values, to be found by their words."""

    def __init__(self, said: Iterable[Said]) -> None:
        self.by_beginning: dict[tuple[str, str], list[tuple[Positions, Name]]] = defaultdict(list)
        self.keys: list[tuple[str, Name]] = []
        for one in said:
            key, forms = read_as(one.texts, one.place)
            self.keys.append((key, one.name))
            for form in forms:
                for beginning in product(form[0], form[1] if len(form) > 1 else [""]):
                    self.by_beginning[beginning].append((form, one.name))

    def beginning(self, said: Sequence[Lemmas]) -> Iterator[tuple[int, Name]]:
        for beginning in product(said[0], ["", *(said[1] if len(said) > 1 else ())]):
            for form, name in self.by_beginning.get(beginning, ()):
                if len(form) <= len(said) and all(map(share, form, said)):
                    yield len(form), name


class Called:
    """The names of one state of the index, and how many have each; of none nothing is called anything."""

    def __init__(self, parts: Sequence[NameIndex] = (), counts: Counted = NOTHING) -> None:
        self.parts = parts
        self.counts = counts
        self.years = {str(year): Name("year", year, str(year), str(year)) for year in counts.get("year", ())}

    def beginning(self, said: Sequence[Lemmas]) -> Iterator[tuple[int, Name]]:
        """Those that the first words of this are, in any form; with how many positions each takes."""
        return (found for part in self.parts for found in part.beginning(said))

    def year(self, word: str) -> Name | None:
        """«2019», of which there is a forum; «2019г»."""
        return self.years.get(word.casefold().removesuffix("г"))

    def with_word_that_begins(self, folded: str) -> list[Name]:
        """Those most recommendations have first."""
        wanted = " " + folded.replace('"', "")
        found = [name for part in self.parts for key, name in part.keys if wanted in key]
        found += [name for year, name in self.years.items() if year.startswith(folded)]
        return sorted(found, key=lambda name: (-self.count(name), name.label, name.where))

    def count(self, name: Name) -> int:
        """How many recommendations have it, whatever else is asked for."""
        return self.counts.get(name.parameter, NOTHING).get(name.key, 0)


KNOWN: WeakKeyDictionary[Snapshot, Called] = WeakKeyDictionary()
# By what is another one when any name has changed: of which values, and their names. To read them takes longer than
# to make a page.
KNOWN_NAMES: WeakKeyDictionary[Names, tuple[Counted, NameIndex]] = WeakKeyDictionary()
KNOWN_TITLES: WeakKeyDictionary[Titles, NameIndex] = WeakKeyDictionary()


def called_in(snapshot: Snapshot) -> Called:
    """Read once for each state; nothing of one that may know what was taken back."""
    if snapshot.needs_gate:
        return Called()
    if snapshot not in KNOWN:
        counting = Counting(snapshot, Criteria())
        counts = {name: dict(iter(counting.of(name))) for name in ("to", "place", "region", "theme", "year")}
        counts["to"].pop(NOBODY, None)
        counts["year"].pop(NOT_KNOWN, None)
        if snapshot.titles not in KNOWN_TITLES:
            KNOWN_TITLES[snapshot.titles] = NameIndex(forums())
        KNOWN[snapshot] = Called([names_of(counts, snapshot), KNOWN_TITLES[snapshot.titles]], counts)
    return KNOWN[snapshot]


def names_of(counts: Counted, snapshot: Snapshot) -> NameIndex:
    """As they were read for the state before, if the same values have recommendations."""
    before, names = KNOWN_NAMES.get(snapshot.names, (NOTHING, NameIndex(())))
    if before.keys() != counts.keys() or any(before[name].keys() != own.keys() for name, own in counts.items()):
        names = NameIndex([*places(counts), *bodies(counts["to"])])
    KNOWN_NAMES[snapshot.names] = counts, names
    return names


def places(counts: Counted) -> Iterator[Said]:
    """With regions and themes."""
    rows = Locality.objects.values_list("pk", "slug", "name", "region__name")
    for pk, slug, text, region in fetched(rows, list(counts["place"])):
        yield Said(Name("place", pk, slug, text, region or "регион не указан"), (text,))
    for parameter, model in (("region", Region), ("theme", Theme)):
        named = model.objects.values_list("pk", "slug", "name")
        for pk, slug, text in fetched(named, list(counts[parameter])):
            yield Said(Name(parameter, pk, slug, text), (text,))


def bodies(keys: Iterable[int]) -> Iterator[Said]:
    """By name, short name and other names."""
    others: dict[int, list[str]] = defaultdict(list)
    for pk, text in AddresseeAlias.objects.values_list("addressee_id", "name"):
        others[pk].append(text)
    rows = Addressee.objects.values_list("pk", "slug", "name", "short_name", "locality__name")
    for pk, slug, text, short, place in fetched(rows, list(keys)):
        name = Name("to", pk, slug, text, place or "")
        yield Said(name, (text, short, *others[pk]), place or "")


def forums() -> Iterator[Said]:
    rows = list(Forum.objects.public().only("slug", "title")[: MOST_FORUMS + 1])
    for row in rows if len(rows) <= MOST_FORUMS else ():
        yield Said(Name("forum", row.pk, row.slug, row.heading), (row.title,))


def without_city(form: Positions) -> Positions:
    """The name without the word «город», as long as two words are left of it; else empty."""
    rest = tuple(lemmas for lemmas in form if CITY.isdisjoint(lemmas))
    return rest if 2 <= len(rest) < len(form) else ()


def lemmas_of_name(name: str) -> Positions:
    return tuple(lemmas for word in words_of(name) for lemmas in telling(name[word.start : word.end], word.positions))


def telling(word: str, positions: Positions) -> Positions:
    """What of a word is looked for: nothing of «в», of «Комсомольск-на-Амуре» two parts."""
    if len(positions) > 1:
        return tuple(lemmas for lemmas in positions if not all(map(is_weak, lemmas)))
    return () if is_weak(word) else positions


def is_weak(word: str) -> bool:
    return len(word) <= LONGEST_WEAK and carries_no_meaning(word)


def share(one: Lemmas, other: Lemmas) -> bool:
    return not set(one).isdisjoint(other)
