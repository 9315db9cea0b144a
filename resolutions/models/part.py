"""A sub-item of a recommendation. Its text stands in the recommendation's as well; an addressing may hang on it."""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.due import Due, days_in_range, one_term
from resolutions.models.others import OthersField
from resolutions.models.terms import Term, terms_of
from resolutions.models.versioned import Versioned
from resolutions.wording import beginning, term


class Part(Due, Versioned):
    recommendation = models.ForeignKey(
        "resolutions.Recommendation", models.CASCADE, related_name="parts", verbose_name="рекомендация"
    )
    order = models.PositiveIntegerField("порядок", default=1)
    label = models.CharField("номер, как напечатан", max_length=30, blank=True, help_text="Со знаком: «а)», «–».")
    text = models.TextField("текст")
    others = OthersField()

    history = HistoricalRecords()

    class Meta:
        verbose_name = "часть рекомендации"
        verbose_name_plural = "части рекомендации"
        ordering = ["recommendation", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="part_has_text", violation_error_message="У части должен быть текст."
            ),
            one_term("part_has_one_term"),
            days_in_range("part_days_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()

    @property
    def name(self) -> str:
        """«а)», or its first words where it has no label."""
        return self.label or f"«{beginning(self.text, 4)}»"

    @property
    def terms(self) -> list[Term]:
        return terms_of(due=term(self.deadline), others=self.others)
