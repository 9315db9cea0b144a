"""The review screen: what the document says beside what was understood, and every button of it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from resolutions.intake.directory import Directory
from resolutions.intake.outline import OutlineFormatError
from resolutions.models import Draft
from resolutions.review.editing import DraftClosed, StaleDraft, edit, next_steps, redo, undo
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import register_directory
from resolutions.review.sheet import Sheet, blocks_from_json, sheet_from_json
from resolutions.vocabulary import DraftState
from resolutions.workspace.access import editor
from resolutions.workspace.commands import change_of
from resolutions.workspace.form import field_edits
from resolutions.workspace.places import anchor_in, changed_place, next_stop, place_after
from resolutions.workspace.screen import screen_of, stops_of
from resolutions.workspace.waiting import for_read_drafts

GONE_ON = {"publish": "draft-publish", "text": "draft-text", "preview": "draft-preview"}
SETTLING = ("settle", "settle-all", "keep", "keep-all", "choose", "choose-all")
NAMES_OFFERED = 500


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
    return press(request, draft) if request.method == "POST" else desk(request, draft)


def not_on_review(request: HttpRequest, draft: Draft) -> HttpResponse | None:
    """Where a draft is looked at that is not reviewed here: it is closed, or corrects a forum; None when it is."""
    if draft.state != DraftState.OPEN:
        return closed(request, draft)
    return redirect("draft-differences", pk=draft.pk) if draft.revises_id else None


def closed(request: HttpRequest, draft: Draft) -> HttpResponse:
    return render(request, "workspace/closed.html", {"draft": draft})


def desk(request: HttpRequest, draft: Draft) -> HttpResponse:
    directory = register_directory()
    sheet = sheet_from_json(draft.outline)
    undone, redone = next_steps(draft)
    return render(
        request,
        "workspace/review.html",
        {
            "draft": draft,
            "screen": screen_of(sheet, blocks_from_json(draft.blocks), directory),
            "undone": undone,
            "redone": redone,
            "bodies": names_of(directory, sheet),
        },
    )


def names_of(directory: Directory, sheet: Sheet) -> list[str]:
    """Names to offer: the document's own first, then the directory's."""
    own = sorted({mention.known_as or mention.name for card in sheet.cards for mention in card.addressees})
    return list(dict.fromkeys([*own, *sorted(body.name for body in directory.bodies)]))[:NAMES_OFFERED]


def press(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Saves what was typed, does what the button asks, and goes back to the place of the change."""
    op = request.POST.get("op", "save")
    directory = register_directory()
    try:
        draft, anchor = saved(request, draft, directory)
        word, *_ = op.split(":")
        if word in ("undo", "redo"):
            before = sheet_from_json(draft.outline)
            draft = (undo if word == "undo" else redo)(draft, draft.revision, editor(request))
            anchor = changed_place(before, sheet_from_json(draft.outline))
        elif word in GONE_ON:
            return redirect(GONE_ON[word], pk=draft.pk)
        elif word == "split":
            return redirect("draft-split", pk=draft.pk, key=anchor_in(op).removeprefix("c-") or 0)
        elif word != "save":
            anchor = operated(request, draft, op, directory)
    except StaleDraft as stale:
        return conflict(request, stale.draft)
    except DraftClosed as late:
        return closed(request, late.draft)
    except ImpossibleOperation as refusal:
        messages.error(request, str(refusal))
        anchor = anchor_in(op)
    return redirect(f"{draft.get_absolute_url()}#{anchor}" if anchor else draft.get_absolute_url())


def saved(request: HttpRequest, draft: Draft, directory: Directory | None) -> tuple[Draft, str]:
    """The draft with every field of the form; and the place of the first one that changed."""
    edits = field_edits(request.POST, sheet_from_json(draft.outline), directory)
    changes = [row.change for row in edits if row.change]
    draft = edit(draft, revision_in(request.POST), changes, editor(request))
    return draft, edits[0].anchor if edits else ""


def revision_in(post: Mapping[str, str]) -> int:
    text = post.get("revision", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def operated(request: HttpRequest, draft: Draft, op: str, directory: Directory) -> str:
    """Does what the button asks; the anchor where the editor goes on."""
    before = sheet_from_json(draft.outline)
    change = change_of(op, request.POST, before, directory, blocks_from_json(draft.blocks))
    draft = edit(draft, draft.revision, [change], editor(request))
    after = sheet_from_json(draft.outline)
    anchor = place_after(op, before, after)
    if op.split(":")[0] in SETTLING:
        stops = stops_of(after)
        if anchor not in stops:
            return next_stop(anchor, before, stops) or anchor
    return anchor


def conflict(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Somebody was there meanwhile: both texts side by side; nothing has been saved."""
    differing = field_edits(request.POST, sheet_from_json(draft.outline), None)
    if not differing:
        messages.info(request, "Черновик тем временем изменили. Ваш текст в нём уже есть, кнопку нажмите ещё раз.")
        return redirect(draft)
    return render(request, "workspace/conflict.html", {"draft": draft, "differing": differing}, status=409)


@require_POST
@for_read_drafts
def settle_conflict(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The editor has seen both texts: what she left in the form is saved, the rest stays as it is in the draft."""
    kept = set(request.POST.getlist("keep-now"))
    post = {name: str(text) for name, text in request.POST.items() if name not in kept}
    try:
        edits = field_edits(post, sheet_from_json(draft.outline), None)
        edit(draft, revision_in(post), [row.change for row in edits if row.change], editor(request))
    except StaleDraft as stale:
        return conflict(request, stale.draft)
    except DraftClosed as late:
        return closed(request, late.draft)
    messages.success(request, "Сохранено.")
    return redirect(draft)


@require_POST
@for_read_drafts
def autosave(request: HttpRequest, draft: Draft) -> HttpResponse:
    """For scripts: saves the form as it stands and answers with the pieces of the page that changed."""
    context: dict[str, object] = {"draft": draft}
    try:
        before = draft.revision
        draft, _ = saved(request, draft, None)
        undone, redone = next_steps(draft)
        context |= {"draft": draft, "at": timezone.localtime(), "changed": draft.revision != before}
        context |= {"undone": undone, "redone": redone}
        context["screen"] = screen_of(
            sheet_from_json(draft.outline), blocks_from_json(draft.blocks), register_directory()
        )
    except (StaleDraft, DraftClosed):
        context["is_stale"] = True
    return render(request, "workspace/autosaved.html", context, status=409 if "is_stale" in context else 200)
