"""Statistics: what the whole register looks like in figures, each with its file."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions.cells import neutral
from resolutions.models import Forum
from resolutions.outside.snippets import Snippet
from resolutions.pages.everything import OTHER_ACTS, requests
from resolutions.pages.figures import statistics_of
from resolutions.pictures.shown import pictures_of
from resolutions.records import absolute
from resolutions.web.remembering import remembered


@require_safe
@remembered()
def statistics(request: HttpRequest) -> HttpResponse:
    filtered = requests()
    return render(
        request,
        "resolutions/statistics.html",
        {
            "snippet": Snippet(
                title="Статистика",
                description="Сколько рекомендаций приняли общественные форумы: по годам, местам, темам и адресатам. "
                "Под каждым рисунком таблица и файл.",
                path=request.path,
            ),
            "statistics": statistics_of(filtered.found),
            "pictures": pictures_of(filtered),
            "other_acts": OTHER_ACTS,
            "forums": Forum.objects.public().count(),
        },
    )


@require_safe
def figure_file(request: HttpRequest, name: str) -> HttpResponse:
    """All the bars of a figure, as a table that a Russian Excel opens: a byte order mark, semicolons, CRLF."""
    counted = statistics_of(requests().found, most=None)
    if counted is None:
        return redirect("statistics")  # which says that the numbers are being made
    figure = next((figure for figure in counted.figures if figure.name == name), None)
    if figure is None:
        raise Http404
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{figure.name}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([figure.what, "Рекомендаций", "Список"])
    writer.writerows([neutral(bar.label), bar.count, absolute(bar.url) if bar.url else ""] for bar in figure.bars)
    return response
