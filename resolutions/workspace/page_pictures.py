"""The picture of a scanned page, beside the text that was recognised in it."""

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from PIL import Image

from resolution_reader import UnreadableDocument, picture_of_page
from resolutions.models import Draft
from resolutions.workspace.waiting import for_read_drafts

QUALITY = 70  # of the .jpg: print stays sharp, and a page has some 300 KB
SOON = "5"  # seconds, until a place in the cage is free


@require_safe
@for_read_drafts
def page_picture(request: HttpRequest, draft: Draft, page: int) -> HttpResponse:
    """Of a page in whose picture something was recognised; no other page is drawn."""
    pictured = {number for block in draft.blocks if (number := block.get("picture"))}  # older drafts lack the key
    if page not in pictured or draft.source is None:
        raise Http404
    try:
        with draft.source.file.open() as file:
            dots = picture_of_page(file.read(), page)
    except FileNotFoundError as lost:
        raise Http404 from lost
    except UnreadableDocument as refusal:
        return HttpResponse(
            str(refusal), status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": SOON}
        )
    picture = BytesIO()
    Image.open(BytesIO(dots), formats=["PPM"]).save(picture, "JPEG", quality=QUALITY)
    return HttpResponse(picture.getvalue(), content_type="image/jpeg")
