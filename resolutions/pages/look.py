"""The city's own colours and emblem, as a browser gets them; the addresses that pages have end with their version."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from resolutions.models import Look
from resolutions.web.look import emblem_url, shown_look
from resolutions.web.validators import not_modified

KEPT = "public, max-age=3600"  # a changed one has another address
ASKED_ABOUT = "no-cache"  # what another address says than the one it has now


@require_safe
def look_style(request: HttpRequest) -> HttpResponse:
    """Nothing but colours that were computed; without any of its own the city has no such sheet."""
    look = shown_look()
    if not look.style_url:
        raise Http404
    return kept(request, look.style_url, look.style.encode(), "text/css; charset=utf-8")


@require_safe
def emblem(request: HttpRequest) -> HttpResponse:
    look = Look.objects.exclude(emblem_version="").first()
    if look is None:
        raise Http404
    return kept(request, emblem_url(look), bytes(look.emblem), "image/png")


def kept(request: HttpRequest, address: str, content: bytes, content_type: str) -> HttpResponse:
    """`address`: the one that it has now, and no other content ever has."""
    etag = quote_etag(address)
    response = not_modified(request, etag) or HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = KEPT if request.get_full_path() == address else ASKED_ABOUT
    return response
