"""Asking for a subscription, confirming it, leaving.

What a visitor is told never depends on whether the address is known here, and what is written to the database for
her is about the same. No mailbox gets more mails than its owner has asked for: one confirmation waits at a time.
"""

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from resolutions.asking.chosen import canonical_query, filter_by
from resolutions.following.consent import CURRENT
from resolutions.models import Addressee, Mail, Subscription
from resolutions.models.fields import keep_others_waiting
from resolutions.models.people import UserManager
from resolutions.models.subscription import LONGEST_QUERY, ONE_DAY, mailbox_of
from resolutions.networks import ACCOUNT
from resolutions.people.erased import note_subscriptions
from resolutions.vocabulary import MailKind

# Requests in a day: of one visitor, who may sit in a library; of all together that nobody has confirmed, before
# visitors whom nobody knows get one each; and before they get none.
MOST_OF_A_VISITOR = 20
MOST_UNCONFIRMED, MOST_IN_A_STORM = 1000, 5000
NO_DOMAIN = "На такой адрес мы не пишем: после «@» нужно имя почтового домена, как в name@example.ru."
QUOTED = "На такой адрес мы не пишем: перед «@» нужно имя без кавычек, как в name@example.ru."


class CannotSubscribe(Exception):
    """The message is a Russian sentence for the visitor."""


class TooManyRequests(CannotSubscribe):
    pass


@transaction.atomic
def ask(*, email: str, query: str, frequency: str, visitor: str | None, counted: str, at: datetime) -> None:
    """Keeps the request with the consent and posts a mail with a link, unless one of them is on its way already.

    `query` is canonical, `visitor` an address in the network, `counted` as web/throttling.py counts her. Raises
    CannotSubscribe.
    """
    require_mailbox(email)
    if len(query) > LONGEST_QUERY:
        raise CannotSubscribe("Фильтров слишком много для подписки: выберите меньше значений.")
    refuse_a_storm(counted, at)
    email = UserManager.normalize_email(email)
    keep_others_waiting(f"subscriptions of {mailbox_of(email)}")
    request = {
        "frequency": frequency,
        "consent_version": CURRENT,
        "consent_at": at,
        "consent_from": visitor,
        "network": counted,
    }
    subscription = Subscription.objects.of(email).filter(query=query).first()
    if subscription is None:
        subscription = Subscription.objects.create(email=email, query=query, **request)
    else:
        # A confirmed one is its owner's: for her the same is written again, so that it takes as long.
        own = {name: getattr(subscription, name) for name in request}
        Subscription.objects.filter(pk=subscription.pk).update(**own if subscription.confirmed_at else request)
    write_about(subscription, at)


def require_mailbox(email: str) -> None:
    """A host without a domain, or one called by its number, is some machine of ours and nobody's mailbox. A name in
    quotation marks may be another way to write one without: a mailbox is counted once."""
    name, _, domain = email.lower().rpartition("@")
    if name.startswith('"'):
        raise CannotSubscribe(QUOTED)
    _, dot, top = domain.rpartition(".")
    if not dot or domain.startswith("[") or top.isdigit() or top == "localhost":
        raise CannotSubscribe(NO_DOMAIN)


def refuse_a_storm(counted: str, at: datetime) -> None:
    """Whoever makes a storm is refused, and not those who come after her."""
    recent = Subscription.objects.asked_since(at - ONE_DAY)
    own = recent.filter(network=counted).count()
    if counted and own >= MOST_OF_A_VISITOR:
        raise TooManyRequests(f"{whose(counted)} сегодня уже много просьб о подписке. Попробуйте завтра.")
    unconfirmed = recent.unconfirmed().count()
    if unconfirmed < MOST_UNCONFIRMED or is_known(counted):
        return
    if own or unconfirmed >= MOST_IN_A_STORM:
        raise TooManyRequests("Сегодня о подписке попросили слишком много раз. Попробуйте завтра.")


def whose(counted: str) -> str:
    return "Из вашей учётной записи" if counted.startswith(ACCOUNT) else "С вашего адреса в сети"


def is_known(counted: str) -> bool:
    """Somebody who signs in, or a network from where somebody has pressed the link of a mail before."""
    if not counted or counted.startswith(ACCOUNT):
        return bool(counted)
    return Subscription.objects.confirmed().filter(network=counted).exists()


def write_about(subscription: Subscription, at: datetime) -> None:
    """One mail a day about this subscription, and none while another of the address waits to be confirmed."""
    if subscription.confirmed_at:
        kind, written = MailKind.ALREADY, Subscription.objects.filter(pk=subscription.pk)
    else:
        kind, written = MailKind.CONFIRMATION, Subscription.objects.of_mailbox(subscription.email).pending(at)
    if written.filter(letter_at__gt=at - ONE_DAY).exists():
        return
    Mail.objects.post(kind, subscription=subscription)
    Subscription.objects.filter(pk=subscription.pk).update(letter_at=at)


@transaction.atomic
def confirm(subscription: Subscription, at: datetime) -> bool:
    """From here on its owner is told; False if it was confirmed before, or not in time."""
    keep_others_waiting(f"subscriptions of {mailbox_of(subscription.email)}")
    pending = Subscription.objects.of_mailbox(subscription.email).pending(at)
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
    keep_others_waiting(f"subscriptions of {mailbox_of(subscription.email)}")
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
            pk__in=Subscription.objects.of_mailbox(subscription.email).unconfirmed().values("pk")
        )
    note_subscriptions(rows.values_list("key", flat=True))
    rows.delete()


def forget_lapsed(at: datetime) -> int:
    """Addresses whose owners did not press the link in time; how many."""
    _, rows = Subscription.objects.lapsed(at).delete()
    return rows.get(Subscription._meta.label, 0)
