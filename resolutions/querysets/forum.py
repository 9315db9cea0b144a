"""Questions about forums and their sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from resolutions.vocabulary import Role

if TYPE_CHECKING:
    from resolutions.models import User


KEEPERS = (Role.ADMINISTRATOR, Role.MODERATOR)


def owned_by(user: User | AnonymousUser, path: str = "") -> Q:
    """Rows whose forum (at `path`) this person keeps: all for administrators and moderators, her organizer's
    for an editor, none for anyone else."""
    role = getattr(user, "role", None)
    if role in KEEPERS:
        return ~Q(pk=None)
    if role == Role.EDITOR:
        return Q(**{f"{path}organizer": user.organizer_id})  # type: ignore[union-attr]  # who has a role is a User
    return Q(pk__in=[])


class ForumQuerySet(QuerySet[Any]):
    def public(self) -> ForumQuerySet:
        return self.filter(published_at__isnull=False)

    def owned_by(self, user: User | AnonymousUser) -> ForumQuerySet:
        return self.filter(owned_by(user))

    def visible_to(self, user: User | AnonymousUser) -> ForumQuerySet:
        return self.filter(Q(published_at__isnull=False) | owned_by(user))

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

    def was_public(self, slug: str) -> bool:
        """Whether a forum that has been deleted stood under this address."""
        return self.model.history.filter(slug=slug, history_type="-", published_at__isnull=False).exists()


class SectionQuerySet(QuerySet[Any]):
    def public(self) -> SectionQuerySet:
        return self.filter(forum__published_at__isnull=False)

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
