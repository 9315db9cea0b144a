"""Somebody was there meanwhile, changed the draft or closed it: what an editor typed beside what the draft holds.

Nothing has been saved then, and nothing of it is thrown away.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from resolution_reader import OutlineFormatError
from resolutions.characters import plain
from resolutions.models import Draft
from resolutions.permissions import NotAllowed, may
from resolutions.review.editing import CameAnew, DraftClosed, StaleDraft, edit, restore
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import register_directory
from resolutions.review.sheet import EMPTY, Sheet, sheet_from_json
from resolutions.review.text_mode import text_of
from resolutions.vocabulary import DraftState
from resolutions.web.typed import stored_nowhere
from resolutions.workspace.access import draft_of, editor, for_editors
from resolutions.workspace.form import FieldEdit, field_edits, revision_in
from resolutions.workspace.outlined import Outlined, outlined
from resolutions.workspace.waiting import for_read_drafts

ENTERED_BEFORE = "Этот черновик уже внесён в реестр."
CAME_ANEW = 'Этот документ уже загружен заново: работайте с <a href="{}">новым черновиком</a>.'


def typed_beside(request: HttpRequest, draft: Draft) -> list[FieldEdit]:
    """Each field of the posted form that differs from the draft; of «Как текст» it is the one."""
    sheet = readable(draft)
    if "text" not in request.POST:
        return field_edits(request.POST, sheet, register_directory())
    typed, now = plain(request.POST["text"]), text_of(sheet)
    return [FieldEdit("text", "Вся резолюция", typed, now, "", None)] if typed.strip() != now.strip() else []


def readable(draft: Draft) -> Sheet:
    try:
        return sheet_from_json(draft.outline)
    except OutlineFormatError:
        return EMPTY


def conflict(request: HttpRequest, draft: Draft, *, is_back: bool = False) -> HttpResponse:
    """Both texts of an open draft; what the editor leaves in the form can be saved, but in a correction."""
    if draft.revises_id:
        return closed(request, draft)
    if "text" in request.POST:
        return both_whole(request, draft, is_back=is_back)
    differing = typed_beside(request, draft)
    if not differing:
        messages.info(request, "Черновик тем временем изменили. Ваш текст в нём уже есть, кнопку нажмите ещё раз.")
        return redirect(draft)
    context = {"draft": draft, "differing": differing, "is_back": is_back}
    return stored_nowhere(render(request, "workspace/conflict.html", context, status=409))


def both_whole(request: HttpRequest, draft: Draft, *, is_back: bool = False) -> HttpResponse:
    """The same for «Как текст»."""
    typed = plain(request.POST.get("text", ""))
    context = {"draft": draft, "now": text_of(readable(draft)), "is_back": is_back, **beside(typed)}
    return stored_nowhere(render(request, "workspace/text.html", context, status=409))


def beside(text: str) -> dict[str, str | int | Outlined | None]:
    """A text in the field of «Как текст», with what it would become."""
    return {"text": text, "rows": rows(text), "outlined": outlined(text)}


def rows(text: str) -> int:
    return min(40, max(18, text.count("\n") + 4))


def closed(request: HttpRequest, draft: Draft) -> HttpResponse:
    """A draft that is not reviewed any more. What was typed is kept until the draft comes back, or to be copied.

    403 for an open correction of what is another organizer's by now: it can only stand apart.
    """
    differing = typed_beside(request, draft) if request.method == "POST" else []
    refusal = "" if may_accept(request, draft) else str(NotAllowed())
    context = {"draft": draft, "differing": differing, "refusal": refusal}
    status = 403 if refusal else 409 if request.method == "POST" else 200
    return stored_nowhere(render(request, "workspace/closed.html", context, status=status))


def may_accept(request: HttpRequest, draft: Draft) -> bool:
    """Whether the draft, if it is an open correction, corrects what is hers still."""
    corrects = draft.revises if draft.state == DraftState.OPEN else None
    return corrects is None or may(editor(request), "correct", corrects)


def already(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What became of it: a second press shows what the first one did."""
    if draft.became and not draft.became.deleted_at:
        return redirect(draft.became)
    return closed(request, draft)


@require_POST
@for_read_drafts
def settle_conflict(request: HttpRequest, draft: Draft) -> HttpResponse:
    """The editor has seen both texts: what she left in the form is saved, the rest stays as it is in the draft."""
    kept = set(request.POST.getlist("keep-now"))
    post = {name: str(text) for name, text in request.POST.items() if name not in kept}
    try:
        edits = field_edits(post, readable(draft), register_directory())
        edit(draft, revision_in(post), [row.change for row in edits if row.change], editor(request))
    except StaleDraft as stale:
        return conflict(request, stale.draft)
    except DraftClosed as late:
        return closed(request, late.draft)
    except ImpossibleOperation as refusal:
        messages.error(request, str(refusal))
        return conflict(request, draft)
    messages.success(request, "Сохранено.")
    return redirect(draft)


@require_POST
@for_editors
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """«Вернуть на проверку»; with what was typed when the draft was found closed, to be saved now."""
    draft = draft_of(request, pk)
    try:
        draft = restore(draft, editor(request))
    except DraftClosed as late:
        messages.error(request, why_not_back(late))
        return closed(request, late.draft) if typed_beside(request, late.draft) else redirect(draft)
    if draft.state == DraftState.OPEN and typed_beside(request, draft):
        return conflict(request, draft, is_back=True)
    messages.success(request, f"Черновик снова {draft.get_state_display()}.")
    return redirect(draft)


def why_not_back(refusal: DraftClosed) -> str:
    if isinstance(refusal, CameAnew) and refusal.other.state != DraftState.ENTERED:
        return format_html(CAME_ANEW, refusal.other.get_absolute_url())
    return ENTERED_BEFORE
