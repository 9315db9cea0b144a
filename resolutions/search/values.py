"""Numbers of the index to what people read: a facet's values with their addresses, names and counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from resolutions.models import Addressee, Forum, Locality, Region, Section, Theme
from resolutions.search.criteria import NOBODY, NOT_KNOWN
from resolutions.search.schema import KINDS
from resolutions.vocabulary import AddresseeKind

AT_ONCE = 5000  # keys in one query: SQLite takes some thirty thousand
TOO_MANY = ("forum", "section")  # to be kept: a large register has a hundred thousand
NAMELESS = {"to": "Адресат не указан", "year": "Дата не указана"}
DIRECTORIES = {  # parameter -> rows, and where their forums are
    "place": (Locality, "forums__"),
    "region": (Region, "localities__forums__"),
    "theme": (Theme, "sections__forum__"),
}
KINDS_BY_NUMBER = {number: AddresseeKind(value) for value, number in KINDS.items()}


Names = dict[tuple[str, int], tuple[str, str]]  # (parameter, key) -> (value in the address, label)


@dataclass(frozen=True)
class Value:
    """`value` stands in addresses; it is unique within its parameter."""

    key: int
    value: str
    label: str
    count: int


def labelled(parameter: str, counts: Iterable[tuple[int, int]], names: Names) -> list[Value]:
    """In the order given; `names` holds what has been read already, and takes in what is read now.

    What has been deleted or taken back since it was counted is left out.
    """
    pairs = list(counts)
    known = {key: names[parameter, key] for key, _ in pairs if (parameter, key) in names}
    read = names_of(parameter, [key for key, _ in pairs if key not in known])
    if parameter not in TOO_MANY:
        names.update({(parameter, key): name for key, name in read.items()})
    known |= read
    return [Value(key, *known[key], count) for key, count in pairs if key in known]


def names_of(parameter: str, keys: list[int]) -> dict[int, tuple[str, str]]:
    """{key: (value in the address, label)}."""
    if not keys:
        return {}
    match parameter:
        case "kind":
            return {key: (KINDS_BY_NUMBER[key].value, KINDS_BY_NUMBER[key].label) for key in keys}
        case "year":
            return {key: ("none", NAMELESS["year"]) if key == NOT_KNOWN else (str(key), str(key)) for key in keys}
        case "to":
            rows = named(Addressee.objects.public(), keys)
            return rows | ({NOBODY: ("none", NAMELESS["to"])} if NOBODY in keys else {})
        case "section":
            sections = fetched(Section.objects.public().select_related("forum"), keys)
            return {row.pk: (f"{row.forum.slug}/{row.slug}", row.heading) for row in sections}
        case "forum":
            forums = fetched(Forum.objects.public().only("slug", "title"), keys)
            return {row.pk: (row.slug, row.heading) for row in forums}
        case _:
            return named(of_public_forums(*DIRECTORIES[parameter]), keys)


def of_public_forums(model: Any, forums: str) -> Any:
    """Rows that a published forum stands behind, at the path `forums`: the others are nobody's business yet."""
    # One forum is proof enough; a join would bring one row for each.
    own = model.objects.filter(pk=OuterRef("pk"), **{f"{forums}published_at__isnull": False})
    return model.objects.filter(Exists(own))


def named(rows: Any, keys: list[int]) -> dict[int, tuple[str, str]]:
    return {key: (slug, name) for key, slug, name in fetched(rows.values_list("pk", "slug", "name"), keys)}


def fetched(rows: Any, keys: list[int]) -> list[Any]:
    return [row for start in range(0, len(keys), AT_ONCE) for row in rows.filter(pk__in=keys[start : start + AT_ONCE])]
