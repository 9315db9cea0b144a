"""«Как текст»: the whole draft in one field, re-read when it is saved."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.characters import plain
from resolutions.models import Draft
from resolutions.review.editing import Change, DraftClosed, StaleDraft, edit
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import register_directory
from resolutions.review.rereading import reread
from resolutions.review.sheet import Sheet, blocks_from_json, sheet_from_json
from resolutions.review.text_mode import text_of
from resolutions.workspace.access import editor
from resolutions.workspace.both_texts import beside, both_whole, closed
from resolutions.workspace.form import revision_in
from resolutions.workspace.reviewing import not_on_review
from resolutions.workspace.waiting import for_read_drafts

MOST = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 500_000  # bytes; the rest is for what is typed more
TOO_LONG = "Черновик слишком велик, чтобы править его одним текстом: правьте его по карточкам."


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def as_text(request: HttpRequest, draft: Draft) -> HttpResponse:
    elsewhere = not_on_review(request, draft)
    if elsewhere:
        return elsewhere
    if request.method != "POST":
        text = text_of(sheet_from_json(draft.outline))
        if len(text.encode()) > MOST:
            messages.error(request, TOO_LONG)
            return redirect(draft)
        return render(request, "workspace/text.html", {"draft": draft, **beside(text)})
    typed = plain(request.POST.get("text", ""))
    if request.POST.get("op") == "show":
        return unsaved(request, draft, typed)
    blocks, directory = blocks_from_json(draft.blocks), register_directory()

    def read_again(sheet: Sheet) -> Sheet:
        return reread(typed, sheet, directory, blocks)

    try:
        edit(draft, revision_in(request.POST), [Change("Правка в виде текста", read_again)], editor(request))
    except ImpossibleOperation as refusal:
        messages.error(request, str(refusal))
        return unsaved(request, draft, typed, status=422)
    except StaleDraft as stale:
        return both_whole(request, stale.draft)
    except DraftClosed as late:
        return closed(request, late.draft)
    messages.success(request, "Сохранено, текст разобран на карточки.")
    return redirect("draft-text" if request.POST.get("op") == "stay" else "draft-review", pk=draft.pk)


def unsaved(request: HttpRequest, draft: Draft, typed: str, *, status: int = 200) -> HttpResponse:
    """The text as it was typed, with the revision that she saw; what it would become stands beside it."""
    context = {"draft": draft, "is_unsaved": True, "revision": revision_in(request.POST), **beside(typed)}
    return render(request, "workspace/text.html", context, status=status)
