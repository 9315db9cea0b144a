"""Two bodies of which a moderator has said that they are not the same, however alike their names."""

from __future__ import annotations

from django.db import models

from resolutions.models.addressee import Addressee
from resolutions.models.people import User


class ToldApart(models.Model):
    """A pair that nobody is asked about again; the one with the smaller key stands first."""

    first = models.ForeignKey(Addressee, models.CASCADE, related_name="+", verbose_name="адресат")
    second = models.ForeignKey(Addressee, models.CASCADE, related_name="+", verbose_name="другой адресат")
    said_by = models.ForeignKey(User, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кем")
    said_at = models.DateTimeField("сказано")

    class Meta:
        verbose_name = "разные адресаты"
        verbose_name_plural = "разные адресаты"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="told_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} и {self.second}"
