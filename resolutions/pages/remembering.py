"""A public page is made once for each state of the register and shown again as long as nothing has changed."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from resolutions.tracking import content_version

View = Callable[..., HttpResponse]
# Whoever carries one of these may see more than the public page, or a message on it.
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
ONE_DAY = 24 * 3600


def remembered(view: View) -> View:
    """For visitors: the same page for the same address, view settings and content version."""

    @wraps(view)
    def show(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if any(name in request.COOKIES for name in PERSONAL_COOKIES):
            return view(request, *args, **kwargs)
        # The version is read before the page is made: what changes meanwhile has the next number.
        key = key_of(request, content_version())
        page = cache.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            page = response.content
            cache.set(key, page, ONE_DAY)
        return HttpResponse(page)

    return show


def key_of(request: HttpRequest, version: int) -> str:
    look = request.view_settings.to_cookie()  # type: ignore[attr-defined]  # set by ViewSettingsMiddleware
    words = f"{version} {look} {request.build_absolute_uri()}"
    return "page-" + hashlib.sha256(words.encode()).hexdigest()
