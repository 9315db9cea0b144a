"""A draft whose document is not read: its place in the queue, or why it could not be read. No other page shows it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from resolutions.models import Draft
from resolutions.review.editing import DraftClosed
from resolutions.review.queue import try_again
from resolutions.vocabulary import DraftState
from resolutions.work.after_response import see_to
from resolutions.work.kinds import READ
from resolutions.workspace.access import draft_of, editor, for_editors

P = ParamSpec("P")
SOON = 3  # places in the queue that are read within seconds
OFTEN, SELDOM = 1, 5  # seconds between two questions of the page


def for_read_drafts(
    view: Callable[Concatenate[HttpRequest, Draft, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, int, P], HttpResponse]:
    """A page of a draft, given to it as `draft`; while its document is unread, that is said instead."""

    @wraps(view)
    @for_editors
    def show(request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        draft = draft_of(request, pk)
        if not draft.is_unread:
            return view(request, draft, *args, **kwargs)
        if request.method == "POST":
            return redirect(draft)
        return in_queue(request, draft) if draft.state == DraftState.WAITING else refused(request, draft)

    return show


def in_queue(request: HttpRequest, draft: Draft) -> HttpResponse:
    return render(request, "workspace/waiting.html", {"draft": draft, **where_it_stands(draft)})


def refused(request: HttpRequest, draft: Draft) -> HttpResponse:
    return render(request, "workspace/refused.html", {"draft": draft})


class Standing(TypedDict):
    place: int
    is_being_read: bool
    pause: int  # seconds between two questions of the page


def where_it_stands(draft: Draft) -> Standing:
    """Looked up, and seen to it that somebody reads: whoever should have done it may have been killed."""
    see_to(READ)
    placed = Draft.objects.with_queue_place(timezone.now()).get(pk=draft.pk)
    pause = OFTEN if placed.queue_place <= SOON else SELDOM
    return {"place": placed.queue_place, "is_being_read": placed.is_being_read, "pause": pause}


@require_safe
@for_editors
def queue_place(request: HttpRequest, pk: int) -> HttpResponse:
    """For scripts: the new place; nothing when it is the one `seen`; and to load the page anew when it has left."""
    draft = draft_of(request, pk)
    if draft.state != DraftState.WAITING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    standing = where_it_stands(draft)
    if request.GET.get("seen") == ("read" if standing["is_being_read"] else str(standing["place"])):
        return HttpResponse(status=204)
    return render(request, "workspace/queue_place.html", {"draft": draft, **standing})


@require_POST
@for_editors
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """«Попробовать ещё раз»."""
    draft = draft_of(request, pk)
    try:
        try_again(draft, editor(request))
    except DraftClosed:
        messages.info(request, "Этот документ уже прочитан.")
    else:
        see_to(READ)
    return redirect(draft)
