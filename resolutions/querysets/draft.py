"""Questions about drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from resolutions.querysets.forum import owned_by
from resolutions.vocabulary import DraftState, Role

if TYPE_CHECKING:
    from resolutions.models import User


class DraftQuerySet(QuerySet[Any]):
    def source_of(self, forum: object) -> Any:
        """The draft of the document that a forum stands on now: its newest correction, or the first one; or None."""
        entered = self.filter(Q(forum=forum) | Q(revises=forum), state=DraftState.ENTERED, source__isnull=False)
        return entered.select_related("source").defer("outline").order_by("-changed_at", "-pk").first()

    def owned_by(self, user: User | AnonymousUser) -> DraftQuerySet:
        return self.filter(owned_by(user))

    def edited_by(self, user: User | AnonymousUser) -> DraftQuerySet:
        """Drafts this person reviews: her organizer's for an editor, all for administrators, else none."""
        role = getattr(user, "role", None)
        if role == Role.ADMINISTRATOR:
            return self.all()
        if role == Role.EDITOR:
            return self.filter(organizer=user.organizer_id)  # type: ignore[union-attr]  # who has a role is a User
        return self.filter(Q(pk__in=[]))

    def open(self) -> DraftQuerySet:
        return self.filter(state=DraftState.OPEN)

    def for_listing(self) -> DraftQuerySet:
        """Without the texts, which are long; the title alone, as `.title`."""
        people = ("created_by", "changed_by")
        return (
            self.select_related("source", "organizer", "forum", *people)
            .annotate(title=F("outline__title"))
            .defer("outline", "blocks")
        )
