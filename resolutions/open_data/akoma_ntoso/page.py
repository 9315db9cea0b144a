"""/forums/<slug>/akn.xml: made when first asked for, the same until the register changes or the day ends."""

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolutions.models import Forum
from resolutions.open_data.akoma_ntoso.document import akoma_ntoso
from resolutions.open_data.akoma_ntoso.elements import MEDIA_TYPE
from resolutions.open_data.responses import open_to_all, unchanged
from resolutions.tracking import content_version
from resolutions.web.errors import absent
from resolutions.web.remembering import START


@require_safe
def forum_as_akoma_ntoso(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Of published forums alone: a document that travels must not be of something not yet published."""
    version = content_version()  # before the forum is read: what changes meanwhile has the next number
    forum = Forum.objects.readable().filter(slug=slug).select_related("organizer", "locality").first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    today = timezone.localdate()
    state = f"{version}-{START}-{today:%Y%m%d}"
    has_it = unchanged(request, state)
    if has_it is not None:
        return has_it
    key = f"akn-{slug}-{state}"
    kept = caches["pages"].get(key)
    if kept is None:
        kept = f"{MEDIA_TYPE}; charset=utf-8", akoma_ntoso(forum, today)
        caches["pages"].set(key, kept)
    content_type, document = kept
    response = HttpResponse(document, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{slug}.akn.xml"'
    return open_to_all(response, state)
