"""What every template may use."""

from django.http import HttpRequest

from resolutions.pages.view_settings import ViewSettings


def view_settings(request: HttpRequest) -> dict[str, ViewSettings]:
    return {"view_settings": getattr(request, "view_settings", ViewSettings())}
