"""Validators: 304 for whoever has an answer as it is now, before it is made; and for how long a proxy need not ask."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response


def not_modified(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The answer for whoever has what `etag` names already, or asked for nothing else (412); None for all others.

    «*» asks whether there is anything at all, which nobody knows before it is made.
    """
    if request.META.get("HTTP_IF_NONE_MATCH", "").strip() == "*":
        return None
    response = get_conditional_response(request, etag=etag)
    if response is None:
        return None
    assert isinstance(response, HttpResponse)  # nothing is streamed that says nothing
    response["ETag"] = etag
    return response


def same_for_all(response: HttpResponse) -> HttpResponse:
    """The proxy of the same machine (deploy/nginx) may give it to others for a second, by address and view settings,
    and for longer while nobody answers behind it. It keeps nothing that does not say so; visitors never see the header.
    """
    response["X-Accel-Expires"] = "1"
    return response
