"""A short shared list of subjects that runs across forums."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.fields import PermanentSlugField
from resolutions.models.named import Named
from resolutions.models.versioned import Versioned


class Theme(Named, Versioned):
    slug = PermanentSlugField(unique=True)

    history = HistoricalRecords(excluded_fields=["name_key"])

    class Meta:
        verbose_name = "тема"
        verbose_name_plural = "темы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                name="theme_name_unique",
                violation_error_message="Такая тема уже есть.",
            )
        ]
