"""Who wants to hear of new recommendations, and what she was told already."""

import secrets

from django.db import models
from django.db.models.functions import Lower

from resolutions.querysets.subscription import SubscriptionQuerySet
from resolutions.vocabulary import Frequency

LONGEST_QUERY = 2000


def new_key() -> str:
    return secrets.token_urlsafe(16)


class Subscription(models.Model):
    """One address and one filter. Nobody's until confirmed; deleted, address and all, when its owner leaves.

    It has no history, and its name tells no address: both would outlive it.
    """

    email = models.EmailField("электронная почта")
    # The canonical query string of the list's filter; empty means everything. Read through RecommendationFilter only.
    query = models.CharField("отбор", max_length=LONGEST_QUERY, blank=True)
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
                violation_error_message="На этот отбор адрес уже подписан.",
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
