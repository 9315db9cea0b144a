"""The same visitor presses twice, two schedulers run at once: one row, one mail."""

from datetime import timedelta
from threading import Barrier

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.following.digests import post_digests
from resolutions.following.links import token_of
from resolutions.models import Digest, Mail, Subscription
from tests.admin.test_at_once import PATIENCE, Doing, outcomes
from tests.factories import RecommendationFactory, SubscriptionFactory

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


def all_at_once(count: int, do) -> list:
    together = Barrier(count)

    def start(number: int):
        together.wait(PATIENCE)
        return do(number)

    return outcomes(*(Doing(start, number) for number in range(count)))


def test_the_same_address_asks_many_times_at_once():
    def ask(number: int) -> int:
        email = "anna@example.org" if number % 2 else "Anna@Example.org"
        query = "" if number % 4 < 2 else "year=none"
        wish = {"email": email, "frequency": "daily", "consent": "on"}
        return Client().post(f"{reverse('subscribe')}?{query}", wish).status_code

    statuses = all_at_once(8, ask)

    assert statuses == [302] * 8
    assert sorted(Subscription.objects.values_list("query", flat=True)) == ["", "year=none"]
    assert Mail.objects.count() == 1


def test_two_schedulers_tell_everybody_once():
    for row in SubscriptionFactory.create_batch(10, consent_at=timezone.now() - timedelta(days=1), frequency="daily"):
        assert row.confirmed_at
    RecommendationFactory(section__forum__published_at=timezone.now() - timedelta(hours=1))
    at = timezone.now()

    queued = all_at_once(4, lambda _: post_digests(at))

    assert sum(queued) == 10
    assert (Digest.objects.count(), Mail.objects.count()) == (10, 10)


def test_confirming_twice_at_once_lets_one_more_mail_go():
    now = timezone.now()
    first, *_ = [
        SubscriptionFactory(
            email="anna@example.org", query=query, confirmed_at=None, covered_until=None, consent_at=now
        )
        for query in ("", "year=2018", "year=2019")
    ]
    page = reverse("subscription", args=[token_of(first)])

    all_at_once(4, lambda _: Client().post(page, {"confirm": "1"}).status_code)

    assert Subscription.objects.confirmed().count() == 1
    assert Mail.objects.count() == 1


def test_leaving_while_being_told_leaves_nothing_behind():
    row = SubscriptionFactory(consent_at=timezone.now() - timedelta(days=1), frequency="daily")
    RecommendationFactory(section__forum__published_at=timezone.now() - timedelta(hours=1))
    door = reverse("unsubscribe", args=[token_of(row)])

    def leave_or_tell(number: int):
        return Client().post(door).status_code if number else post_digests(timezone.now())

    told, *left = all_at_once(3, leave_or_tell)

    assert (told in (0, 1), left) == (True, [200, 200])
    assert (Subscription.objects.count(), Digest.objects.count(), Mail.objects.count()) == (0, 0, 0)
