"""What stands on the moderator's desk, in a number of questions that no number of bodies changes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from resolution_reader import OF_SPELLING, fault_of_name
from resolution_reader.language import fold
from resolutions.models import Addressee, Addressing, Forum, ToldApart
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.register.likeness import Name, alike

ANYWHERE = "none"
FORUMS_SHOWN = 3
TARGETS = 300  # proposed while she types; any other name may be typed as well


@dataclass(frozen=True)
class Waiting:
    """A body on the list; `fault`: why it cannot be a name, or nothing."""

    pk: int
    name: str
    fault: str


@dataclass(frozen=True)
class ShownForum:
    title: str
    url: str
    count: int


@dataclass
class ShownBody:
    """A body with why it cannot be a name, who names it, and the bodies like it that nobody has told apart from it."""

    body: Addressee
    fault: str
    forums: list[ShownForum] = field(default_factory=list)
    alike: list[Addressee] = field(default_factory=list)
    typed_name: str = ""  # by which she wanted to call it, and could not

    @property
    def pk(self) -> int:
        return self.body.pk

    @property
    def count(self) -> int:
        return sum(forum.count for forum in self.forums)

    @property
    def first_forums(self) -> list[ShownForum]:
        return self.forums[:FORUMS_SHOWN]

    @property
    def more_forums(self) -> int:
        return len(self.forums) - len(self.first_forums)


def to_look_at() -> AddresseeQuerySet:
    """Those that nobody has checked. Not those that nothing asks any more: they were struck out, and there is nothing
    to say of them. Nor those that the demonstration alone asks.
    """
    of_demonstration = "recommendation__section__forum__is_demonstration"
    every = Addressing.everything.filter(addressee=OuterRef("pk"))
    standing = Addressing.objects.filter(**{of_demonstration: False}, addressee=OuterRef("pk"))
    return Addressee.objects.unchecked().filter(Exists(standing) | ~Exists(every))


def waiting(asked: dict[str, Any]) -> list[Waiting]:
    """Those to look at, as asked for; what cannot be a name first, then by the alphabet."""
    rows = to_look_at()
    if asked["q"]:
        key = fold(asked["q"])
        rows = rows.filter(Q(name_key__contains=key) | Q(aliases__name_key__contains=key)).distinct()
    if asked["place"] == ANYWHERE:
        rows = rows.filter(locality=None)
    elif asked["place"]:
        rows = rows.filter(locality__slug=asked["place"])
    if asked["kind"]:
        rows = rows.filter(kind=asked["kind"])
    names = rows.order_by("name_key", "pk").values_list("pk", "name")
    return sorted((Waiting(pk, name, fault_of_name(name)) for pk, name in names), key=lambda row: not row.fault)


def shown(keys: Sequence[int]) -> list[ShownBody]:
    """In the order given."""
    rows = Addressee.objects.select_related("locality", "parent").in_bulk(keys)
    bodies = [ShownBody(row, fault_of_name(row.name)) for key in keys if (row := rows.get(key))]
    forums = forums_that_name(keys)
    pairs = pairs_alike([body for body in bodies if body.fault in ("", *OF_SPELLING)])
    for body in bodies:
        body.forums = forums[body.pk]
        body.alike = pairs.get(body.pk, [])
    return bodies


def forums_that_name(keys: Iterable[int]) -> dict[int, list[ShownForum]]:
    """By body; who names it most first. Of deleted ones nothing is told."""
    named = Addressing.objects.filter(addressee__in=keys, recommendation__section__forum__deleted_at=None).order_by()
    path = "recommendation__section__forum"
    counted = named.values_list("addressee", f"{path}__slug", f"{path}__title").annotate(count=Count("pk"))
    found: dict[int, list[ShownForum]] = defaultdict(list)
    for body, slug, title, count in counted.order_by("-count", f"{path}__slug"):
        forum = Forum(slug=slug, title=title)
        found[body].append(ShownForum(forum.heading, forum.get_absolute_url(), count))
    return found


def pairs_alike(bodies: Sequence[ShownBody]) -> dict[int, list[Addressee]]:
    """Each pair once, beside the body that stands first; without those that somebody has told apart."""
    if not bodies:
        return {}
    places = {body.body.locality_id for body in bodies}
    near = [Q(locality=None), *(Q(locality=place) for place in places if place)]
    # A body of no place may be one of any.
    here = Addressee.objects.current() if None in places else Addressee.objects.current().filter(reduce(or_, near))
    columns = ("pk", "name", "locality_id", "locality__name")
    directory = [Name(pk, name, place, town or "") for pk, name, place, town in here.values_list(*columns)]
    by_key = {name.pk: name for name in directory}
    found = alike([by_key[body.pk] for body in bodies if body.pk in by_key], directory)
    wanted = set(found) | {key for keys in found.values() for key in keys}
    apart = set(ToldApart.objects.filter(first__in=wanted, second__in=wanted).values_list("first", "second"))
    rows = Addressee.objects.select_related("locality").in_bulk(wanted)
    pairs: dict[int, list[Addressee]] = {}
    for key, others in found.items():
        for other in others:
            pair = (min(key, other), max(key, other))
            if pair not in apart and other in rows:
                apart.add(pair)
                pairs.setdefault(key, []).append(rows[other])
    return pairs


def called(body: Addressee) -> str:
    """With what tells namesakes apart; so it can be typed, too."""
    return f"{body.name} ({body.locality.name})" if body.locality else body.name


def targets(bodies: Sequence[ShownBody]) -> list[str]:
    """Names to propose for what many may belong to or become: checked ones of the places on this page, or of none."""
    places = {body.body.locality_id for body in bodies}
    rows = Addressee.objects.current().filter(is_reviewed=True)
    near = rows.filter(Q(locality=None) | Q(locality__in=places - {None})).select_related("locality")
    return [called(row) for row in near.order_by("name_key")[:TARGETS]]
