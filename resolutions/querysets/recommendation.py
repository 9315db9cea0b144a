"""Questions about recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from resolutions.querysets.forum import owned_by
from resolutions.querysets.gate import published
from resolutions.querysets.taken_back import TakenBack, recommendation_taken_back

if TYPE_CHECKING:
    from resolutions.models import User

FORUM = "section__forum__"

# Columns, not relations: a relation would order by what its model orders itself by, forums backwards.
NEWEST_FORUM_FIRST: list[Any] = [
    F("section__forum__known_day").desc(nulls_last=True),
    "-section__forum_id",
]
IN_FORUM = ["section__order", "section_id", "order", "pk"]


class RecommendationQuerySet(QuerySet[Any]):
    def public(self) -> RecommendationQuerySet:
        return self.filter(published(FORUM))

    def owned_by(self, user: User | AnonymousUser) -> RecommendationQuerySet:
        return self.filter(owned_by(user, FORUM))

    def visible_to(self, user: User | AnonymousUser) -> RecommendationQuerySet:
        return self.filter(published(FORUM) | owned_by(user, FORUM))

    def without_addressee(self) -> RecommendationQuerySet:
        standing = apps.get_model("resolutions", "Addressing").objects.filter(recommendation=OuterRef("pk"))
        return self.filter(~Exists(standing))

    def addressed_to(self, addressee: object) -> RecommendationQuerySet:
        return self.filter(addressings__addressee=addressee, addressings__withdrawn_at__isnull=True)

    def newest_first(self) -> RecommendationQuerySet:
        return self.order_by(*NEWEST_FORUM_FIRST, *IN_FORUM)

    def in_document_order(self) -> RecommendationQuerySet:
        """By forum as they were entered, then as printed: the order does not change when a forum is published."""
        return self.order_by("section__forum_id", *IN_FORUM)

    def in_section_order(self) -> RecommendationQuerySet:
        return self.order_by("order", "pk")

    def with_addressings(self) -> RecommendationQuerySet:
        """Each with `.addressings_shown`: leads before co-executors, as the text names them."""
        addressings = apps.get_model("resolutions", "Addressing").objects.select_related("addressee")
        return self.prefetch_related(
            Prefetch(
                "addressings",
                queryset=addressings.order_by("-role", "order", "pk"),
                to_attr="addressings_shown",
            )
        )

    def for_listing(self) -> RecommendationQuerySet:
        """With all that a card shows, in a number of queries that does not depend on the number of rows."""
        return self.select_related("section__forum__locality").with_addressings()

    def for_page(self) -> RecommendationQuerySet:
        """With all that its own page shows."""
        return self.select_related("section__forum__locality", "section__forum__organizer").with_addressings()

    def for_records(self) -> RecommendationQuerySet:
        """With all that leaves the register (resolutions/records.py)."""
        return self.for_page().prefetch_related("section__themes")

    def was_public(self, code: str) -> TakenBack | None:
        """That a recommendation stood under this code for everyone, and does not any more; None if none ever did."""
        return recommendation_taken_back(self.model, code)
