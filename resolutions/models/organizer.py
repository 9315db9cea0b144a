"""Who holds forums and owns their content."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.fields import PermanentSlugField
from resolutions.models.named import Named
from resolutions.models.versioned import Versioned


class Organizer(Named, Versioned):
    """An NGO, a public chamber, a city hall. Editors belong to one and see only its drafts and forums."""

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
