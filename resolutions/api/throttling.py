"""So many requests a minute from one address, so that one careless program does not slow everybody down."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from resolutions.pages.throttling import visitor_address

ONE_SUBSCRIBER = 64  # bits: whoever has one IPv6 address has the whole network of that size


class PerAddress(SimpleRateThrottle):
    cache = caches["counters"]

    def get_rate(self) -> str:
        return f"{settings.API_REQUESTS_PER_MINUTE}/min"

    def allow_request(self, request: Request, view: Any) -> bool:
        # A browser asks for permission before some requests; that is no request of the program's.
        return request.method == "OPTIONS" or super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api-{subscriber(visitor_address(request))}"


def subscriber(address: str | None) -> str:
    if address and isinstance(ip_address(address), IPv6Address):
        return str(ip_network((address, ONE_SUBSCRIBER), strict=False))
    return str(address)
