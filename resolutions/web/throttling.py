"""Who asks, by what she is counted at every door, and the slow counters behind the login form.

django-axes stops five misses of one address against one account. Guesses from many addresses at one account,
or from one address at many accounts, stay under that; they are stopped here, from the same records. A browser in which
the account has been signed in before (known_devices.py) is counted apart from all of these, wherever it is.
"""

from contextlib import suppress
from datetime import datetime

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from resolutions.networks import ACCOUNT, network_of, plain
from resolutions.people.forget import of_account
from resolutions.web.known_devices import device_of

PER_ACCOUNT = 30
PER_ADDRESS = 50
PER_DEVICE = 5
AN_HOUR = 3600  # seconds
LONGEST_NAME = 255  # that django-axes keeps


def visitor_address(request: HttpRequest) -> str | None:
    """From where a request comes; None where that is no address at all."""
    claimed = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXY:
        # The last one is the trusted proxy's own word; what stands before it, anybody may have written.
        claimed.insert(0, request.headers.get("X-Forwarded-For", "").rpartition(",")[2])
    for text in claimed:
        with suppress(ValueError):
            return str(plain(text))
    return None


def counted_as(request: HttpRequest) -> str:
    """Whoever is signed in by her account, wherever she sits; a visitor by her network."""
    user = getattr(request, "user", None)
    return f"{ACCOUNT}{user.pk}" if user and user.is_authenticated else network_of(visitor_address(request))


def holder_of(request: HttpRequest) -> str:
    """By whom a place of the machine is held while a file is made; no address of anybody lies on the disk."""
    counted = counted_as(request)
    return salted_hmac("exports", counted).hexdigest()[:32] if counted else ""


def sign_in_address(request: HttpRequest) -> str | None:
    """The first address of the visitor's network: django-axes keeps addresses, and nobody is signed in yet."""
    return network_of(visitor_address(request)).partition("/")[0] or None


def account_name(request: HttpRequest, credentials: dict[str, str] | None) -> str:
    """Under which name django-axes counts: letters' case is not a way to a fresh counter, a known browser is."""
    email = (credentials or request.POST).get("username", "").lower()
    device = device_of(request, email)
    return f"{device} {email}"[:LONGEST_NAME] if device else email


def client_in_logs(username: str, ip_address: str, user_agent: str, path_info: str, request: HttpRequest) -> str:
    """What the log tells of who missed: where from, which is what a firewall can use."""
    return ip_address or "an unknown address"


def too_many_failures(request: HttpRequest, email: str) -> bool:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    name = account_name(request, {"username": email})

    def failures(condition: Q) -> int:
        recent = AccessAttempt.objects.filter(condition, attempt_time__gte=since)
        return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0

    if device_of(request, email):
        return failures(Q(username=name)) >= PER_DEVICE
    from_here = Q(ip_address=sign_in_address(request))
    return failures(Q(username=name)) >= PER_ACCOUNT or failures(from_here) >= PER_ADDRESS


def forget_failures(request: HttpRequest, email: str) -> None:
    """Of this visitor with this account: she has just proved to be its owner."""
    name = account_name(request, {"username": email})
    AccessAttempt.objects.filter(username=name, ip_address=sign_in_address(request)).delete()


def forget_all_failures(email: str) -> None:
    """From wherever: the password that was guessed at is another one now."""
    AccessAttempt.objects.filter(of_account(email)).delete()


@transaction.atomic
def forget_sign_ins(before: datetime) -> int:
    """Who signed in or missed, from where and with which browser; how many rows."""
    records = (AccessAttempt, AccessFailureLog, AccessLog)
    return sum(model.objects.filter(attempt_time__lt=before).delete()[0] for model in records)


def too_often(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    """Counts this visit; whether there have been more than `most` from here in that time. In this process's memory."""
    counters, key = caches["counters"], f"{what}-{counted_as(request)}"
    counters.add(key, 0, seconds)
    try:
        return counters.incr(key) > most
    except ValueError:  # its time ended just now
        return False
