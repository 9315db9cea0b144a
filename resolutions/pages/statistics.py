"""Statistics: what the whole register looks like in figures, each with its file."""

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.filters import RecommendationFilter
from resolutions.models import Forum, Recommendation
from resolutions.pages.figures import Statistics, statistics_of
from resolutions.pages.remembering import remembered
from resolutions.pages.snippets import Snippet
from resolutions.records import absolute


def counted_now() -> tuple[Statistics | None, bool]:
    """Of everything public; and whether that may be kept."""
    found = RecommendationFilter(QueryDict(), Recommendation.objects.public()).found
    counted = statistics_of(found)
    return counted, counted is not None and not found.is_behind


@require_safe
@remembered
def statistics(request: HttpRequest) -> HttpResponse:
    counted, may_be_kept = counted_now()
    response = render(
        request,
        "resolutions/statistics.html",
        {
            "snippet": Snippet(
                title="Статистика",
                description="Сколько рекомендаций приняли общественные форумы: по годам, местам, темам и адресатам. "
                "Под каждым рисунком таблица и файл.",
                path=request.path,
            ),
            "statistics": counted,
            "forums": Forum.objects.public().count(),
        },
    )
    if not may_be_kept:
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def figure_file(request: HttpRequest, name: str) -> HttpResponse:
    """All the bars of a figure, as a table that a Russian Excel opens: a byte order mark, semicolons, CRLF."""
    counted, may_be_kept = counted_now()
    figure = next((figure for figure in counted.figures if figure.name == name), None) if counted else None
    if figure is None:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure.name}.csv"'
    response["Cache-Control"] = "no-cache" if may_be_kept else "no-store"
    writer: Any = csv.writer(response, delimiter=";")
    writer.writerow([figure.what, "Рекомендаций", "Список"])
    writer.writerows([neutral(bar.label), bar.count, absolute(bar.url) if bar.url else ""] for bar in figure.all_bars)
    return response


def neutral(label: str) -> str:
    """An apostrophe in front of a name that a spreadsheet would compute."""
    return f"'{label}" if label.lstrip().startswith(("=", "+", "-", "@")) else label
