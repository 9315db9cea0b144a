"""The directory of bodies and groups that are asked to act; reviewed, never free text."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, When
from simple_history.models import HistoricalRecords

from resolution_reader.language import fold
from resolutions.models.addresses import address_of
from resolutions.models.fields import PermanentSlugField
from resolutions.models.gate import listed, owned_by
from resolutions.models.named import Named
from resolutions.models.places import Locality
from resolutions.models.versioned import Versioned
from resolutions.permissions import Visitor, may
from resolutions.vocabulary import AddresseeKind
from resolutions.wording import place_beside

FORUM = "addressings__recommendation__section__forum__"
STANDING = Q(addressings__withdrawn_at__isnull=True)
PUBLIC = listed(FORUM)
# A moderator has looked at it, or a second public forum names it (register/seconding.py). Until then it is words of the
# forum that names it, and nothing to be found by.
CONFIRMED = Q(is_reviewed=True) | Q(is_seconded=True)


def named_where(condition: Q) -> Exists:
    """Named by a standing addressing of which this is true; the first one is enough, however many there are."""
    return Exists(Addressee.objects.filter(condition & STANDING, pk=OuterRef("pk")))


class AddresseeQuerySet(QuerySet["Addressee"]):
    def current(self) -> AddresseeQuerySet:
        """Not merged into another one."""
        return self.filter(merged_into__isnull=True)

    def named(self) -> AddresseeQuerySet:
        """Public ones that a published forum addresses."""
        return self.current().confirmed().filter(named_where(PUBLIC))

    def public(self) -> AddresseeQuerySet:
        """Reviewed, or seconded while a published forum names it: anything else is no name to be found by yet."""
        return self.current().filter(Q(is_reviewed=True) | Q(is_seconded=True) & named_where(PUBLIC))

    def confirmed(self) -> AddresseeQuerySet:
        """Those whose names are no secret of one forum."""
        return self.filter(CONFIRMED)

    def unchecked(self) -> AddresseeQuerySet:
        """Those that no moderator has looked at."""
        return self.current().filter(is_reviewed=False)

    def named_unconfirmed(self) -> AddresseeQuerySet:
        """Those that a published forum addresses by a name that is not confirmed."""
        return self.current().exclude(CONFIRMED).filter(named_where(PUBLIC))

    def visible_to(self, user: Visitor) -> AddresseeQuerySet:
        """Public ones; those named in her organizer's forums for an editor; all for who keeps the directory."""
        if may(user, "change_addressee"):
            return self.all()
        named = Q(is_seconded=True) & named_where(PUBLIC) | named_where(owned_by(user, FORUM))
        return self.filter(Q(is_reviewed=True) | named)

    def with_counts(self) -> AddresseeQuerySet:
        """With `.recommendation_count`: public recommendations addressed to it."""
        return self.annotate(recommendation_count=Count("addressings", filter=PUBLIC & STANDING))

    def named_most(self) -> AddresseeQuerySet:
        """Those that public recommendations address, most often first, with `.recommendation_count`."""
        named = self.current().confirmed().filter(PUBLIC & STANDING)
        return named.with_counts().order_by(F("recommendation_count").desc(), "name_key")

    def with_relatives(self, seen: AddresseeQuerySet) -> AddresseeQuerySet:
        """With parent and successor; None where the reader may not see them."""
        return self.prefetch_related(Prefetch("parent", queryset=seen), Prefetch("successor", queryset=seen))

    def called(self, name: str) -> AddresseeQuerySet:
        """By its name, short name or alias, whatever the case and ё."""
        key = fold(name)
        return self.filter(Q(name_key=key) | Q(aliases__name_key=key)).distinct()

    def departments_of(self, addressees: AddresseeQuerySet) -> AddresseeQuerySet:
        """The bodies given and all below them, however deep."""
        found = set(addressees.values_list("pk", flat=True))
        level = found
        while level:
            level = set(Addressee.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
            found = found | level
        return self.filter(pk__in=found)

    def in_order_of_kind(self) -> AddresseeQuerySet:
        """Kinds in the vocabulary's order, names alphabetically within."""
        places = [When(kind=kind, then=place) for place, kind in enumerate(AddresseeKind.values)]
        return self.order_by(Case(*places, output_field=IntegerField()), "name_key", "pk")

    def was_public(self, slug: str) -> bool:
        """Whether a deleted addressee stood under this address; merged ones redirect and are not deleted."""
        return Addressee.history.filter(slug=slug, history_type="-", is_reviewed=True).exists()


class Addressee(Named, Versioned):
    """A body («мэрия города Новосибирска») or a group («НКО», which has no locality)."""

    name = models.CharField("название", max_length=500, help_text="В именительном падеже.")
    short_name = models.CharField("краткое название", max_length=100, blank=True)
    kind = models.CharField("вид", max_length=30, choices=AddresseeKind.choices, default=AddresseeKind.OTHER)
    locality = models.ForeignKey(
        Locality,
        models.PROTECT,
        related_name="addressees",
        null=True,
        blank=True,
        verbose_name="город или район",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="departments", null=True, blank=True, verbose_name="входит в"
    )
    exists_from = models.DateField("существует с", null=True, blank=True)
    exists_until = models.DateField("существовал до", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, related_name="predecessors", null=True, blank=True, verbose_name="преемник"
    )
    # A merged row stays, so that its old address still leads somewhere.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="absorbed",
        null=True,
        blank=True,
        editable=False,
        verbose_name="объединён с",
    )
    is_reviewed = models.BooleanField("проверен", default=False)
    is_seconded = models.BooleanField("назван вторым форумом", default=False, db_default=False, editable=False)
    slug = PermanentSlugField(unique=True)

    objects = AddresseeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["name_key", "is_seconded"])
    recommendation_count: int  # only of a row that with_counts() or named_most() gave

    class Meta:
        verbose_name = "адресат"
        verbose_name_plural = "адресаты"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "locality"],
                condition=models.Q(merged_into__isnull=True),
                name="addressee_name_unique_in_locality",
                violation_error_message="Такой адресат в этом месте уже есть.",
            ),
            # NULLs are distinct in an index, so a body without a place needs a rule of its own.
            models.UniqueConstraint(
                fields=["name_key"],
                condition=models.Q(merged_into__isnull=True, locality__isnull=True),
                name="addressee_name_unique_without_locality",
                violation_error_message="Такой адресат без привязки к месту уже есть.",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="addressee_not_its_own_parent",
                violation_error_message="Адресат не может входить сам в себя.",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")),
                name="addressee_not_merged_into_itself",
                violation_error_message="Адресата нельзя объединить с самим собой.",
            ),
            models.CheckConstraint(
                condition=models.Q(exists_from__isnull=True)
                | models.Q(exists_until__isnull=True)
                | models.Q(exists_until__gte=models.F("exists_from")),
                name="addressee_exists_in_order",
                violation_error_message="Адресат не может исчезнуть раньше, чем появился.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("addressee-detail", self.slug)

    @property
    def place_beside(self) -> str:
        """Of a row with its locality: the place that tells it from its namesakes of other towns."""
        return place_beside(self.name, self.locality.name if self.locality else "")

    @property
    def is_confirmed(self) -> bool:
        """It has a page for everyone, if a public forum names it; else its name is words of that forum."""
        return self.is_reviewed or self.is_seconded


class AddresseeAlias(Named):
    """Another name or abbreviation by which texts call an addressee."""

    addressee = models.ForeignKey(Addressee, models.CASCADE, related_name="aliases", verbose_name="адресат")

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta:
        verbose_name = "другое название"
        verbose_name_plural = "другие названия"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["addressee", "name_key"],
                name="alias_unique_per_addressee",
                violation_error_message="Такое название у адресата уже есть.",
            )
        ]
