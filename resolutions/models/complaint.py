"""«Сообщить об ошибке»: what a reader says is wrong in a public text. Who she is, nobody asks and nothing keeps."""

from __future__ import annotations

from django.db import models

from resolutions.models.contents import Recommendation
from resolutions.models.forum import Forum
from resolutions.models.sent import Sent, SentQuerySet
from resolutions.permissions import Visitor, rows
from resolutions.vocabulary import ComplaintKind

LONGEST = 2000  # characters


class ComplaintQuerySet(SentQuerySet["Complaint"]):
    def settled_by(self, user: Visitor) -> ComplaintQuerySet:
        """Those that are hers to settle; of a deleted forum none is anybody's."""
        return self.filter(rows(user, "settle", "forum__organizer"), forum__deleted_at__isnull=True)

    def for_listing(self) -> ComplaintQuerySet:
        """With all that the list shows: new ones first, private data before anything else, the oldest first."""
        private = models.Case(models.When(kind=ComplaintKind.PRIVATE, then=0), default=1)
        listed: ComplaintQuerySet = self.new_first(private)
        return listed.select_related("forum__organizer", "recommendation__section", "settled_by")


class Complaint(Sent):
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="complaints", verbose_name="форум")
    # Empty: about the whole resolution, or about an item that has gone since.
    recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, related_name="complaints", null=True, blank=True, verbose_name="рекомендация"
    )
    kind = models.CharField("что не так", max_length=10, choices=ComplaintKind.choices)
    text = models.CharField("в чём дело", max_length=LONGEST, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta(Sent.Meta):
        verbose_name = "сообщение об ошибке"
        verbose_name_plural = "сообщения об ошибках"
        constraints = [
            *Sent.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(kind__in=ComplaintKind.values),
                name="complaint_kind_known",
                violation_error_message="Выберите, что не так.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.forum}"
