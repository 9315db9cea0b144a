"""What the law lets a person demand: to see everything kept of an address, and to have it erased."""

from typing import Any

from django.db import transaction

from resolutions.following.chosen import in_one_line, kept_filter
from resolutions.models import Letter, Subscription


def known_of(email: str) -> list[dict[str, Any]]:
    """Every subscription of the address, confirmed or not, with the consent and what was sent."""
    rows = Subscription.objects.of(email).prefetch_related("digests", "letters").order_by("pk")
    return [everything(subscription) for subscription in rows]


def everything(subscription: Subscription) -> dict[str, Any]:
    found = kept_filter(subscription.query)
    return {
        "email": subscription.email,
        "query": subscription.query,
        "query_in_words": in_one_line(found) if found else None,
        "frequency": subscription.frequency,
        "consent_version": subscription.consent_version,
        "consent_at": subscription.consent_at.isoformat(),
        "consent_from": subscription.consent_from,
        "confirmed_at": subscription.confirmed_at.isoformat() if subscription.confirmed_at else None,
        "told_on": [digest.day.isoformat() for digest in subscription.digests.all()],
        "letters_waiting": [letter.kind for letter in subscription.letters.all()],
    }


@transaction.atomic
def erase(email: str) -> int:
    """Every subscription of the address, with its letters and what was noted of them; how many there were."""
    Letter.objects.filter(asked_by=email.lower()).delete()
    keys = list(Subscription.objects.of(email).values_list("pk", flat=True))
    Subscription.objects.filter(pk__in=keys).delete()
    return len(keys)
