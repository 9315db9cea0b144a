"""Pages that say what went wrong and offer a way on."""

from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from resolutions.models.forum import TakenBack
from resolutions.web.look import without_request
from resolutions.web.typed import may_go_again, stored_nowhere, typed_in
from resolutions.web.validators import same_for_all

GONE = "Здесь была запись реестра, но её удалили."
WITHHELD = "Исходный файл не показывается: в нём личные данные, скрытые в резолюции."


class Gone(Http404):
    """What stood under this address was public and is not any more; `was` is what may be told of it, if known."""

    def __init__(self, was: TakenBack | None = None) -> None:
        super().__init__()
        self.was = was

    @property
    def sentence(self) -> str:
        """Whose it was and since when it is gone, without a word of what it said."""
        if self.was is None:
            return GONE
        if self.was.public_forum:
            what = "Рекомендацию убрали из резолюции"
        else:
            what = "Резолюция удалена" if self.was.is_deleted else "Резолюция снята с публикации"
        day = date_format(timezone.localdate(self.was.at), "j E Y")
        return f"{what} {day}." + (f" Организатор: {self.was.organizer}." if self.was.organizer else "")


class Withheld(Gone):
    """A file that says what is hidden; the resolution itself can be read."""

    def __init__(self, instead: str) -> None:
        super().__init__()
        self.instead = instead

    @property
    def sentence(self) -> str:
        return WITHHELD


def absent(was: TakenBack | None) -> Http404:
    """What a door raises that shows nothing: 410 where something was public, 404 where nothing ever was."""
    return Gone(was) if was else Http404()


def bad_parameters(request: HttpRequest, problems: list[dict[str, str]]) -> HttpResponse:
    return render(request, "400.html", {"filter_errors": problems}, status=400)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return stored_nowhere(HttpResponse(without_request("400.html", typed=typed_in(request)), status=400))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return stored_nowhere(said(request, "403.html", 403, typed=typed_in(request)))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """She signed in again in another tab, the form stood open for too long, or it came from elsewhere."""
    typed = typed_in(request, again=may_go_again(request))
    return stored_nowhere(said(request, "stale_form.html", 403, typed=typed))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Gone):
        # In a proxy it takes the place of the page that was there.
        return same_for_all(said(request, "410.html", 410, gone=exception))
    response = said(request, "404.html", 404, typed=typed_in(request))
    return stored_nowhere(response) if request.method == "POST" else response


def said(request: HttpRequest, page: str, status: int, **context: object) -> HttpResponse:
    """Asked about each time: what is not there now may be a moment later. While nobody can say who is signed in,
    without the request."""
    content: str
    try:
        content = render_to_string(page, context, request=request)
    except Error:
        content = without_request(page, **context)
    return HttpResponse(content, status=status, headers={"Cache-Control": "no-cache"})


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: this page needs neither the database nor a session.

    The text of a form is there to be copied only: nobody knows how much of it was done.
    """
    page = without_request("500.html", typed=typed_in(request))
    return stored_nowhere(HttpResponseServerError(page))


def refusal(sentence: str, status: int) -> HttpResponse:
    """Instead of a file: a program that waits for one reads it as easily as a person."""
    headers = {"X-Robots-Tag": "noindex"} | ({"Retry-After": "60"} if status == 503 else {})
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status, headers=headers)
