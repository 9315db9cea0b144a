"""The list of drafts, and what is done to a draft as a whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from resolutions.models import Complaint, Draft
from resolutions.review.editing import DraftClosed, discard, start_from_nothing
from resolutions.review.sharing import share, unshare
from resolutions.vocabulary import DraftState
from resolutions.web.desks import desks_of
from resolutions.web.paging import page_of_found
from resolutions.work.after_response import see_to
from resolutions.work.kinds import READ
from resolutions.workspace.access import draft_of, editor, for_editors, organizers_of
from resolutions.workspace.both_texts import ENTERED_BEFORE
from resolutions.workspace.draft_tabs import CountedDrafts, asked_for, counted, tabs_of
from resolutions.workspace.waiting import for_read_drafts

DRAFTS_ON_A_PAGE = 30
WHILE_READ = "Документ как раз читается: отклонить его можно будет через минуту."


@require_safe
@for_editors
def draft_list(request: HttpRequest) -> HttpResponse:
    by = editor(request)
    asked = asked_for(request.GET)
    drafts = asked.of(Draft.objects.edited_by(by), by)
    counts = counted(drafts)
    rows = asked.in_state(drafts).for_listing(timezone.now()).order_by("-changed_at", "-pk")
    page = page_of_found(CountedDrafts(rows, counts[asked.state]), DRAFTS_ON_A_PAGE, request.GET.get("page"))
    waiting = sum(draft.state == DraftState.WAITING for draft in page)
    if waiting:
        see_to(READ)
    context = {"page": page, "asked": asked, "tabs": tabs_of(counts, asked.state), "waiting": waiting}
    context["complaints"] = Complaint.objects.settled_by(editor(request)).new().count()
    context["desks"] = desks_of(editor(request))
    return render(request, "workspace/draft_list.html", context)


@require_POST
@for_editors
def start(request: HttpRequest) -> HttpResponse:
    """«Набрать с нуля»: an empty draft, opened as text."""
    organizers = organizers_of(editor(request))
    chosen = request.POST.get("organizer", "")
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10:
        organizers = organizers.filter(pk=chosen)
    organizer = organizers.first()
    if organizer is None:
        messages.error(request, "Выберите организатора.")
        return redirect("draft-upload")
    return redirect("draft-text", pk=start_from_nothing(organizer, editor(request)).pk)


@require_POST
@for_editors
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_of(request, pk)
    try:
        discard(draft, editor(request))
    except DraftClosed as refusal:
        messages.error(request, WHILE_READ if refusal.draft.state == DraftState.WAITING else ENTERED_BEFORE)
    return redirect(draft)


@require_POST
@for_read_drafts
def share_link(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.POST.get("op") == "stop":
        unshare(draft, editor(request))
        messages.success(request, "Ссылка больше не действует.")
    else:
        share(draft, timezone.now(), editor(request))
    return redirect("draft-preview", pk=draft.pk)
