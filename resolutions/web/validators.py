"""Validators: 304 for whoever has an answer as it is now, before it is made."""

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
