"""«Сообщения об ошибках»: what readers wrote, for the editors of that organizer and for moderators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from resolutions.models import Complaint
from resolutions.register.complaints import settle
from resolutions.web.paging import page_of
from resolutions.workspace.access import LONGEST_KEY, editor, for_people_who

COMPLAINTS_ON_A_PAGE = 30


@require_safe
@for_people_who("settle")
def complaint_list(request: HttpRequest) -> HttpResponse:
    own = Complaint.objects.settled_by(editor(request))
    page = page_of(Paginator(own.for_listing(), COMPLAINTS_ON_A_PAGE), request.GET.get("page"))
    return render(request, "workspace/complaint_list.html", {"page": page})


@require_POST
@for_people_who("settle")
def settle_complaint(request: HttpRequest, pk: int) -> HttpResponse:
    own = Complaint.objects.settled_by(editor(request)).select_related("forum")
    complaint = get_object_or_404(own, pk=pk if len(str(pk)) <= LONGEST_KEY else 0)
    settle(complaint, editor(request))
    messages.success(request, "Отмечено: разобрано.")
    return redirect("complaint-list")
