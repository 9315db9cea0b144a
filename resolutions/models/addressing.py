"""Whom a recommendation is addressed to. A row is withdrawn and never deleted: whatever hangs on it stays."""

from __future__ import annotations

from collections.abc import Collection

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.addressee import Addressee
from resolutions.models.fields import new_code
from resolutions.models.part import Part
from resolutions.models.versioned import Versioned
from resolutions.vocabulary import AddressingRole


class StandingAddressingManager(models.Manager["Addressing"]):
    """Leaves out what was withdrawn: whoever asks for it says so (`Addressing.everything`).

    Also where a recommendation or an addressee is asked for its own (`.addressings`). A join does not go through here:
    it says `addressings__withdrawn_at__isnull=True` itself.
    """

    def get_queryset(self) -> models.QuerySet[Addressing]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class Addressing(Versioned):
    """That one recommendation is addressed to one addressee, in the words of the text."""

    recommendation = models.ForeignKey(
        "resolutions.Recommendation", models.CASCADE, related_name="addressings", verbose_name="рекомендация"
    )
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="addressings", verbose_name="адресат")
    part = models.ForeignKey(
        Part,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="addressings",
        verbose_name="часть",
        help_text="Та часть рекомендации, которая к нему обращена; пусто – вся.",
    )
    order = models.PositiveIntegerField("порядок", default=1)
    role = models.CharField("роль", max_length=20, choices=AddressingRole.choices, default=AddressingRole.LEAD)
    as_written = models.CharField(
        "как в тексте", max_length=500, blank=True, help_text="Слова резолюции: «мэрии города Новосибирска»."
    )
    code = models.CharField("код", max_length=12, unique=True, default=new_code, editable=False)
    # Since when the recommendation is not addressed to it any more; the row stays, whatever hangs on it.
    withdrawn_at = models.DateTimeField("отозван", null=True, blank=True, editable=False)

    objects = StandingAddressingManager()
    everything = models.Manager["Addressing"]()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "адресат рекомендации"
        verbose_name_plural = "адресаты рекомендации"
        ordering = ["recommendation", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "addressee"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="addressing_unique_per_recommendation",
                violation_error_message="Этот адресат у рекомендации уже есть.",
            )
        ]

    def __str__(self) -> str:
        return str(self.addressee)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """With the rule about those that stand: a form skips every rule that speaks of a column it does not show, and a
        row below a recommendation one that speaks of that."""
        super().validate_constraints(exclude=set(exclude or ()) - {"withdrawn_at", "recommendation"})
