"""Where forums are held."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.fields import PermanentSlugField
from resolutions.models.named import Named
from resolutions.models.versioned import Versioned


class Region(Named, Versioned):
    """A subject of the Federation."""

    slug = PermanentSlugField(unique=True)

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta:
        verbose_name = "регион"
        verbose_name_plural = "регионы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="region_name_unique",
                violation_error_message="Регион с таким названием уже есть.",
            )
        ]


class Locality(Named, Versioned):
    """A city or a district."""

    name = models.CharField("название", max_length=500, help_text="Без слова «город»: «Новосибирск».")
    slug = PermanentSlugField(unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="localities", null=True, blank=True, verbose_name="регион"
    )
    oktmo = models.CharField("код ОКТМО", max_length=11, blank=True)

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta:
        verbose_name = "населённый пункт или район"
        verbose_name_plural = "населённые пункты и районы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key", "region"],
                name="locality_name_unique_in_region",
                violation_error_message="Место с таким названием в этом регионе уже есть.",
            ),
            # NULLs are distinct in an index, so a place whose region is not known needs a rule of its own.
            models.UniqueConstraint(
                fields=["name_key"],
                condition=models.Q(region__isnull=True),
                name="locality_name_unique_without_region",
                violation_error_message="Место с таким названием без региона уже есть.",
            ),
            models.CheckConstraint(
                condition=models.Q(oktmo="") | models.Q(oktmo__regex=r"^(\d{8}|\d{11})$"),
                name="locality_oktmo_digits",
                violation_error_message="Код ОКТМО состоит из 8 или 11 цифр.",
            ),
        ]
