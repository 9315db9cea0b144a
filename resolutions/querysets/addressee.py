"""Questions about addressees."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, When

from resolution_reader.language import fold
from resolutions.permissions import may
from resolutions.querysets.forum import owned_by
from resolutions.querysets.gate import published
from resolutions.vocabulary import AddresseeKind

if TYPE_CHECKING:
    from resolutions.models import User

FORUM = "recommendation__section__forum__"
PUBLIC = published(FORUM)
PUBLIC_ADDRESSING = published(f"addressings__{FORUM}") & Q(addressings__withdrawn_at__isnull=True)


def named_where(condition: Q) -> Exists:
    """Named by a standing addressing of which this is true; the first one is enough, however many there are."""
    addressings = apps.get_model("resolutions", "Addressing").objects
    return Exists(addressings.filter(condition, addressee=OuterRef("pk")))


class AddresseeQuerySet(QuerySet[Any]):
    def current(self) -> AddresseeQuerySet:
        """Not merged into another one."""
        return self.filter(merged_into__isnull=True)

    def named(self) -> AddresseeQuerySet:
        """Those that a published forum addresses."""
        return self.current().filter(named_where(PUBLIC))

    def public(self) -> AddresseeQuerySet:
        """Reviewed, or named in a published forum: a draft's unreviewed bodies are nobody's business yet."""
        return self.current().filter(Q(is_reviewed=True) | named_where(PUBLIC))

    def visible_to(self, user: User | AnonymousUser) -> AddresseeQuerySet:
        """Public ones; those named in her organizer's forums for an editor; all for who keeps the directory."""
        if may(user, "change_addressee"):
            return self.all()
        return self.filter(Q(is_reviewed=True) | named_where(PUBLIC | owned_by(user, FORUM)))

    def with_counts(self) -> AddresseeQuerySet:
        """With `.recommendation_count`: public recommendations addressed to it."""
        return self.annotate(recommendation_count=Count("addressings", filter=PUBLIC_ADDRESSING))

    def named_most(self) -> AddresseeQuerySet:
        """Those that public recommendations address, most often first, with `.recommendation_count`."""
        return (
            self.current()
            .filter(PUBLIC_ADDRESSING)
            .annotate(recommendation_count=Count("addressings"))
            .order_by("-recommendation_count", "name_key")
        )

    def with_relatives(self, seen: AddresseeQuerySet) -> AddresseeQuerySet:
        """With parent and successor; None where the reader may not see them."""
        return self.prefetch_related(Prefetch("parent", queryset=seen), Prefetch("successor", queryset=seen))

    def called(self, name: str) -> AddresseeQuerySet:
        """By its name, short name or alias, whatever the case and ё."""
        key = fold(name)
        return self.filter(Q(name_key=key) | Q(aliases__name_key=key)).distinct()

    def departments_of(self, addressees: QuerySet[Any]) -> AddresseeQuerySet:
        """The bodies given and all below them, however deep."""
        found = set(addressees.values_list("pk", flat=True))
        level = found
        while level:
            level = set(self.model.objects.filter(parent__in=level).values_list("pk", flat=True)) - found
            found = found | level
        return self.filter(pk__in=found)

    def in_order_of_kind(self) -> AddresseeQuerySet:
        """Kinds in the vocabulary's order, names alphabetically within."""
        places = [When(kind=kind, then=place) for place, kind in enumerate(AddresseeKind.values)]
        return self.order_by(Case(*places, output_field=IntegerField()), "name_key", "pk")

    def was_public(self, slug: str) -> bool:
        """Whether a deleted addressee stood under this address; merged ones redirect and are not deleted."""
        return self.model.history.filter(slug=slug, history_type="-", is_reviewed=True).exists()


def addressees_by_count(sections: list[Any]) -> list[Any]:
    """Whom these sections address, most often first, each with its `.recommendation_count` here."""
    counts = Counter(
        addressing.addressee
        for section in sections
        for recommendation in section.recommendations_shown  # by for_reading()
        for addressing in recommendation.addressings_shown
    )
    for addressee, count in counts.items():
        addressee.recommendation_count = count  # as with_counts() names it
    return sorted(counts, key=lambda addressee: (-counts[addressee], addressee.name_key))
