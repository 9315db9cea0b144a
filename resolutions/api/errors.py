"""What goes wrong, as RFC 9457 says it to programs: a status, a Russian sentence, and which parameter it was."""

import logging
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import Annotated, Concatenate, ParamSpec, TypedDict

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from rest_framework.exceptions import APIException, Throttled

from resolutions.records import ADDRESS, absolute
from resolutions.search.unindexed import WordsUnavailable
from resolutions.web.errors import Gone

P = ParamSpec("P")
logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
# Status -> title, what to do about it.
SENTENCES = {
    400: ("Такой запрос мы не поняли", "В адресе ошибка, поэтому ничего не найдено."),
    404: ("Ничего нет", "По этому адресу ничего нет, или оно ещё не опубликовано."),
    405: ("Так нельзя", "Здесь только читают: GET, HEAD и OPTIONS."),
    406: (
        "Только JSON",
        "Здесь отвечают в формате JSON: уберите заголовок Accept или добавьте в него application/json.",
    ),
    410: ("Больше не опубликовано", "Здесь была запись, но её сняли с публикации или удалили."),
    429: (
        "Слишком часто",
        "Запросов от вас слишком много. Подождите столько секунд, сколько стоит в Retry-After.",
    ),
    500: ("Ошибка портала", "Ошибка на нашей стороне. Повторите запрос позже."),
    503: ("Портал занят", "Портал сейчас не может ответить. Повторите запрос через несколько секунд."),
}
TRY_AGAIN = {"Retry-After": "5"}


class WrongParameter(TypedDict):
    parameter: Annotated[str, "имя параметра"]
    message: Annotated[str, "что с ним не так"]


class ErrorDetails(TypedDict):
    type: Annotated[str, "адрес объяснения", ADDRESS]
    title: Annotated[str, "что случилось, в двух словах"]
    status: Annotated[int, "код ответа"]
    detail: Annotated[str, "что случилось и что делать"]
    errors: Annotated[list[WrongParameter], "какие параметры неверны; пусто, если дело не в них"]


class BadParameters(Exception):
    """`problems` as the filter names them."""

    def __init__(self, problems: list[dict[str, str]]) -> None:
        super().__init__(problems)
        self.wrong: list[WrongParameter] = [
            {"parameter": problem["parameter"], "message": problem["message"]} for problem in problems
        ]


class NoSuchPage(Http404):
    """The number is none, or past the end."""


def error_answer(
    status: int, wrong: list[WrongParameter] | None = None, headers: dict[str, str] | None = None, said: str = ""
) -> JsonResponse:
    """`said` is a sentence that tells more than the status does."""
    title, sentence = SENTENCES[status]
    about = [f"Параметр {row['parameter']}: {row['message']}" for row in wrong or []]
    body: ErrorDetails = {
        "type": absolute(f"{reverse('api')}#error-{status}"),
        "title": title,
        "status": status,
        "detail": " ".join(about) or said or sentence,
        "errors": wrong or [],
    }
    return JsonResponse(
        body, status=status, headers=headers, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def answer_to(error: Exception, context: Mapping[str, object]) -> HttpResponse | None:
    """Of what a view raised; None for what is a mistake of ours and goes on to Django (REST_FRAMEWORK setting)."""
    match error:
        case BadParameters():
            return error_answer(400, error.wrong)
        case NoSuchPage():
            return error_answer(404, [{"parameter": "page", "message": "Такой страницы нет."}])
        case Gone():
            return error_answer(410, said=error.sentence)
        case Http404():
            return error_answer(404)
        case Throttled():
            return error_answer(429, headers={"Retry-After": str(int(error.wait or 1))})
        case APIException() if error.status_code in SENTENCES:
            return error_answer(error.status_code)
        case WordsUnavailable():
            return error_answer(503, headers=TRY_AGAIN)
        case OperationalError() | InterfaceError():  # of a connection just broken, and of one broken before
            logger.error("No answer: %s", error)
            return error_answer(503, headers=TRY_AGAIN)
    return None


def is_data(request: HttpRequest) -> bool:
    """Whether programs ask: all below /api/v1/, whose own page is for people."""
    return request.path.startswith(root()) and request.path != root()


@cache
def root() -> str:
    """Asked for at every request."""
    return reverse("api")


def or_error_answer(
    page: Callable[Concatenate[HttpRequest, P], HttpResponse], status: int
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A handler of errors that Django itself meets: details for programs, the page for people."""

    @wraps(page)
    def say(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return error_answer(status) if is_data(request) else page(request, *args, **kwargs)

    return say
