"""Asking for a subscription, confirming it, leaving.

What a visitor is told never depends on whether the address is known here, and what is written to the database for
her is about the same. No address gets more letters than its owner has asked for: one confirmation waits at a time.
"""

from datetime import datetime
from ipaddress import ip_address, ip_network

from django.db import transaction
from django.http import QueryDict

from resolutions.following.chosen import canonical_query, filter_by
from resolutions.following.consent import CURRENT
from resolutions.models import Addressee, Letter, Subscription
from resolutions.models.fields import keep_others_waiting
from resolutions.models.people import UserManager
from resolutions.models.subscription import LONGEST_QUERY
from resolutions.querysets.subscription import ONE_DAY
from resolutions.vocabulary import LetterKind

# Requests in a day: of one visitor, who may sit in a library; and of all together, before somebody looks what is up.
MOST_OF_A_VISITOR = 20
MOST_OF_ALL = 1000


class CannotSubscribe(Exception):
    """The message is a Russian sentence for the visitor."""


class TooManyRequests(CannotSubscribe):
    pass


@transaction.atomic
def ask(*, email: str, query: str, frequency: str, visitor: str | None, at: datetime) -> None:
    """Keeps the request with the consent and posts a letter with a link, unless one of them is on its way already.

    `query` is canonical. Raises CannotSubscribe.
    """
    if len(query) > LONGEST_QUERY:
        raise CannotSubscribe("Отбор слишком длинный для подписки: выберите меньше значений.")
    network = network_of(visitor)
    refuse_a_storm(network, at)
    email = UserManager.normalize_email(email)
    keep_others_waiting(f"subscriptions of {email.lower()}")
    request = {
        "frequency": frequency,
        "consent_version": CURRENT,
        "consent_at": at,
        "consent_from": visitor,
        "network": network,
    }
    subscription = Subscription.objects.of(email).filter(query=query).first()
    if subscription is None:
        subscription = Subscription.objects.create(email=email, query=query, **request)
    else:
        # A confirmed one is its owner's: for her the same is written again, so that it takes as long.
        own = {name: getattr(subscription, name) for name in request}
        Subscription.objects.filter(pk=subscription.pk).update(**own if subscription.confirmed_at else request)
    write_about(subscription, at)


def refuse_a_storm(network: str, at: datetime) -> None:
    recent = Subscription.objects.asked_since(at - ONE_DAY)
    if network and recent.filter(network=network).count() >= MOST_OF_A_VISITOR:
        raise TooManyRequests("С вашего адреса в сети сегодня уже много просьб о подписке. Попробуйте завтра.")
    if recent.count() >= MOST_OF_ALL:
        raise TooManyRequests("Сегодня о подписке попросили слишком много раз. Попробуйте завтра.")


def network_of(visitor: str | None) -> str:
    """An IPv6 visitor has a whole network to send from, so that the network is what one counts by."""
    if not visitor:
        return ""
    address = ip_address(visitor)
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, 64), strict=False))


def write_about(subscription: Subscription, at: datetime) -> None:
    """One letter a day about this subscription, and none while another of the address waits to be confirmed."""
    if subscription.confirmed_at:
        kind, written = LetterKind.ALREADY, Subscription.objects.filter(pk=subscription.pk)
    else:
        kind, written = LetterKind.CONFIRMATION, Subscription.objects.of(subscription.email).pending(at)
    if written.filter(letter_at__gt=at - ONE_DAY).exists():
        return
    Letter.objects.post(kind, subscription=subscription)
    Subscription.objects.filter(pk=subscription.pk).update(letter_at=at)


@transaction.atomic
def confirm(subscription: Subscription, at: datetime) -> bool:
    """From here on its owner is told; False if it was confirmed before, or not in time."""
    keep_others_waiting(f"subscriptions of {subscription.email.lower()}")
    pending = Subscription.objects.of(subscription.email).pending(at)
    if not pending.filter(pk=subscription.pk).update(confirmed_at=at, covered_until=at, letter_at=None):
        return False
    following = pending.order_by("consent_at", "pk").first()
    if following:  # asked for meanwhile, and held back
        write_about(following, at)
    return True


def change_frequency(subscription: Subscription, frequency: str) -> None:
    Subscription.objects.filter(pk=subscription.pk).update(frequency=frequency)


@transaction.atomic
def keep_up_with_merges(subscription: Subscription) -> bool:
    """Under the query that means the same today; False if its owner has that subscription too, and this one went."""
    bodies = QueryDict(subscription.query).getlist("to")
    if not bodies or not Addressee.objects.filter(slug__in=bodies, merged_into__isnull=False).exists():
        return True
    found = filter_by(QueryDict(subscription.query))
    if not found.is_valid():
        return True
    query = canonical_query(found)
    keep_others_waiting(f"subscriptions of {subscription.email.lower()}")
    twins = Subscription.objects.of(subscription.email).filter(query=query)
    if twins.confirmed().exists():
        Subscription.objects.filter(pk=subscription.pk).delete()
        return False
    twins.delete()  # asked for, not confirmed: this one says the same
    Subscription.objects.filter(pk=subscription.pk).update(query=query)
    return True


@transaction.atomic
def unsubscribe(subscription: Subscription) -> None:
    """The address is gone, with whatever waited to be sent to it.

    Whoever does not want what she never confirmed wants none of what was asked for in her name.
    """
    rows = Subscription.objects.filter(pk=subscription.pk)
    if not subscription.confirmed_at:
        rows |= Subscription.objects.filter(
            pk__in=Subscription.objects.of(subscription.email).unconfirmed().values("pk")
        )
    rows.delete()


def forget_lapsed(at: datetime) -> int:
    """Addresses whose owners did not press the link in time; how many."""
    _, rows = Subscription.objects.lapsed(at).delete()
    return rows.get(Subscription._meta.label, 0)
