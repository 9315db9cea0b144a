"""What the law lets a person demand: to see everything kept of an address, and to have it erased."""

from typing import Any

from django.db import transaction

from resolutions.asking.chosen import in_one_line, kept_filter
from resolutions.models import Mail, Offer, Subscription, User
from resolutions.people.erased import note_address
from resolutions.people.forget import forget_person
from resolutions.people.sessions import sessions_of


def known_of(email: str) -> dict[str, Any]:
    """Every subscription of the address, confirmed or not, with the consent and what was sent; offers; the account."""
    rows = Subscription.objects.of(email).prefetch_related("digests", "mails").order_by("pk")
    account = User.objects.filter(email=email.lower()).first()
    return {
        "subscriptions": [everything_of_a_subscription(subscription) for subscription in rows],
        "offers": [everything_of_an_offer(offer) for offer in Offer.objects.of(email).order_by("pk")],
        "account": everything_of_an_account(account) if account else None,
    }


def everything_of_a_subscription(subscription: Subscription) -> dict[str, Any]:
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
        "letters_waiting": [mail.kind for mail in subscription.mails.all()],
    }


def everything_of_an_offer(offer: Offer) -> dict[str, Any]:
    return {
        "organisation": offer.organisation,
        "person": offer.person,
        "email": offer.email,
        "resolution": offer.resolution,
        "consent_version": offer.consent_version,
        "consent_at": offer.made_at.isoformat(),
        "consent_from": offer.consent_from,
        "settled_at": offer.settled_at.isoformat() if offer.settled_at else None,
    }


def everything_of_an_account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "full_name": user.full_name,
        "role": user.role,
        "organizer": user.organizer.name if user.organizer else None,
        "addressees": [body.name for body in user.addressees.all()],
        "may_sign_in": user.is_active,
        "added_at": user.date_joined.isoformat(),
        "signed_in_at": user.last_login.isoformat() if user.last_login else None,
        "second_factor_since": user.second_factor_since.isoformat() if user.second_factor_since else None,
        "sessions": [
            {"at": one.at.isoformat() if one.at else None, "from": one.network, "browser": one.browser}
            for one in sessions_of(user)
        ],
    }


@transaction.atomic
def erase(email: str) -> int:
    """Subscriptions of the address with all that hangs on them, offers, the account's name; in how many rows it was.

    Noted even where there was nothing: an older backup may know the address. Raises StillWorksHere if the account may
    sign in; then nothing is erased.
    """
    account = User.objects.filter(email=email.lower()).first()
    if account:
        forget_person(account, by=None)
    Mail.objects.filter(asked_by=email.lower()).delete()
    keys = list(Subscription.objects.of(email).values_list("pk", flat=True))
    Subscription.objects.filter(pk__in=keys).delete()
    Mail.objects.forget_errands()
    offers: int = Offer.objects.of(email).delete()[0]
    note_address(email)
    return len(keys) + offers + bool(account)
