"""Addresses in mails: whoever has one reads the mailbox, and may say what becomes of the subscription."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from resolutions.models import Subscription
from resolutions.records import absolute

SALT, SEPARATOR = "subscription", "."  # another one breaks every link that was sent


def signer() -> Signer:
    """Made when it is needed: it reads the secret key, and commands that only read must not have one made."""
    return Signer(sep=SEPARATOR, salt=SALT)


def token_of(subscription: Subscription) -> str:
    return signer().sign(subscription.key)


def key_in(token: str) -> str | None:
    """The subscription's key; None if the link is not one of ours."""
    try:
        return signer().unsign(token)
    except BadSignature:
        return None


def page_url(subscription: Subscription) -> str:
    return absolute(reverse("subscription", args=[token_of(subscription)]))


def unsubscribe_url(subscription: Subscription) -> str:
    return absolute(reverse("unsubscribe", args=[token_of(subscription)]))
