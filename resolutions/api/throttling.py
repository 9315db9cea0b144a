"""So many requests a minute of one visitor, so that one careless program does not slow everybody down."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from resolutions.web.throttling import counted_as

if TYPE_CHECKING:
    from rest_framework.views import APIView


class PerAddress(SimpleRateThrottle):
    cache = caches["counters"]

    def get_rate(self) -> str:
        return f"{settings.API_REQUESTS_PER_MINUTE}/min"

    def allow_request(self, request: Request, view: "APIView") -> bool:
        # A browser asks for permission before some requests; that is no request of the program's.
        return request.method == "OPTIONS" or super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: "APIView") -> str:
        return f"api-{counted_as(request._request)}"
