"""«Сообщить об ошибке»: what a reader says is wrong in a public text. Who she is, nobody asks and nothing keeps."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from resolutions.models.contents import Recommendation
from resolutions.models.forum import Forum
from resolutions.permissions import Visitor, rows
from resolutions.vocabulary import ComplaintKind

LONGEST = 2000  # characters


class ComplaintQuerySet(QuerySet["Complaint"]):
    def settled_by(self, user: Visitor) -> ComplaintQuerySet:
        """Those that are hers to settle; of a deleted forum none is anybody's."""
        return self.filter(rows(user, "settle", "forum__organizer"), forum__deleted_at__isnull=True)

    def new(self) -> ComplaintQuerySet:
        return self.filter(settled_at__isnull=True)

    def settled_before(self, moment: datetime) -> ComplaintQuerySet:
        return self.filter(settled_at__lt=moment)

    def for_listing(self) -> ComplaintQuerySet:
        """With all that the list shows: new ones first, private data before anything else, the oldest first."""
        private = models.Case(models.When(kind=ComplaintKind.PRIVATE, then=0), default=1)
        related = ("forum__organizer", "recommendation__section", "settled_by")
        return self.select_related(*related).order_by(
            models.F("settled_at").desc(nulls_first=True), private, "made_at", "pk"
        )


class Complaint(models.Model):
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="complaints", verbose_name="форум")
    # Empty: about the whole resolution, or about an item that has gone since.
    recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, related_name="complaints", null=True, blank=True, verbose_name="рекомендация"
    )
    kind = models.CharField("что не так", max_length=10, choices=ComplaintKind.choices)
    text = models.CharField("в чём дело", max_length=LONGEST, blank=True)
    made_at = models.DateTimeField("когда", default=timezone.now)
    # Since when the editors have been told of it by e-mail.
    told_at = models.DateTimeField("сказано редакторам", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кто разобрал"
    )
    settled_at = models.DateTimeField("разобрано", null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение об ошибке"
        verbose_name_plural = "сообщения об ошибках"
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["made_at"], name="complaint_made_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ComplaintKind.values),
                name="complaint_kind_known",
                violation_error_message="Выберите, что не так.",
            ),
            models.CheckConstraint(
                condition=models.Q(settled_by__isnull=True) | models.Q(settled_at__isnull=False),
                name="complaint_settled_at",
                violation_error_message="Если сообщение разобрано, должно быть сказано, когда.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.forum}"
