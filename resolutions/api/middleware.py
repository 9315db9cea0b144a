"""Headers of everything that programs get, redirects and errors included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from resolutions.api.errors import is_data

ONE_DAY = 24 * 3600
REVALIDATE = "public, max-age=0, must-revalidate"
READABLE = "ETag, Link, Retry-After, Allow, X-Request-ID"


class OpenToAllMiddleware:
    """Whoever is signed in gets what everybody gets, and a script on any site may read it.

    Stands outside of what marks pages as private or as depending on a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_data(request):
            return response
        response["Cache-Control"] = REVALIDATE if response.status_code < 400 else "no-store"
        response.headers.pop("Vary", None)
        response["X-Robots-Tag"] = "noindex"  # indexes hold the pages of the same rows
        # One header for every site: an answer that named the site that asks would be stored once for each.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = READABLE
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "*"
            response["Access-Control-Max-Age"] = str(ONE_DAY)
        return response
