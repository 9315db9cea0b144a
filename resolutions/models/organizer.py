"""Who holds forums and owns their content."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.fields import FoldedKeyField, PermanentSlugField
from resolutions.models.versioned import Versioned


class Organizer(Versioned):
    """An NGO, a public chamber, a city hall. Editors belong to one and see only its drafts and forums."""

    name = models.CharField("название", max_length=300)
    name_key = FoldedKeyField(of="name")
    slug = PermanentSlugField(unique=True)
    contact_email = models.EmailField("почта для вопросов", blank=True)
    contact_phone = models.CharField("телефон", max_length=50, blank=True)
    website = models.URLField("сайт", blank=True)

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta:
        verbose_name = "организатор"
        verbose_name_plural = "организаторы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="organizer_name_unique",
                violation_error_message="Организатор с таким названием уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def slug_words(self) -> str:
        return self.name
