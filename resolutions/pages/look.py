"""The city's own colours, emblem and name, as a browser gets them; the addresses that pages have end with a version."""

import json
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from resolutions.models import Look
from resolutions.register.emblem import SIDE
from resolutions.web.look import REGISTER, emblem_url, shown_look
from resolutions.web.validators import not_modified

KEPT = "public, max-age=3600"  # a changed one has another address; the manifest may be an hour old
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


@require_safe
def site_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone calls the portal on its screen, and draws there."""
    look = shown_look()
    said = {
        "name": look.name,
        "short_name": "Резолюции" if look.name == REGISTER else look.name,
        "lang": "ru",
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": "#faf8f4",
        "theme_color": look.main,
        "icons": icons(look.emblem_url),
    }
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    return kept(request, reverse("site-manifest"), content, "application/manifest+json")


def icons(emblem_url: str) -> list[dict[str, str]]:
    if emblem_url:
        return [{"src": emblem_url, "sizes": f"{SIDE}x{SIDE}", "type": "image/png"}]
    return [
        {"src": static("icons/touch-180.png"), "sizes": "180x180", "type": "image/png"},
        {"src": static("icons/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
    ]


def kept(request: HttpRequest, address: str, content: bytes, content_type: str) -> HttpResponse:
    """`address`: the one that it has now."""
    etag = quote_etag(sha256(content).hexdigest()[:16])
    response = not_modified(request, etag) or HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = KEPT if request.get_full_path() == address else ASKED_ABOUT
    return response
