"""Links that lie in people's mail: a salt or a shape that changes breaks every one that was sent. And the mails."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator

from resolutions.following import links as subscriptions
from resolutions.mail.sending import WRITERS
from resolutions.models.subscription import UNCONFIRMED
from resolutions.review import sharing


def signed_links() -> dict[str, dict[str, Any]]:
    """By the route that opens them: the salt, and for how many seconds they hold (none: as long as the row stands)."""
    account = {"salt": default_token_generator.key_salt, "seconds": settings.PASSWORD_RESET_TIMEOUT}
    subscription = {"salt": subscriptions.SALT, "separator": subscriptions.SEPARATOR}
    return {
        "subscription": subscription | {"seconds": UNCONFIRMED.total_seconds()},
        "unsubscribe": subscription,
        "draft-shared": {"salt": sharing.SALT, "seconds": sharing.SHARED_FOR.total_seconds()},
        "password-reset-confirm": account,
        "invitation": account,
    }


def letters() -> list[str]:
    return sorted(map(str, WRITERS))
