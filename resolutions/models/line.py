"""What stands between the recommendations of a section: lines that name who is asked or open a list, and talk."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet
from simple_history.models import HistoricalRecords

from resolutions.models.gate import listed, owned_by
from resolutions.models.versioned import Versioned
from resolutions.permissions import Visitor
from resolutions.vocabulary import LineKind

DEEPEST = 3  # groups within groups; `above` follows them by joins


class LineQuerySet(QuerySet["Line"]):
    def public(self) -> LineQuerySet:
        return self.filter(listed("section__forum__"))

    def owned_by(self, user: Visitor) -> LineQuerySet:
        return self.filter(owned_by(user, "section__forum__"))

    def in_section_order(self) -> LineQuerySet:
        return self.order_by("order", "pk")


class Line(Versioned):
    """One line of a section, as printed. It shares its place in the order with the recommendations around it.

    A group («3. Управлению культуры:») stands over recommendations, which point to it; a remark over none.
    """

    section = models.ForeignKey("resolutions.Section", models.CASCADE, related_name="lines", verbose_name="секция")
    order = models.PositiveIntegerField("порядок", default=1)
    kind = models.CharField("что это", max_length=10, choices=LineKind.choices, default=LineKind.GROUP)
    label = models.CharField("номер, как напечатан", max_length=30, blank=True, help_text="Со знаком: «3.», «а)».")
    text = models.TextField("текст")
    above = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="below",
        verbose_name="под строкой",
        help_text="Вводная строка, которой подчинена эта.",
    )
    level = models.PositiveSmallIntegerField("уровень", default=1, editable=False)
    source_first = models.PositiveIntegerField(null=True, blank=True, editable=False)
    source_last = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = LineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "строка между рекомендациями"
        verbose_name_plural = "строки между рекомендациями"
        ordering = ["section", "order", "pk"]
        indexes = [models.Index(fields=["section", "order"], name="line_in_section")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="line_has_text",
                violation_error_message="У строки должен быть текст.",
            ),
            models.CheckConstraint(
                condition=models.Q(level__range=(1, DEEPEST)),
                name="line_not_too_deep",
                violation_error_message=f"Вводные строки вложены глубже {DEEPEST} уровней.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=LineKind.GROUP) | models.Q(above__isnull=True, label=""),
                name="line_remark_stands_alone",
                violation_error_message="Обсуждение не бывает под номером и под вводной строкой.",
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        return f"{self.label} {self.text}".strip()

    @property
    def way(self) -> list[Line]:
        """Itself and the groups it stands under, the outermost first; it ends even where they go round."""
        way = [self]
        while len(way) < DEEPEST and (above := way[0].above):
            way.insert(0, above)
        return way
