"""The review screen: what the document says beside what was understood, and every button of it."""

from itertools import accumulate

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from resolution_reader import Directory, OutlineFormatError
from resolutions.models import Draft
from resolutions.review.editing import DraftClosed, StaleDraft, edit, next_steps, redo, undo
from resolutions.review.like_published import as_known, look_again
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import register_directory
from resolutions.review.revise import correct_instead
from resolutions.review.sheet import Sheet, blocks_from_json, sheet_from_json
from resolutions.vocabulary import DraftState
from resolutions.workspace.access import editor
from resolutions.workspace.both_texts import closed, conflict
from resolutions.workspace.commands import ADDED, change_of
from resolutions.workspace.form import field_edits, revision_in
from resolutions.workspace.places import STRICTLY, address_of, anchor_in, changed_place, next_stop, place_after
from resolutions.workspace.screen import screen_of, stops_of
from resolutions.workspace.waiting import for_read_drafts

GONE_ON = {"publish": "draft-publish", "text": "draft-text", "preview": "draft-preview"}
SETTLING = ("settle", "settle-all", "keep", "keep-all", "choose", "choose-all")
NAMES_OFFERED = 500
MOST_OF_NAMES, AROUND_NAME = 55_000, 50  # bytes of the page, and what markup each takes of them


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def review(request: HttpRequest, draft: Draft) -> HttpResponse:
    elsewhere = not_on_review(request, draft)
    if elsewhere:
        return elsewhere
    try:
        sheet_from_json(draft.outline)
    except OutlineFormatError as reason:
        return render(request, "workspace/closed.html", {"draft": draft, "reason": reason}, status=409)
    return press(request, draft) if request.method == "POST" else screen(request, draft)


def not_on_review(request: HttpRequest, draft: Draft) -> HttpResponse | None:
    """Where a draft is looked at that is not reviewed here: it is closed, or corrects a forum; None when it is."""
    if draft.state != DraftState.OPEN or (draft.revises_id and request.method == "POST"):
        return closed(request, draft)
    return redirect("draft-differences", pk=draft.pk) if draft.revises_id else None


def screen(request: HttpRequest, draft: Draft) -> HttpResponse:
    directory = register_directory()
    sheet = as_known(draft)
    undone, redone = next_steps(draft)
    blocks, page = blocks_from_json(draft.blocks), request.GET.get("page")
    # Whoever has pressed «Опубликовать» is led back to what is empty still, and is told so.
    fresh = sheet.next_key - 1 if undone in ADDED and STRICTLY not in request.GET else None
    return render(
        request,
        "workspace/review.html",
        {
            "draft": draft,
            "screen": screen_of(sheet, blocks, directory, page, fresh=fresh),
            "undone": undone,
            "redone": redone,
            "bodies": names_of(directory, sheet),
        },
    )


def names_of(directory: Directory, sheet: Sheet) -> list[str]:
    """Names to offer: the document's own first, then the directory's."""
    own = sorted({mention.known_as or mention.name for card in sheet.cards for mention in card.addressees})
    offered = list(dict.fromkeys([*own, *sorted(body.name for body in directory.bodies)]))[:NAMES_OFFERED]
    sizes = accumulate(len(name.encode()) + AROUND_NAME for name in offered)
    return [name for name, sum_of_sizes in zip(offered, sizes, strict=True) if sum_of_sizes <= MOST_OF_NAMES]


def press(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Saves what was typed, does what the button asks, and goes back to the place of the change."""
    op = request.POST.get("op", "save")
    directory = register_directory()
    try:
        draft, anchor = save(request, draft, directory)
        word, *_ = op.split(":")
        if word in ("undo", "redo"):
            before = sheet_from_json(draft.outline)
            draft = (undo if word == "undo" else redo)(draft, draft.revision, editor(request))
            anchor = changed_place(before, sheet_from_json(draft.outline))
        elif word == "go":
            anchor = op.removeprefix("go:")
        elif word == "correct":
            draft = correct_instead(draft, draft.revision, op.removeprefix("correct:"), editor(request))
            return redirect("draft-differences", pk=draft.pk)
        elif word in GONE_ON:
            if word == "publish":
                look_again(draft)
            return redirect(GONE_ON[word], pk=draft.pk)
        elif word == "split":
            return redirect("draft-split", pk=draft.pk, key=anchor_in(op).removeprefix("c-") or 0)
        elif word != "save":
            draft, anchor = operate(request, draft, op, directory)
    except StaleDraft as stale:
        return conflict(request, stale.draft)
    except DraftClosed as late:
        return closed(request, late.draft)
    except ImpossibleOperation as refusal:
        messages.error(request, str(refusal))
        anchor = anchor_in(op)
    return redirect(address_of(draft, anchor, request.GET.get("page", "")))


def save(request: HttpRequest, draft: Draft, directory: Directory) -> tuple[Draft, str]:
    """The draft with every field of the form; and the place of the first one that changed."""
    edits = field_edits(request.POST, sheet_from_json(draft.outline), directory)
    changes = [row.change for row in edits if row.change]
    goes_on = "goes-on" in request.POST
    draft = edit(draft, revision_in(request.POST), changes, editor(request), goes_on=goes_on)
    return draft, edits[0].anchor if edits else ""


def operate(request: HttpRequest, draft: Draft, op: str, directory: Directory) -> tuple[Draft, str]:
    """Does what the button asks; the draft after it, and the anchor where the editor goes on."""
    before = as_known(draft)
    change = change_of(op, request.POST, before, directory, blocks_from_json(draft.blocks))
    draft = edit(draft, draft.revision, [change], editor(request))
    after = as_known(draft)
    anchor = place_after(op, before, after)
    if op.split(":")[0] in SETTLING:
        # Only whoever has settled the last doubt here is done here; anybody else wants to see what she has changed.
        left = stops_of(after)
        if anchor in stops_of(before) and anchor not in left:
            return draft, next_stop(anchor, before, left) or anchor
    return draft, anchor


@require_POST
@for_read_drafts
def autosave(request: HttpRequest, draft: Draft) -> HttpResponse:
    """For scripts: saves the fields that were sent, and answers with the pieces of the page that changed.

    409 with a sentence, if somebody was there meanwhile: the button then shows both texts.
    """
    directory = register_directory()
    try:
        draft, _ = save(request, draft, directory)
    except StaleDraft:
        return not_saved("черновик тем временем изменили")
    except DraftClosed as late:
        return not_saved(f"черновик {what_became_of(late.draft)}")
    except ImpossibleOperation as refusal:
        return HttpResponse(f"Не сохранено. {refusal}", status=409, content_type="text/plain; charset=utf-8")
    undone, redone = next_steps(draft)
    sheet, blocks = as_known(draft), blocks_from_json(draft.blocks)
    # It is saved already: a draft that fits on fewer pages now must not look as if it were gone.
    screen = screen_of(sheet, blocks, directory, request.GET.get("page"), or_last=True)
    context = {"draft": draft, "screen": screen, "undone": undone, "redone": redone}
    return render(request, "workspace/autosaved.html", context)


def what_became_of(draft: Draft) -> str:
    if draft.state == DraftState.OPEN:  # and closed to the review all the same
        return "теперь исправляет другую резолюцию"
    return f"тем временем {draft.get_state_display()}"


def not_saved(reason: str) -> HttpResponse:
    sentence = f"Не сохранено: {reason}. Нажмите «Сохранить черновик», чтобы увидеть оба варианта."
    return HttpResponse(sentence, status=409, content_type="text/plain; charset=utf-8")
