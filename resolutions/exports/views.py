"""The doors for taking away: a list under its filter, and a forum. What cannot be given is refused in one sentence."""

import logging
from collections.abc import Generator, Iterator
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolution_reader import cage
from resolutions.exports.formats import FORMATS, Format
from resolutions.exports.naming import disposition
from resolutions.exports.selection import Selection, filtered, selection_of_forum, selection_of_list
from resolutions.models import Forum
from resolutions.web.errors import absent, refusal
from resolutions.web.throttling import holder_of

logger = logging.getLogger(__name__)
# A large file holds a thread of the server as long as it is being read; half of them stay for pages.
EXPORTS = cage.Places("exports", places=4, patience=2.0, each=2)
AHEAD = 256 * 1024  # bytes
BUSY = "Сейчас скачивают другие файлы. Попробуйте через минуту."
ENOUGH = "Для вас уже готовятся или скачиваются другие файлы. Дождитесь одного из них и повторите."
TOO_LONG = "Документ вышел бы слишком длинным. Уточните фильтры или скачайте таблицу: CSV или Excel."
FAILED = "Файл не получился, и мы об этом уже знаем. Скачайте найденное в другом формате."
TOO_MANY = (
    "Найдено рекомендаций: {count}, а в формате {label} скачивают не больше {most}. "
    "Уточните фильтры или скачайте таблицу: CSV{spreadsheet}."
)


@require_safe
def recommendation_export(request: HttpRequest, format: str) -> HttpResponseBase:
    wanted = format_called(format)
    found = filtered(request.GET)
    if not found.is_valid():
        wrong = [f"{problem['label']} ({problem['parameter']}): {problem['message']}" for problem in found.problems]
        return refusal("В адресе ошибка, поэтому файла нет. " + " ".join(wrong), 400)
    return respond(request, wanted, selection_of_list(found, request.GET, timezone.localtime()))


@require_safe
def forum_export(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    wanted = format_called(format)
    forum = Forum.objects.visible_to(request.user).for_listing().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    return respond(request, wanted, selection_of_forum(forum, timezone.localtime()))


def format_called(name: str) -> Format:
    if name not in FORMATS:
        raise Http404
    return FORMATS[name]


def respond(request: HttpRequest, format: Format, selection: Selection) -> HttpResponseBase:
    if not format.holds(selection.count):
        spreadsheet = " или Excel" if FORMATS["xlsx"].holds(selection.count) and format.name != "xlsx" else ""
        count, most = (f"{number:,}".replace(",", "\u00a0") for number in (selection.count, format.most))
        return refusal(TOO_MANY.format(count=count, label=format.label, most=most, spreadsheet=spreadsheet), 400)
    headers = {"Content-Disposition": disposition(selection, format.name), "X-Robots-Tag": "noindex"}
    if request.method == "HEAD":  # streaming, because nobody knows the length without making it all
        return StreamingHttpResponse((), content_type=format.media_type, headers=headers)
    selection = replace(selection, taken_by=holder_of(request))
    try:
        content = Begun(in_turn(format.write(selection), selection.taken_by))
    except cage.Stopped as stopped:
        if stopped.reason in ("busy", "enough"):
            return refusal(BUSY if stopped.reason == "busy" else ENOUGH, 503)
        if stopped.reason in ("slow", "greedy"):
            return refusal(TOO_LONG, 400)
        logger.error("No %s: %s", format.name, stopped)
        return refusal(FAILED, 500)
    if content.is_whole:
        return HttpResponse(b"".join(content.pieces), content_type=format.media_type, headers=headers)
    return StreamingHttpResponse(content, content_type=format.media_type, headers=headers)


def in_turn(content: Iterator[bytes], who: str) -> Generator[bytes]:
    with cage.place_in(EXPORTS, who):
        yield from content


class Begun:
    """Content whose first pieces are made: what fails at once fails while there is still another answer, and what ends
    within them has left its place before a slow visitor takes it."""

    def __init__(self, content: Generator[bytes]) -> None:
        self.content = content
        self.pieces: list[bytes] = []
        self.is_whole = False
        for piece in content:
            self.pieces.append(piece)
            if sum(map(len, self.pieces)) >= AHEAD:
                break
        else:
            self.is_whole = True

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        yield from self.content

    def close(self) -> None:
        """Called when the response is over, also for a visitor who went away: the place is free again."""
        self.content.close()
