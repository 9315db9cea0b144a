"""Questions about forums and their sections."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Manager, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from resolutions.permissions import rows
from resolutions.querysets.gate import published
from resolutions.querysets.taken_back import TakenBack, taken_back

if TYPE_CHECKING:
    from resolutions.models import Organizer, User

# How long a deleted forum can be brought back.
KEPT_DELETED = timedelta(days=90)


def owned_by(user: User | AnonymousUser, path: str) -> Q:
    """What hangs on a forum, at `path`, that this person keeps; on a deleted one nothing is anybody's."""
    return rows(user, "view_forum", f"{path}organizer") & Q(**{f"{path}deleted_at__isnull": True})


class ForumQuerySet(QuerySet[Any]):
    def public(self) -> ForumQuerySet:
        return self.filter(published())

    def owned_by(self, user: User | AnonymousUser) -> ForumQuerySet:
        return self.filter(rows(user, "view_forum"))

    def visible_to(self, user: User | AnonymousUser) -> ForumQuerySet:
        return self.filter(published() | rows(user, "view_forum"))

    def taken_back(self) -> ForumQuerySet:
        """Of `Forum.everything`: withdrawn or deleted, the last one first."""
        gone = self.filter(Q(withdrawn_at__isnull=False) | Q(deleted_at__isnull=False))
        return gone.order_by(Coalesce("deleted_at", "withdrawn_at").desc(), "-pk")

    def past_return(self, at: datetime) -> ForumQuerySet:
        return self.filter(deleted_at__lte=at - KEPT_DELETED)

    def known_to(self, organizer: Organizer) -> ForumQuerySet:
        """What this organizer's editors may learn of: whatever is public, and all that is its own."""
        return self.filter(published() | Q(organizer=organizer))

    def newest_first(self) -> ForumQuerySet:
        """By the day that is known; forums without any come last."""
        return self.order_by(F("known_day").desc(nulls_last=True), "-published_at", "-pk")

    def for_listing(self) -> ForumQuerySet:
        """With all that a card shows: organizer, locality with its region, and `.recommendation_count`."""
        # A subquery counts for the rows shown; a join would count for every forum before the first is shown.
        sections = apps.get_model("resolutions", "Section").objects.filter(forum=OuterRef("pk")).order_by()
        counted = sections.values("forum").annotate(count=Count("recommendations")).values("count")
        return self.select_related("organizer", "locality__region").annotate(
            recommendation_count=Coalesce(Subquery(counted), 0)
        )

    def was_public(self, slug: str) -> TakenBack | None:
        """That a forum stood under this address for everyone, and does not any more; None if none ever did."""
        return taken_back(self.model, slug=slug)


class StandingForumManager(Manager.from_queryset(ForumQuerySet)):  # type: ignore[misc]  # made by Django at run time
    """Leaves out what was deleted: whoever asks for it says so (`Forum.everything`)."""

    def get_queryset(self) -> ForumQuerySet:
        standing: ForumQuerySet = super().get_queryset().filter(deleted_at__isnull=True)
        return standing


class SectionQuerySet(QuerySet[Any]):
    def public(self) -> SectionQuerySet:
        return self.filter(published("forum__"))

    def owned_by(self, user: User | AnonymousUser) -> SectionQuerySet:
        return self.filter(owned_by(user, "forum__"))

    def newest_first(self) -> SectionQuerySet:
        """As forums are, each forum's in its own order."""
        newest: list[Any] = [F("forum__known_day").desc(nulls_last=True), "-forum__published_at", "-forum"]
        return self.order_by(*newest, "order", "pk")

    def for_listing(self) -> SectionQuerySet:
        return self.select_related("forum__locality").prefetch_related("themes")

    def in_document_order(self) -> SectionQuerySet:
        return self.order_by("forum", "order", "pk")

    def for_reading(self, recommendations: QuerySet[Any]) -> SectionQuerySet:
        """Each with its recommendations as `.recommendations_shown`, taken from the queryset given."""
        return self.in_document_order().prefetch_related(
            Prefetch("recommendations", queryset=recommendations, to_attr="recommendations_shown"), "themes"
        )
