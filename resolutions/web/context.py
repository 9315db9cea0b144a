"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from resolutions.web.look import shown_look
from resolutions.web.view_settings import ViewSettings, settings_of


def view_settings(request: HttpRequest) -> dict[str, ViewSettings]:
    return {"view_settings": settings_of(request)}


def look(request: HttpRequest) -> dict[str, Any]:
    """How the portal looks, whom to write to when an organizer has left no address, and who answers for what is kept
    of subscribers. Read when a page asks for it: what is no whole page never does."""
    return {
        "look": SimpleLazyObject(shown_look),
        "contact_email": SimpleLazyObject(lambda: shown_look().email),
        "data_operator": settings.DATA_OPERATOR,
    }
