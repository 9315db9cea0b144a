"""The last look before everyone sees it: errors stop here, doubts are listed once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.models import Draft
from resolutions.review.accept import HasErrors, accept_and_publish
from resolutions.review.doubts import doubts_of
from resolutions.review.editing import DraftClosed, StaleDraft
from resolutions.review.publish import NotPublishable
from resolutions.review.sheet import Sheet, sheet_from_json
from resolutions.vocabulary import DraftState
from resolutions.workspace.access import editor
from resolutions.workspace.both_texts import already
from resolutions.workspace.form import called, revision_in
from resolutions.workspace.screen import anchor_of
from resolutions.workspace.waiting import for_read_drafts


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def publish(request: HttpRequest, draft: Draft) -> HttpResponse:
    if draft.state != DraftState.OPEN:
        return already(request, draft)
    if draft.revises_id:
        return redirect("draft-differences", pk=draft.pk)
    if request.method != "POST":
        return ask(request, draft)
    try:
        forum = accept_and_publish(draft, revision_in(request.POST), editor(request))
    except HasErrors:
        return ask(request, draft, status=409)
    except StaleDraft as stale:
        messages.error(request, "Черновик тем временем изменили: посмотрите ещё раз и опубликуйте.")
        return ask(request, stale.draft, status=409)
    except NotPublishable as refusal:
        messages.error(request, str(refusal))
        return ask(request, draft, status=409)
    except DraftClosed as late:
        return already(request, late.draft)
    messages.success(request, "Опубликовано. Теперь резолюцию видят все.")
    return redirect(forum)


def ask(request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
    sheet = sheet_from_json(draft.outline)
    found = [(doubt, anchor_of(doubt.where, sheet), place_name(doubt.where, sheet)) for doubt in doubts_of(sheet)]
    context = {
        "draft": draft,
        "sheet": sheet,
        "errors": [row for row in found if row[0].is_error],
        "doubts": [row for row in found if not row[0].is_error],
    }
    return render(request, "workspace/publish.html", context, status=status)


def place_name(where: int, sheet: Sheet) -> str:
    if where == 0:
        return "О форуме"
    for section in sheet.sections:
        if section.key == where:
            return f"Секция «{section.title or 'без названия'}»"
    return called(sheet.card(where))
