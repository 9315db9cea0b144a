"""Numbers of the index to what people read: a facet's values with their addresses, names and counts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from resolutions.models import Addressee, Forum, Locality, Region, Section, Theme
from resolutions.models.gate import listed
from resolutions.search.criteria import NOBODY, NOT_KNOWN
from resolutions.search.schema import ACTS, KINDS
from resolutions.vocabulary import Act, AddresseeKind
from resolutions.wording import place_beside

AT_ONCE = 5000  # keys in one query: SQLite takes some thirty thousand
MOST_MEANT = 1000
TOO_MANY = ("forum", "section")  # to be kept: a large register has a hundred thousand
NAMELESS = {"to": "Адресат не указан", "year": "Дата не указана"}
Row = Addressee | Section | Forum | Locality | Region | Theme
GATED: dict[str, type[Addressee] | type[Section] | type[Forum] | type[Theme]] = {
    "to": Addressee,
    "section": Section,
    "forum": Forum,
    "theme": Theme,
}
UNGATED: dict[str, type[Locality] | type[Region]] = {"place": Locality, "region": Region}
# The forums that stand behind a row without a gate of its own.
FORUMS_OF = {"place": "forums__", "region": "localities__forums__"}
KINDS_BY_NUMBER = {number: AddresseeKind(value) for value, number in KINDS.items()}
ACTS_BY_NUMBER = {number: Act(value) for value, number in ACTS.items()}
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Value:
    """`value` stands in addresses; it is unique within its parameter. `note` tells namesakes apart."""

    key: int
    value: str
    label: str
    count: int
    note: str = ""


class Name(NamedTuple):
    """What a value is called: in the address, and as people read it."""

    value: str
    label: str
    note: str = ""


class Names:
    """What values are called, read once.

    `is_gated`: what was counted may have been taken back since, so that only what is public has a name. The gate costs
    a question for each row; an index that holds every change has counted nothing else.
    """

    def __init__(self, *, is_gated: bool) -> None:
        self.is_gated = is_gated
        self.read: dict[tuple[str, int], Name] = {}
        self.meant: dict[tuple[str, str], Row] = {}  # which rows the values of addresses mean; MOST_MEANT of them

    def of(self, parameter: str, keys: list[int]) -> dict[int, Name]:
        """What is there no more has none."""
        known = {key: self.read[parameter, key] for key in keys if (parameter, key) in self.read}
        unknown = [key for key in keys if key not in known]
        fresh = names_of(parameter, unknown, is_gated=self.is_gated) if unknown else {}
        if parameter not in TOO_MANY:
            self.read.update({(parameter, key): name for key, name in fresh.items()})
        return known | fresh

    def remember(self, parameter: str, meant: Mapping[str, Row]) -> None:
        if len(self.meant) > MOST_MEANT:
            self.meant.clear()
        self.meant.update({(parameter, value): row for value, row in meant.items()})


def labelled(parameter: str, counts: Iterable[tuple[int, int]], names: Names) -> list[Value]:
    """In the order given. What has been deleted or taken back since it was counted is left out."""
    pairs = list(counts)
    known = names.of(parameter, [key for key, _ in pairs])
    return [Value(key, name.value, name.label, count, name.note) for key, count in pairs if (name := known.get(key))]


def names_of(parameter: str, keys: list[int], *, is_gated: bool) -> dict[int, Name]:
    match parameter:
        case "kind":
            return {key: Name(KINDS_BY_NUMBER[key].value, KINDS_BY_NUMBER[key].label) for key in keys}
        case "act":
            return {key: Name(ACTS_BY_NUMBER[key].value, str(ACTS_BY_NUMBER[key].label)) for key in keys}
        case "year":
            return {
                key: Name("none", NAMELESS["year"]) if key == NOT_KNOWN else Name(str(key), str(key)) for key in keys
            }
    rows = public(parameter) if is_gated else (GATED | UNGATED)[parameter].objects.all()
    match parameter:
        case "section":
            sections = fetched(rows.select_related("forum"), keys)
            return {
                row.pk: Name(f"{row.forum.slug}/{row.slug}", row.heading)
                for row in sections
                if isinstance(row, Section)
            }
        case "forum":
            forums = fetched(rows.only("slug", "title"), keys)
            return {row.pk: Name(row.slug, row.heading) for row in forums if isinstance(row, Forum)}
        case "to":
            columns = rows.values_list("pk", "slug", "name", "locality__name")
            bodies = {
                key: Name(slug, name, place_beside(name, place or ""))
                for key, slug, name, place in fetched(columns, keys)
            }
            return bodies | ({NOBODY: Name("none", NAMELESS["to"])} if NOBODY in keys else {})
        case _:
            return named(rows, keys)


def public(parameter: str, gate: Callable[[str], Q] = listed) -> QuerySet[Row]:
    """Rows that a public forum stands behind: the others are nobody's business yet, or no more. The demonstration may
    be asked for by its name. `gate` (models/gate.py): which forums are enough for a place or a region."""
    if parameter == "forum":
        return Forum.objects.readable()
    if parameter == "section":
        return Section.objects.readable()
    if parameter in GATED:
        return GATED[parameter].objects.public()
    model, forums = UNGATED[parameter], FORUMS_OF[parameter]
    # One forum is proof enough; a join would bring one row for each.
    own = model.objects.filter(gate(forums), pk=OuterRef("pk"))
    return model.objects.filter(Exists(own))


def named(rows: QuerySet[Row], keys: list[int]) -> dict[int, Name]:
    return {key: Name(slug, name) for key, slug, name in fetched(rows.values_list("pk", "slug", "name"), keys)}


def fetched(rows: QuerySet[Model, Kept], keys: list[int]) -> list[Kept]:
    return [row for start in range(0, len(keys), AT_ONCE) for row in rows.filter(pk__in=keys[start : start + AT_ONCE])]
