"""A remembered page that is shown while the database is away says so, and since when it is as it is."""

from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone

# In base.html once; what people wrote stands there escaped.
PLACE = b'<main class="site-main" id="main"'


def marked(page: tuple[str, bytes], made_at: float) -> HttpResponse | None:
    """Kept by nobody, as it is the page for a while only. None of what has no place for a mark: a feed, a fragment."""
    content_type, content = page
    if not content_type.startswith("text/html") or PLACE not in content:
        return None
    moment = datetime.fromtimestamp(made_at, get_current_timezone())
    mark = render_to_string("components/as_it_was.html", {"moment": moment}).strip().encode()
    response = HttpResponse(content.replace(PLACE, mark + PLACE, 1), content_type=content_type)
    response["Cache-Control"] = "no-store"
    return response
