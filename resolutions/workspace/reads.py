"""«Сколько открывали»: pages of her forums by months, to look at and to take away for a report."""

import csv
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from resolutions.cells import neutral
from resolutions.models import Forum, ForumReads, User
from resolutions.records import absolute
from resolutions.web.paging import page_of
from resolutions.workspace.access import editor, for_editors

MONTHS = 12
FORUMS_ON_A_PAGE = 50


def months_until(today: date) -> list[date]:
    """First days of the last twelve months, the present one first."""
    numbers = [today.year * 12 + today.month - 1 - back for back in range(MONTHS)]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def own_forums(user: User) -> list[int]:
    return list(Forum.objects.owned_by(user).public().values_list("pk", flat=True))


@require_safe
@for_editors
def reads(request: HttpRequest) -> HttpResponse:
    months = months_until(timezone.localdate())
    own = ForumReads.objects.filter(forum__in=own_forums(editor(request)), day__gte=months[-1])
    opened = dict.fromkeys(months, 0)
    for _, month, count in own.by_month():
        opened[month] += count
    forums = Forum.objects.owned_by(editor(request)).public().select_related("locality")
    counted = forums.annotate(
        opened=Sum("reads__count", filter=Q(reads__day__gte=months[-1]), default=0),
        opened_this_month=Sum("reads__count", filter=Q(reads__day__gte=months[0]), default=0),
    )
    page = page_of(Paginator(counted.order_by("-opened", "-pk"), FORUMS_ON_A_PAGE), request.GET.get("page"))
    return render(
        request,
        "workspace/reads.html",
        {"months": list(opened.items()), "most": max(opened.values()), "total": sum(opened.values()), "page": page},
    )


@require_safe
@for_editors
def reads_file(request: HttpRequest) -> HttpResponse:
    """All months there are, as a table that a Russian Excel opens: a byte order mark, semicolons, CRLF."""
    forums = Forum.objects.in_bulk(own_forums(editor(request)))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="otkrytiya-{timezone.localdate():%Y-%m-%d}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["Месяц", "Форум", "Адрес", "Открыто страниц"])
    for forum, month, count in ForumReads.objects.filter(forum__in=forums).by_month():
        row = forums[forum]
        writer.writerow([date_format(month, "Y-m"), neutral(row.heading), absolute(row.get_absolute_url()), count])
    return response
