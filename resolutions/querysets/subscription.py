"""Questions about subscriptions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from resolutions.vocabulary import Frequency

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
# How long a link from a letter waits to be pressed; then the address is forgotten.
UNCONFIRMED = timedelta(days=7)


def mailbox_of(email: str) -> str:
    """Where letters to the address end, as far as anybody can tell from it: without what stands behind a plus."""
    name, _, domain = email.lower().rpartition("@")
    return f"{name[:1] + name[1:].partition('+')[0]}@{domain}"


class SubscriptionQuerySet(QuerySet[Any]):
    def of(self, email: str) -> SubscriptionQuerySet:
        """Of one address, in whatever case it was typed."""
        return self.alias(address=Lower("email")).filter(address=email.lower())

    def of_mailbox(self, email: str) -> SubscriptionQuerySet:
        """Of all addresses whose letters end with the owner of this one: «a+news@x» is another name of «a@x»."""
        name, _, domain = mailbox_of(email).rpartition("@")
        variants = Q(address__startswith=f"{name}+", address__endswith=f"@{domain}")
        return self.alias(address=Lower("email")).filter(Q(address=f"{name}@{domain}") | variants)

    def confirmed(self) -> SubscriptionQuerySet:
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> SubscriptionQuerySet:
        return self.filter(confirmed_at__isnull=True)

    def pending(self, at: datetime) -> SubscriptionQuerySet:
        """Asked for, and the link may still be pressed."""
        return self.unconfirmed().filter(consent_at__gt=at - UNCONFIRMED)

    def lapsed(self, at: datetime) -> SubscriptionQuerySet:
        """Asked for, and never confirmed in time."""
        return self.unconfirmed().filter(consent_at__lte=at - UNCONFIRMED)

    def asked_since(self, moment: datetime) -> SubscriptionQuerySet:
        return self.filter(consent_at__gt=moment)

    def due(self, day: date) -> SubscriptionQuerySet:
        """Who may be told something on this day: not told too lately, and no earlier letter still on its way."""
        told = apps.get_model("resolutions", "Digest").objects.filter(subscription=OuterRef("pk"))
        waiting = apps.get_model("resolutions", "Letter").objects.filter(subscription=OuterRef("pk"))
        return self.confirmed().filter(
            ~Exists(waiting.filter(digest__isnull=False)),
            Q(frequency=Frequency.DAILY) & ~Exists(told.filter(day__gt=day - ONE_DAY))
            | Q(frequency=Frequency.WEEKLY) & ~Exists(told.filter(day__gt=day - ONE_WEEK)),
        )
