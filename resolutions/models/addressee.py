"""The directory of bodies and groups that are asked to act; reviewed, never free text."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.addresses import address_of
from resolutions.models.fields import PermanentSlugField
from resolutions.models.named import Named
from resolutions.models.places import Locality
from resolutions.models.versioned import Versioned
from resolutions.querysets.addressee import AddresseeQuerySet
from resolutions.vocabulary import AddresseeKind


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
    slug = PermanentSlugField(unique=True)

    objects = AddresseeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["name_key"])
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
