"""Which body of the directory a draft means; one that the directory lacks enters it as not reviewed, until somebody
has looked at it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from resolution_reader import KnownBody, Mention, fault_of_name, general_directory
from resolution_reader.language import fold
from resolutions.models import Addressee, AddresseeAlias, Locality, User
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.register.merge import heirs, write
from resolutions.vocabulary import AddresseeKind

# «Администрация города» is another body in every city; «НКО» are NGOs everywhere.
LOCAL_KINDS = frozenset(
    {
        AddresseeKind.CITY_HALL,
        AddresseeKind.DEPARTMENT,
        AddresseeKind.COUNCIL,
        AddresseeKind.ADVISORY,
        AddresseeKind.INSTITUTION,
    }
)


# «города Томска», «Томской области»: a word with a capital beside the word for a kind of place.
PLACE_NAMED = re.compile(
    r"\b(?:города|г\.|района|области|края|республики|округа|посёлка|поселка|села)\s+[А-ЯЁ]"
    r"|[А-ЯЁ][а-яё-]+(?:ого|ой)\s+(?:города|района|области|края|округа|муниципального|городского)"
)
ADJECTIVE_ENDINGS = ("ий", "ый", "ой", "ая", "ое")


class AddresseeFinder:
    """Finds the addressees of one forum's draft; asks the database once per name."""

    def __init__(self, locality: Locality | None, by: User | None) -> None:
        self.locality = locality
        self.by = by
        self.found: dict[str, Addressee] = {}

    def bring_in(self, mentions: Iterable[Mention]) -> None:
        """What the directory lacks of these enters it, in one order for everybody (found_or_made); before hold()."""
        for mention in sorted(mentions, key=lambda mention: fold(entered_as(mention)[0])):
            self.find(mention)

    def hold(self, mentions: Iterable[Mention]) -> None:
        """Locks the bodies these mean, before anything is addressed to them; of a merged one, its heir."""
        names = {mention.known_as or mention.name for mention in mentions}
        found = {name: body for name in sorted(names) if (body := self.found.get(name) or self.in_register(name))}
        instead = heirs([body.pk for body in found.values()])
        heir = Addressee.objects.in_bulk(instead.values())
        self.found |= {name: heir.get(instead.get(body.pk, 0), body) for name, body in found.items()}

    def find(self, mention: Mention) -> Addressee:
        name = mention.known_as or mention.name
        if name not in self.found:
            self.found[name] = found_or_made(lambda: self.meant(mention), lambda: self.new(mention))
        return self.found[name]

    def meant(self, mention: Mention) -> Addressee | None:
        """By what the reader took it for; else under the name by which it would be entered.

        That one may be of another place, and a moderator may have taken away the other name by which the text calls it.
        """
        names = dict.fromkeys((mention.known_as or mention.name, entered_as(mention)[0]))
        return next(filter(None, map(self.in_register, names)), None)

    def in_register(self, name: str) -> Addressee | None:
        """The body of this place, or one of no place; a namesake in another city is another body.

        Unless the name itself says the city: «мэрия города Томска» is the same body in whatever forum.
        """
        namesakes = list(Addressee.objects.current().called(name).select_related("locality").order_by("pk"))
        here = [body for body in namesakes if self.locality and body.locality == self.locality]
        anywhere = [body for body in namesakes if body.locality is None]
        named = [body for body in namesakes if body.locality and names_place(name, body.locality)]
        return next(iter(here + anywhere + named), None)

    def new(self, mention: Mention) -> Addressee:
        """From the shipped directory with all its names, or as the text calls it, waiting for a moderator."""
        name, known = entered_as(mention)
        kind = AddresseeKind(known.kind if known else mention.kind)
        addressee = save_as(
            self.by,
            Addressee(
                name=name,
                kind=kind,
                locality=self.locality if kind in LOCAL_KINDS and self.is_of_here(name) else None,
                is_reviewed=known is not None,
            ),
        )
        for alias in known.aliases if known else ():
            save_as(self.by, AddresseeAlias(addressee=addressee, name=alias))
        return addressee

    def is_of_here(self, name: str) -> bool:
        """A name that says another place («мэрия города Томска» in a forum of Бердск) is no body of here."""
        if self.locality is None or names_place(name, self.locality):
            return True
        return not PLACE_NAMED.search(name)


def entered_as(mention: Mention) -> tuple[str, KnownBody | None]:
    """The name of a body that the register lacks, and the body of the shipped directory if it is one of those."""
    found = general_directory().find(mention.known_as or mention.name)
    known = found.body if found and found.match == "known" else None
    return (known.name if known else mention.name), known


def names_place(name: str, locality: Locality) -> bool:
    """Whether the name of a body holds the place's name in some case: its words but for their endings."""
    stems = [word[: -2 if word.endswith(ADJECTIVE_ENDINGS) else -1] for word in fold(locality.name).split()]
    words = fold(name).split()
    return all(any(word.startswith(stem) for word in words) for stem in stems if len(stem) > 2)


@dataclass(frozen=True)
class Marked:
    """How many had been waiting for it, and which were left, as they are called."""

    count: int
    left: list[str]

    @property
    def sentence(self) -> str:
        """What to say of those that were left; empty if none was."""
        names = ", ".join(f"«{name}»" for name in self.left)
        return f"Не отмечены {names}: такие названия принимают по одному, переименовывают или убирают." if names else ""


@transaction.atomic
def mark_reviewed(addressees: QuerySet[Addressee], by: User | None) -> Marked:
    """A moderator has looked at them. What cannot be a name is taken by itself alone: among many nobody looks."""
    require(by, "mark_reviewed")
    waiting = Addressee.objects.unchecked().filter(pk__in=addressees.values("pk"))
    rows = list(waiting.select_for_update(no_key=True).order_by("pk"))
    left = [row for row in rows if fault_of_name(row.name)] if addressees.count() > 1 else []
    marked = [row for row in rows if row not in left]
    for row in marked:
        row.is_reviewed = True
    write(marked, Addressee, ["is_reviewed"], by)
    return Marked(len(marked), [row.name for row in left])
