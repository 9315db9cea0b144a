"""Who wants to hear of new recommendations, and what she was told already."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from resolutions.vocabulary import Frequency

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(weeks=1)
# How long a link from a mail waits to be pressed; then the address is forgotten.
UNCONFIRMED = timedelta(days=7)


def mailbox_of(email: str) -> str:
    """Where mails to the address end, as far as anybody can tell from it: without what stands behind a plus."""
    name, _, domain = email.lower().rpartition("@")
    return f"{name[:1] + name[1:].partition('+')[0]}@{domain}"


class SubscriptionQuerySet(QuerySet["Subscription"]):
    def of(self, email: str) -> SubscriptionQuerySet:
        """Of one address, in whatever case it was typed."""
        return self.alias(address=Lower("email")).filter(address=email.lower())

    def of_mailbox(self, email: str) -> SubscriptionQuerySet:
        """Of all addresses whose mails end with the owner of this one: «a+news@x» is another name of «a@x»."""
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
        """Who may be told something on this day: not told too lately, and no earlier mail still on its way."""
        told = Digest.objects.filter(subscription=OuterRef("pk"))
        return self.confirmed().filter(
            ~Exists(told.filter(mail__isnull=False)),
            Q(frequency=Frequency.DAILY) & ~Exists(told.filter(day__gt=day - ONE_DAY))
            | Q(frequency=Frequency.WEEKLY) & ~Exists(told.filter(day__gt=day - ONE_WEEK)),
        )


LONGEST_QUERY = 2000


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Subscription(models.Model):
    """One address and one filter. Nobody's until confirmed; deleted, address and all, when its owner leaves.

    It has no history, and its name tells no address: both would outlive it.
    """

    email = models.EmailField("электронная почта")
    # The canonical query string of the list's filter; empty means everything. Read through RecommendationFilter only.
    query = models.CharField("фильтры", max_length=LONGEST_QUERY, blank=True)
    frequency = models.CharField("как часто", max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    key = models.CharField(max_length=30, unique=True, default=new_key, editable=False)
    # What the law wants kept of a consent: which text, when, from which address in the network. It is given with
    # every request, so its time is also that of the last request.
    consent_version = models.CharField("версия согласия", max_length=20)
    consent_at = models.DateTimeField("согласие дано")
    consent_from = models.GenericIPAddressField("с адреса в сети", null=True, blank=True)
    # By what whoever asked is counted: a network, or the account of somebody who was signed in.
    network = models.CharField(max_length=50, blank=True, editable=False)
    letter_at = models.DateTimeField("письмо со ссылкой", null=True, blank=True)
    confirmed_at = models.DateTimeField("подтверждена", null=True, blank=True)
    # Forums published up to here were looked through for her, whether or not any of them was hers.
    covered_until = models.DateTimeField("просмотрено по", null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = "подписка"
        verbose_name_plural = "подписки"
        ordering = ["-consent_at", "-pk"]
        indexes = [
            models.Index(fields=["network", "consent_at"], name="subscription_by_network"),
            models.Index(fields=["consent_at"], name="subscription_by_consent"),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "query",
                name="subscription_unique_per_address",
                violation_error_message="С этими фильтрами адрес уже подписан.",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(covered_until__isnull=False),
                name="subscription_confirmed_is_covered",
                violation_error_message="У подтверждённой подписки должно быть время, с которого она действует.",
            ),
        ]

    def __str__(self) -> str:
        return f"Подписка № {self.pk}"


class Digest(models.Model):
    """That a subscriber is told on this day, and of which forums: the row is the claim to tell her."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="digests", verbose_name="подписка")
    day = models.DateField("день")
    # Keys, not a relation: that somebody was told of a forum is no part of it and does not go with it.
    forums = models.JSONField("форумы", default=list)

    class Meta:
        verbose_name = "рассылка нового"
        verbose_name_plural = "рассылки нового"
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "day"],
                name="digest_once_a_day",
                violation_error_message="В этот день подписчику уже писали.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription}, {self.day:%d.%m.%Y}"
