"""«Чего не нашли»: words with which visitors found nothing, for who enters resolutions and keeps the directories."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolutions.models import SoughtInVain
from resolutions.web.paging import page_of
from resolutions.workspace.access import for_people_who

# {value in the address: (days, in words)}; the first is what nobody has to choose.
PERIODS = {"month": (30, "30 дней"), "day": (1, "сегодня"), "year": (365, "год")}
WORDS_ON_A_PAGE = 50


@require_safe
@for_people_who("settle")
def sought_in_vain(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("period", "")
    chosen = asked if asked in PERIODS else next(iter(PERIODS))
    since = timezone.localdate() - timedelta(days=PERIODS[chosen][0] - 1)
    page = page_of(Paginator(SoughtInVain.objects.most_often(since), WORDS_ON_A_PAGE), request.GET.get("page"))
    periods = [(value, words) for value, (_, words) in PERIODS.items()]
    return render(request, "workspace/sought.html", {"periods": periods, "chosen": chosen, "page": page})
