"""Pages that say what went wrong and offer a way on."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string


class Gone(Http404):
    """What stood under this address was public and has been removed."""


def bad_parameters(request: HttpRequest, problems: list[dict[str, str]]) -> HttpResponse:
    return render(request, "400.html", {"filter_errors": problems}, status=400)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form stood open for too long, or came from elsewhere."""
    return render(request, "403.html", {"stale_form": True}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Gone):
        return render(request, "410.html", status=410)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: this page needs neither the database nor a session."""
    context: dict[str, Any] = {}
    return HttpResponseServerError(render_to_string("500.html", context))
