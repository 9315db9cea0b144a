"""What somebody sends without an account, and whether somebody here has seen to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

Row = TypeVar("Row", bound="Sent")


class SentQuerySet(models.QuerySet[Row]):
    def new(self) -> Any:
        return self.filter(settled_at__isnull=True)

    def settled_before(self, moment: datetime) -> Any:
        return self.filter(settled_at__lt=moment)

    def new_first(self, *others: Any) -> Any:
        """Then what else comes before, the oldest first; with who settled it."""
        return self.select_related("settled_by").order_by(
            models.F("settled_at").desc(nulls_first=True), *others, "made_at", "pk"
        )


class Sent(models.Model):
    made_at = models.DateTimeField("когда", default=timezone.now)
    # Since when those who see to it have been told of it by e-mail.
    told_at = models.DateTimeField("сказано редакторам", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кто разобрал"
    )
    settled_at = models.DateTimeField("разобрано", null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["made_at"], name="%(class)s_made_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_by__isnull=True) | models.Q(settled_at__isnull=False),
                name="%(class)s_settled_at",
                violation_error_message="Если сообщение разобрано, должно быть сказано, когда.",
            ),
        ]
