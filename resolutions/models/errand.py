"""What waits to be done without a visitor."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from resolutions.querysets.errand import ErrandQuerySet
from resolutions.vocabulary import ErrandKind


class Errand(models.Model):
    """Something to do and with what, never how: whoever claims it looks up what it is about, which may be gone."""

    kind = models.CharField("что сделать", max_length=20, choices=ErrandKind.choices)
    key = models.CharField("с чем", max_length=100, blank=True)
    # Empty: anybody may do it; else the one machine whose files it is about.
    place = models.CharField("где", max_length=60, blank=True)
    # Empty: given up, until somebody asks for it again.
    due = models.DateTimeField("когда", null=True, blank=True, default=timezone.now)
    claimed_by = models.CharField("кто делает", max_length=100, blank=True)
    claimed_until = models.DateTimeField("занято до", null=True, blank=True)
    attempts = models.PositiveIntegerField("попыток", default=0)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["kind", "due", "id"], name="errand_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "place"],
                name="errand_once",
                violation_error_message="Это уже поручено.",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by="", claimed_until__isnull=True)
                | (~Q(claimed_by="") & Q(claimed_until__isnull=False)),
                name="errand_claimed_until",
                violation_error_message="У занятого поручения должно быть сказано, кем и до какого времени.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}".strip()
