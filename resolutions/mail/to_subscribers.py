"""Mails about a subscription."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from resolutions.asking.chosen import in_words, kept_filter
from resolutions.following.digests import contents_of
from resolutions.following.links import page_url, unsubscribe_url
from resolutions.mail.writing import compose
from resolutions.models import Mail, Subscription
from resolutions.models.subscription import UNCONFIRMED


def subscription_of(mail: Mail) -> Subscription:
    assert mail.subscription is not None  # by a constraint
    return mail.subscription


def confirmation(mail: Mail) -> EmailMultiAlternatives | None:
    """Without a word that somebody typed: it may not be the owner of the mailbox who did."""
    subscription = subscription_of(mail)
    if subscription.confirmed_at or subscription.consent_at <= timezone.now() - UNCONFIRMED:
        return None
    words = {
        "filter": filter_in_words(subscription, with_typed=False),
        "frequency": subscription.get_frequency_display(),
        "link": page_url(subscription),
        "until": subscription.consent_at + UNCONFIRMED,
    }
    return compose(mail, "mail/confirmation", words)


def already(mail: Mail) -> EmailMultiAlternatives | None:
    subscription = subscription_of(mail)
    words = {
        "filter": filter_in_words(subscription),
        "frequency": subscription.get_frequency_display(),
        "link": page_url(subscription),
    }
    return compose(mail, "mail/already", words)


def digest(mail: Mail) -> EmailMultiAlternatives | None:
    """None if all that was new has been unpublished or changed since."""
    subscription = subscription_of(mail)
    assert mail.digest is not None  # by a constraint
    contents = contents_of(mail.digest)
    if not contents.news:
        return None
    words = {
        "contents": contents,
        "filter": filter_in_words(subscription),
        "frequency": subscription.get_frequency_display(),
        "confirmed_at": subscription.confirmed_at,
        "page_url": page_url(subscription),
        "unsubscribe_url": unsubscribe_url(subscription),
    }
    message = compose(mail, "mail/digest", words, with_html=True)
    # RFC 8058: the mail program's own button for leaving.
    message.extra_headers["List-Unsubscribe"] = f"<{unsubscribe_url(subscription)}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def filter_in_words(subscription: Subscription, *, with_typed: bool = True) -> list[dict[str, str]] | None:
    """None if the register has no such thing any more; empty if everything was asked for."""
    found = kept_filter(subscription.query)
    return in_words(found, with_typed=with_typed) if found else None
