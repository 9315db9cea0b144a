"""Letters about a subscription."""

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from resolutions.asking.chosen import in_words, kept_filter
from resolutions.following.digests import contents_of
from resolutions.following.links import page_url, unsubscribe_url
from resolutions.letters.writing import written
from resolutions.models import Letter, Subscription
from resolutions.models.subscription import UNCONFIRMED


def subscription_of(letter: Letter) -> Subscription:
    assert letter.subscription is not None  # by a constraint
    return letter.subscription


def confirmation(letter: Letter) -> EmailMultiAlternatives | None:
    """Without a word that somebody typed: it may not be the owner of the mailbox who did."""
    subscription = subscription_of(letter)
    if subscription.confirmed_at or subscription.consent_at <= timezone.now() - UNCONFIRMED:
        return None
    words = {
        "filter": filter_in_words(subscription, with_typed=False),
        "frequency": subscription.get_frequency_display(),
        "link": page_url(subscription),
        "until": subscription.consent_at + UNCONFIRMED,
    }
    return written(letter, "letters/confirmation", words)


def already(letter: Letter) -> EmailMultiAlternatives | None:
    subscription = subscription_of(letter)
    words = {
        "filter": filter_in_words(subscription),
        "frequency": subscription.get_frequency_display(),
        "link": page_url(subscription),
    }
    return written(letter, "letters/already", words)


def digest(letter: Letter) -> EmailMultiAlternatives | None:
    """None if all that was new has been unpublished or changed since."""
    subscription = subscription_of(letter)
    assert letter.digest is not None  # by a constraint
    contents = contents_of(letter.digest)
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
    message = written(letter, "letters/digest", words, with_html=True)
    # RFC 8058: the mail program's own button for leaving.
    message.extra_headers["List-Unsubscribe"] = f"<{unsubscribe_url(subscription)}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message


def filter_in_words(subscription: Subscription, *, with_typed: bool = True) -> list[dict[str, str]] | None:
    """None if the register has no such thing any more; empty if everything was asked for."""
    found = kept_filter(subscription.query)
    return in_words(found, with_typed=with_typed) if found else None
