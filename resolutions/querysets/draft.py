"""Questions about drafts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from resolutions.permissions import rows
from resolutions.vocabulary import DraftState, ErrandKind

if TYPE_CHECKING:
    from resolutions.models import User


class DraftQuerySet(QuerySet[Any]):
    def source_of(self, forum: object) -> Any:
        """The draft of the document that a forum stands on now: its newest correction, or the first one; or None."""
        entered = self.filter(Q(forum=forum) | Q(revises=forum), state=DraftState.ENTERED, source__isnull=False)
        return entered.select_related("source").defer("outline").order_by("-changed_at", "-pk").first()

    def owned_by(self, user: User | AnonymousUser) -> DraftQuerySet:
        """Of the organizers whose forums she keeps; whether she may look into a draft is asked besides."""
        return self.filter(rows(user, "view_forum"))

    def edited_by(self, user: User | AnonymousUser) -> DraftQuerySet:
        """Drafts this person reviews."""
        return self.filter(rows(user, "edit"))

    def standing(self) -> DraftQuerySet:
        """Without those of forums that were deleted: such a draft is history, and its document may come anew."""
        gone_for_good = Q(state=DraftState.ENTERED, forum__isnull=True, revises__isnull=True)
        deleted = Q(forum__deleted_at__isnull=False) | Q(revises__deleted_at__isnull=False)
        return self.exclude(gone_for_good | deleted)

    def waiting(self) -> DraftQuerySet:
        return self.filter(state=DraftState.WAITING)

    def in_queue_order(self) -> DraftQuerySet:
        return self.order_by("waiting_since", "pk")

    def with_queue_place(self, at: datetime) -> DraftQuerySet:
        """`.queue_place`: 1 for the one read next, counted over all organizers; `.is_being_read`."""
        ahead = Q(waiting_since__lt=OuterRef("waiting_since")) | Q(
            waiting_since=OuterRef("waiting_since"), pk__lt=OuterRef("pk")
        )
        before = self.model._default_manager.waiting().filter(ahead).order_by().values("state")
        errands = apps.get_model("resolutions", "Errand").objects.filter(kind=ErrandKind.READ, claimed_until__gt=at)
        being_read = errands.filter(key=Cast(OuterRef("pk"), CharField()))
        return self.annotate(
            queue_place=1 + Coalesce(Subquery(before.annotate(number=Count("pk")).values("number")), 0),
            is_being_read=Exists(being_read),
        )

    def for_listing(self, at: datetime) -> DraftQuerySet:
        """Without the texts, which are long; the title alone, as `.title`."""
        people = ("created_by", "changed_by")
        return (
            self.select_related("source", "organizer", "forum", "revises", *people)
            .annotate(title=F("outline__title"))
            .with_queue_place(at)
            .defer("outline", "blocks")
        )
