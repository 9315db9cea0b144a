"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest

from resolutions.web.view_settings import ViewSettings, settings_of


def view_settings(request: HttpRequest) -> dict[str, ViewSettings]:
    return {"view_settings": settings_of(request)}


def contact(request: HttpRequest) -> dict[str, str]:
    """Whom to write to when an organizer has left no address, and who answers for what is kept of subscribers."""
    return {
        "contact_email": settings.CONTACT_EMAIL,
        "data_operator": settings.DATA_OPERATOR,
    }
