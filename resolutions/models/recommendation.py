"""A recommendation of a resolution."""

from typing import TYPE_CHECKING, Any

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.addresses import address_of
from resolutions.models.fields import new_code
from resolutions.models.forum import Section
from resolutions.models.versioned import Versioned
from resolutions.querysets.recommendation import RecommendationQuerySet

if TYPE_CHECKING:
    from resolutions.models.addressing import Addressing


class Recommendation(Versioned):
    """One request of a resolution, verbatim. The permanent code, not the printed number, identifies it."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="recommendations", verbose_name="секция")
    order = models.PositiveIntegerField("порядок", default=1)
    # Sections are numbered afresh and sources misnumber: a number may be empty and may repeat.
    number = models.CharField("номер", max_length=20, blank=True, help_text="Как напечатано: «2.1».")
    text = models.TextField("текст")
    code = models.CharField("код", max_length=12, unique=True, default=new_code, editable=False)
    # First and last block of the source document, zero-based; empty where it was typed by hand.
    source_first = models.PositiveIntegerField(null=True, blank=True, editable=False)
    source_last = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = RecommendationQuerySet.as_manager()
    history = HistoricalRecords()
    addressings_shown: "list[Addressing]"  # only of a row that with_addressings() gave
    excerpt: Any = None  # the pieces of its text around the words asked for, on a page that was asked for words

    class Meta:
        verbose_name = "рекомендация"
        verbose_name_plural = "рекомендации"
        ordering = ["section", "order", "pk"]
        indexes = [models.Index(fields=["section", "order"], name="recommendation_in_section")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="recommendation_has_text",
                violation_error_message="У рекомендации должен быть текст.",
            ),
            models.CheckConstraint(
                condition=models.Q(source_first__isnull=True, source_last__isnull=True)
                | models.Q(source_last__gte=models.F("source_first")),
                name="recommendation_source_in_order",
                violation_error_message="Конец рекомендации в источнике стоит раньше начала.",
            ),
        ]

    def __str__(self) -> str:
        words = self.text.split()
        beginning = " ".join(words[:10]) + (" …" if len(words) > 10 else "")
        return f"{self.number}. {beginning}" if self.number else beginning

    def get_absolute_url(self) -> str:
        return address_of("recommendation-detail", self.code)
