"""Pages that any other site may show inside its own: for everybody the same, without a cookie, and the only ones.

What goes wrong is one sentence inside the frame: a browser shows nothing at all of a page that forbids to be framed.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from resolutions.search.unindexed import WordsUnavailable
from resolutions.web.errors import Gone
from resolutions.web.remembering import AWAY
from resolutions.web.view_settings import ViewSettings

logger = logging.getLogger(__name__)
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

NOT_HERE = "Такой страницы в реестре нет."
LATER = "Реестр сейчас не может ответить. Обновите страницу через минуту."


def framed(view: View[P]) -> View[P]:
    @wraps(view)
    def show(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        # Who is signed in here is not known there, and what she chose for our pages is not for theirs.
        request.COOKIES.clear()
        request.view_settings = ViewSettings()  # type: ignore[attr-defined]  # as ViewSettingsMiddleware does
        try:
            response = view(request, *args, **kwargs)
        except Gone as gone:
            response = one_sentence(request, gone.sentence, 410)
        except Http404:
            response = one_sentence(request, NOT_HERE, 404)
        except (*AWAY, WordsUnavailable) as trouble:
            logger.error("No answer: %s", trouble)
            response = one_sentence(request, LATER, 503)
            response["Retry-After"] = "5"
        response["X-Robots-Tag"] = "noindex"
        return response

    exempt: Any = csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(show))
    return cast(View[P], exempt)


def one_sentence(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    response = render(request, "embed/said.html", {"sentence": sentence}, status=status)
    response["Cache-Control"] = "no-cache"
    return response
