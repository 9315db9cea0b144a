"""/metrics: how the portal fares, in figures, for a machine that watches it (docs/server.md).

For this machine, and for whoever has the word METRICS_TOKEN. Everybody else is told that there is no such page.
"""

from ipaddress import ip_address

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from resolutions.monitoring.exposition import exposed

# By which proxies say that they ask for somebody else.
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not (has_the_word(request) or is_of_this_machine(request)):
        raise Http404
    return HttpResponse(exposed(), content_type=CONTENT_TYPE_LATEST)


def has_the_word(request: HttpRequest) -> bool:
    given, word = request.headers.get("Authorization", ""), settings.METRICS_TOKEN
    return bool(word) and constant_time_compare(given, f"Bearer {word}")


def is_of_this_machine(request: HttpRequest) -> bool:
    """Asked by the name of no site, and past every proxy, which makes each visitor look like this machine."""
    host, _ = split_domain_port(request.META.get("HTTP_HOST", ""))
    return (
        is_loopback(request.META.get("REMOTE_ADDR", ""))
        and (host == "localhost" or is_loopback(host.strip("[]")))
        and not any(name in request.META for name in FORWARDED)
    )


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
