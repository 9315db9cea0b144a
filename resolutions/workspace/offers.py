"""«Заявки»: who asks to have a resolution in the register; for moderators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from resolutions.models import Offer
from resolutions.register.offers import settle_offer
from resolutions.web.paging import page_of
from resolutions.workspace.access import LONGEST_KEY, editor, for_people_who

OFFERS_ON_A_PAGE = 30


@require_safe
@for_people_who("settle_offer")
def offer_list(request: HttpRequest) -> HttpResponse:
    page = page_of(Paginator(Offer.objects.new_first(), OFFERS_ON_A_PAGE), request.GET.get("page"))
    return render(request, "workspace/offer_list.html", {"page": page})


@require_POST
@for_people_who("settle_offer")
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    settle_offer(get_object_or_404(Offer, pk=pk if len(str(pk)) <= LONGEST_KEY else 0), editor(request))
    messages.success(request, "Отмечено: разобрано.")
    return redirect("offer-list")
