"""Pages that say what went wrong and offer a way on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from resolutions.pages.typed import may_go_again, stored_nowhere, typed_in


class Gone(Http404):
    """What stood under this address was public and has been removed."""


def bad_parameters(request: HttpRequest, problems: list[dict[str, str]]) -> HttpResponse:
    return render(request, "400.html", {"filter_errors": problems}, status=400)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return stored_nowhere(HttpResponse(render_to_string("400.html", {"typed": typed_in(request)}), status=400))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return stored_nowhere(render(request, "403.html", {"typed": typed_in(request)}, status=403))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """She signed in again in another tab, the form stood open for too long, or it came from elsewhere."""
    typed = typed_in(request, again=may_go_again(request))
    return stored_nowhere(render(request, "stale_form.html", {"typed": typed}, status=403))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Gone):
        return render(request, "410.html", status=410)
    response = render(request, "404.html", {"typed": typed_in(request)}, status=404)
    return stored_nowhere(response) if request.method == "POST" else response


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: this page needs neither the database nor a session.

    The text of a form is there to be copied only: nobody knows how much of it was done.
    """
    page = render_to_string("500.html", {"typed": typed_in(request)})
    return stored_nowhere(HttpResponseServerError(page))
