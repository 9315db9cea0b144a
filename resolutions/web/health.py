"""For the machines that watch us: is the process alive, and can it answer? No more is said: anybody may ask.

This machine itself is told by `/readyz` how old its last backup is.
"""

from ipaddress import ip_address

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from resolutions.last_backup import LastBackup, last_backup

PASSED_ON = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("not ok\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n" + (ages() if is_from_here(request) else ""), content_type="text/plain")


def is_from_here(request: HttpRequest) -> bool:
    """From the loopback, and not through a proxy there, which would say for whom it asks."""
    try:
        is_loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_loopback and not any(request.headers.get(name) for name in PASSED_ON)


def ages() -> str:
    """In seconds: of the last backup, and since one was last proven sound; `never`."""
    known, now = last_backup() or LastBackup(""), timezone.now()
    told = {"backup": known.made_at, "backup_check": known.checked_at}
    seconds = {name: known.seconds_since(moment, now) for name, moment in told.items()}
    return "".join(f"{name}_age_seconds {'never' if age is None else age}\n" for name, age in seconds.items())


WATCHED = {"/healthz": healthz, "/readyz": readyz}
