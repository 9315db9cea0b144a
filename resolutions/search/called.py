"""By which words the values of facets are called: the names of all that a public recommendation has, as lemmas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from resolution_reader.language import Lemmas, Positions, carries_no_meaning, words_of
from resolutions.models import Addressee, AddresseeAlias, Forum, Locality, Region, Theme
from resolutions.search.counting import Counting
from resolutions.search.criteria import NOBODY, NOT_KNOWN, Criteria
from resolutions.search.index import Snapshot
from resolutions.search.values import fetched

MOST_FORUMS = 2000  # of which titles are kept; where there are more, they are words like any other
LONGEST_WEAK = 5  # letters
CITY = {"город", "г"}  # «администрация города Томска» is called «администрация Томска» as well


@dataclass(frozen=True)
class Name:
    """One value of a parameter: `key` in the index, `value` in addresses; `where` tells it from its namesakes."""

    parameter: str
    key: int
    value: str
    label: str
    where: str = ""


class Called:
    """The names of one state of the index; of none nothing is called anything."""

    def __init__(self, names: Iterable[tuple[Name, Iterable[Positions]]] = (), years: Iterable[int] = ()) -> None:
        self.years = frozenset(years)
        self.by_first: dict[str, list[tuple[Positions, Name]]] = defaultdict(list)
        for name, forms in names:
            for form in dict.fromkeys(form for form in forms if form):
                for lemma in form[0]:
                    self.by_first[lemma].append((form, name))

    def beginning(self, said: Sequence[Lemmas]) -> Iterator[tuple[int, Name]]:
        """Those that the first words of this are, in any form; with how many positions each takes."""
        for lemma in said[0]:
            for form, name in self.by_first.get(lemma, ()):
                if len(form) <= len(said) and all(map(share, form, said)):
                    yield len(form), name

    def year(self, word: str) -> Name | None:
        """«2019», of which there is a forum; «2019г»."""
        digits = word.casefold().removesuffix("г")
        is_one = len(digits) == 4 and digits.isascii() and digits.isdigit() and int(digits) in self.years
        return Name("year", int(digits), digits, digits) if is_one else None


KNOWN: WeakKeyDictionary[Snapshot, Called] = WeakKeyDictionary()


def called_in(snapshot: Snapshot) -> Called:
    """Read once for each state; nothing of one that is behind, which may know what was taken back."""
    if snapshot.is_behind:
        return Called()
    if snapshot not in KNOWN:
        counting = Counting(snapshot, Criteria())
        known = {name: [key for key, _ in counting.of(name)] for name in ("to", "place", "region", "theme")}
        years = [year for year, _ in counting.of("year") if year != NOT_KNOWN]
        KNOWN[snapshot] = Called(names_in(known), years)
    return KNOWN[snapshot]


def names_in(known: dict[str, list[int]]) -> Iterator[tuple[Name, list[Positions]]]:
    columns = ("pk", "slug", "name")
    for pk, slug, name, region in fetched(Locality.objects.values_list(*columns, "region__name"), known["place"]):
        yield Name("place", pk, slug, name, region or "регион не указан"), [lemmas_of_name(name)]
    for pk, slug, name in fetched(Region.objects.values_list(*columns), known["region"]):
        yield Name("region", pk, slug, name), [lemmas_of_name(name)]
    for pk, slug, name in fetched(Theme.objects.values_list(*columns), known["theme"]):
        yield Name("theme", pk, slug, name), [lemmas_of_name(name)]
    yield from bodies(known["to"])
    forums = list(Forum.objects.public().only("slug", "title")[: MOST_FORUMS + 1])
    for forum in forums if len(forums) <= MOST_FORUMS else ():
        yield Name("forum", forum.pk, forum.slug, forum.heading), [lemmas_of_name(forum.title)]


def bodies(keys: list[int]) -> Iterator[tuple[Name, list[Positions]]]:
    """By name, short name and other names; each also with the body's place, as it is said."""
    others: dict[int, list[str]] = defaultdict(list)
    for pk, name in AddresseeAlias.objects.values_list("addressee_id", "name"):
        others[pk].append(name)
    columns = ("pk", "slug", "name", "short_name", "locality__name")
    for pk, slug, name, short, place in fetched(
        Addressee.objects.values_list(*columns), [key for key in keys if key != NOBODY]
    ):
        said = [lemmas_of_name(one) for one in (name, short, *others[pk])]
        if place:
            said += [(*form, *lemmas_of_name(place)) for form in said if form]
        yield Name("to", pk, slug, name, place or ""), [*said, *map(without_city, said)]


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
