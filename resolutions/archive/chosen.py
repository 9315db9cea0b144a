"""Which rows an archive is of: all that everybody may read, or what one organizer's forums show of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, Q, QuerySet

from resolutions.models import Addressee, Addressing, Forum, Locality, Organizer, Region, Section, Theme
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.models.forum import ForumQuerySet
from resolutions.open_data.tables import Table

IN_SECTION = ("section__forum__slug", "section__order", "section_id", "order", "pk")
IN_ITEM = (*(f"recommendation__{name}" for name in IN_SECTION[:-1]), "recommendation_id", "order", "pk")
# How rows of open data stand in an archive, whoever was entered first: by the slug of their forum, then as printed.
ORDER = {
    "forums": ("slug",),
    "sections": ("forum__slug", "order", "pk"),
    "recommendations": IN_SECTION,
    "lines": IN_SECTION,
    "addressings": IN_ITEM,
}


@dataclass(frozen=True)
class Chosen:
    organizer: Organizer | None = None

    def forums(self) -> ForumQuerySet:
        """The demonstration as well, where there is one: everybody may read it."""
        rows = Forum.objects.readable()
        return rows.filter(organizer=self.organizer) if self.organizer else rows

    def addressees(self) -> AddresseeQuerySet:
        rows = Addressee.objects.public()
        return rows.filter(pk__in=self.bodies) if self.organizer else rows

    @cached_property
    def bodies(self) -> frozenset[int]:
        """Of one organizer: those that its forums ask, and those that these lead to."""
        asked = Addressing.objects.filter(recommendation__section__forum__in=self.forums())
        found = set(asked.values_list("addressee_id", flat=True))
        public = Addressee.objects.public()
        level: Iterable[int] = found
        while level:
            led = public.filter(pk__in=level).values_list("parent_id", "successor_id")
            level = {key for pair in led for key in pair if key} - found
            found |= level
        return frozenset(found)

    def organizers(self) -> QuerySet[Organizer]:
        return Organizer.objects.filter(pk__in=self.forums().values("organizer")).order_by("pk")

    def localities(self) -> QuerySet[Locality]:
        """Of forums, of addressees, and of bodies that only the forum knows which names them."""
        asked = Addressing.objects.filter(recommendation__section__forum__in=self.forums()).values("addressee")
        named = Addressee.objects.filter(pk__in=asked)
        of_any = Q(pk__in=self.forums().values("locality"))
        of_any |= Q(pk__in=self.addressees().values("locality")) | Q(pk__in=named.values("locality"))
        return Locality.objects.filter(of_any).select_related("region").order_by("pk")

    def regions(self) -> QuerySet[Region]:
        return Region.objects.filter(pk__in=self.localities().order_by().values("region")).order_by("pk")

    def themes(self) -> QuerySet[Theme]:
        given = Section.themes.through.objects.filter(section__forum__in=self.forums())
        return Theme.objects.filter(pk__in=given.values("theme")).prefetch_related("absorbed").order_by("pk")

    def rows(self, table: Table) -> QuerySet[Model]:
        """Of open data, which know no demonstration."""
        rows = table.rows().order_by(*ORDER[table.name]) if table.name in ORDER else table.rows()
        if self.organizer is None:
            return rows
        forums = Forum.objects.public().filter(organizer=self.organizer)
        match table.name:
            case "addressees":
                return rows.filter(pk__in=self.bodies)
            case "places":
                return rows.filter(Q(forums__in=forums) | Q(addressees__in=self.bodies)).distinct()
            case "themes":
                return rows.filter(sections__forum__in=forums).distinct()
        return rows.filter(**{ORDER[table.name][0].removesuffix("slug") + "organizer": self.organizer})
