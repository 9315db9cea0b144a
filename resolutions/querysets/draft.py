"""Questions about drafts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from resolutions.permissions import rows
from resolutions.vocabulary import DraftState

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

    def unclaimed(self, at: datetime) -> DraftQuerySet:
        """Waiting, and nobody reads them: nobody has begun, or whoever had is not heard of any more."""
        return self.waiting().filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=at))

    def in_queue_order(self) -> DraftQuerySet:
        return self.order_by("waiting_since", "pk")

    def with_queue_place(self, at: datetime) -> DraftQuerySet:
        """`.queue_place`: 1 for the one read next, counted over all organizers; `.is_being_read`."""
        ahead = Q(waiting_since__lt=OuterRef("waiting_since")) | Q(
            waiting_since=OuterRef("waiting_since"), pk__lt=OuterRef("pk")
        )
        before = self.model._default_manager.waiting().filter(ahead).order_by().values("state")
        return self.annotate(
            queue_place=1 + Coalesce(Subquery(before.annotate(number=Count("pk")).values("number")), 0),
            is_being_read=Case(When(claimed_until__gt=at, then=True), default=False),
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
