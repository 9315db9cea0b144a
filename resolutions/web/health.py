"""For the machines that watch us: is the process alive, and can it answer? No more is said: anybody may ask. How
it fares is said by metrics.py, to few.

This machine itself is told by `/readyz` how old its last backup is.
"""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from resolutions.last_backup import LastBackup, last_backup
from resolutions.web.metrics import is_of_this_machine, metrics


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
    return HttpResponse("ok\n" + (ages() if is_of_this_machine(request) else ""), content_type="text/plain")


def ages() -> str:
    """In seconds: of the last backup, and since one was last proven sound; `never`."""
    known, now = last_backup() or LastBackup(""), timezone.now()
    told = {"backup": known.made_at, "backup_check": known.checked_at}
    seconds = {name: known.seconds_since(moment, now) for name, moment in told.items()}
    return "".join(f"{name}_age_seconds {'never' if age is None else age}\n" for name, age in seconds.items())


WATCHED = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
