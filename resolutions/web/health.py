"""For the machines that watch us: is the process alive, and can it answer? No more is said: anybody may ask. How
it fares is said by metrics.py, to few."""

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from resolutions.web.metrics import metrics


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
    return HttpResponse("ok\n", content_type="text/plain")


WATCHED = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
