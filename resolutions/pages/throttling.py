"""The slow counters behind the login form.

django-axes stops five misses of one address against one account. Guesses from many addresses at one account,
or from one address at many accounts, stay under that; they are stopped here, from the same records.
"""

from axes.attempts import get_cool_off_threshold
from axes.models import AccessAttempt
from django.db.models import Q, Sum

PER_ACCOUNT = 30
PER_ADDRESS = 50


def too_many_failures(email: str, ip_address: str | None) -> bool:
    def failures(condition: Q) -> int:
        recent = AccessAttempt.objects.filter(condition, attempt_time__gte=get_cool_off_threshold())
        return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0

    return (
        failures(Q(username__iexact=email)) >= PER_ACCOUNT
        or failures(Q(ip_address=ip_address)) >= PER_ADDRESS
    )
