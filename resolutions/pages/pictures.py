"""The pictures of what a filter finds: a page for each, and the files to take away."""

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolution_reader import cage
from resolutions.asking.choice import HOW_IT_LOOKS
from resolutions.asking.chosen import in_one_line
from resolutions.asking.facets import chosen_filters
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.outside.snippets import Snippet
from resolutions.pictures.files import MEDIA_TYPES, WRITERS, Sheet
from resolutions.pictures.kinds import KINDS, Kind
from resolutions.pictures.picture import Picture
from resolutions.pictures.shown import query_of, shown_of
from resolutions.records import absolute
from resolutions.web.errors import bad_parameters, refusal
from resolutions.web.look import shown_look
from resolutions.web.remembering import remembered
from resolutions.web.throttling import holder_of

logger = logging.getLogger(__name__)
PARAMETERS = [name for name in RecommendationFilter.base_filters if name not in HOW_IT_LOOKS]
DRAWN = cage.Places("pictures", places=2, patience=3.0, each=1)
BEING_COUNTED = "Числа сейчас пересчитываются. Попробуйте через несколько минут."
BUSY = "Сейчас рисуют для других. Попробуйте через минуту."
FAILED = "Картинка не получилась, и мы об этом уже знаем. Скачайте её в другом формате."


@require_safe
@remembered(*PARAMETERS)
def picture_page(request: HttpRequest, name: str) -> HttpResponse:
    kind, filtered = asked(request, name)
    if not filtered.is_valid():
        return bad_parameters(request, filtered.problems)
    picture = kind.picture(filtered)
    query = query_of(filtered)
    return render(
        request,
        "resolutions/picture.html",
        {
            "snippet": snippet_of(kind, filtered, request.path + query),
            "kind": kind,
            "kinds": KINDS.values(),
            "shown": picture and shown_of(kind, filtered, picture),
            "told": in_one_line(filtered),
            "chosen": chosen_filters(filtered, request.GET),
            "query": query,
            "list_url": reverse("recommendation-list") + query,
            "total": filtered.found.count(),
        },
    )


@require_safe
def picture_file(request: HttpRequest, name: str, format: str) -> HttpResponse:
    kind, filtered = asked(request, name)
    if format not in WRITERS:
        raise Http404
    if not filtered.is_valid():
        wrong = [f"{problem['label']} ({problem['parameter']}): {problem['message']}" for problem in filtered.problems]
        return refusal("В адресе ошибка, поэтому картинки нет. " + " ".join(wrong), 400)
    try:
        with cage.place_in(DRAWN, holder_of(request)):
            picture = kind.picture(filtered)
            if picture is None:
                return refusal(BEING_COUNTED, 503)
            content = WRITERS[format](sheet_of(kind, filtered, picture))
    except cage.Stopped as stopped:
        if stopped.reason in ("busy", "enough"):
            return refusal(BUSY, 503)
        logger.error("No picture as %s: %s", format, stopped)
        return refusal(FAILED, 500)
    shown = "attachment" if format == "csv" else "inline"
    disposition = f'{shown}; filename="{name}-{timezone.localdate()}.{format}"'
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=MEDIA_TYPES[format], headers=headers)


def asked(request: HttpRequest, name: str) -> tuple[Kind, RecommendationFilter]:
    if name not in KINDS:
        raise Http404
    return KINDS[name], RecommendationFilter(request.GET, Recommendation.objects.public())


def sheet_of(kind: Kind, filtered: RecommendationFilter, picture: Picture) -> Sheet:
    return Sheet(
        portal=shown_look().name,
        title=f"{kind.title}: рекомендации {picture.what}".strip(),
        told=f"Отбор: {in_one_line(filtered)}",
        address=absolute(reverse("picture-page", args=[kind.name]) + query_of(filtered)),
        made_at=timezone.localtime(),
        picture=picture,
    )


def snippet_of(kind: Kind, filtered: RecommendationFilter, path: str) -> Snippet:
    return Snippet(
        title=f"{kind.title}: {in_one_line(filtered)}",
        description=f"{kind.title}: картинка и таблица по рекомендациям общественных форумов. {in_one_line(filtered)}.",
        path=path,
        is_indexed=not filtered.criteria.chosen and not filtered.words,
    )
