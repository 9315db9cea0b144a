"""Splitting a recommendation without a script: a page that lists its sentences."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolution_reader.language import sentences
from resolutions.models import Draft
from resolutions.review.editing import DraftClosed, StaleDraft, edit
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import register_directory
from resolutions.review.sheet import blocks_from_json, sheet_from_json
from resolutions.workspace.access import editor
from resolutions.workspace.both_texts import closed
from resolutions.workspace.commands import change_of
from resolutions.workspace.form import revision_in
from resolutions.workspace.places import address_of, place_after
from resolutions.workspace.reviewing import not_on_review
from resolutions.workspace.waiting import for_read_drafts

AFTER_SEMICOLON = re.compile(r"(?<=;)\s+(?=\S)")


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def split(request: HttpRequest, draft: Draft, key: int) -> HttpResponse:
    """Where does the new recommendation begin? Sentences with a box each, for who has no script."""
    elsewhere = not_on_review(request, draft)
    if elsewhere:
        return elsewhere
    try:
        card = sheet_from_json(draft.outline).card(key)
    except KeyError:
        raise Http404 from None
    if request.method == "POST":
        return cut_at(request, draft, key)
    back = address_of(draft, f"c-{key}")
    context = {"draft": draft, "card": card, "pieces": pieces_of(card.text), "back": back}
    return render(request, "workspace/split.html", context)


def cut_at(request: HttpRequest, draft: Draft, key: int) -> HttpResponse:
    offsets = [text for text in request.POST.getlist("at") if text.isascii() and text.isdecimal() and len(text) < 7]
    if not offsets:
        messages.error(request, "Отметьте, где начинается новая рекомендация.")
        return redirect("draft-split", pk=draft.pk, key=key)
    try:
        anchor = split_there(request, draft, f"split-at:{key}:{':'.join(offsets)}")
    except StaleDraft:
        messages.error(request, "Черновик тем временем изменили: посмотрите текст и отметьте место ещё раз.")
        return redirect("draft-split", pk=draft.pk, key=key)
    except DraftClosed as late:
        return closed(request, late.draft)
    except ImpossibleOperation as refusal:
        messages.error(request, str(refusal))
        anchor = f"c-{key}"
    return redirect(address_of(Draft.objects.get(pk=draft.pk), anchor))


def split_there(request: HttpRequest, draft: Draft, op: str) -> str:
    sheet = sheet_from_json(draft.outline)
    change = change_of(op, request.POST, sheet, register_directory(), blocks_from_json(draft.blocks))
    draft = edit(draft, revision_in(request.POST), [change], editor(request))
    return place_after(op, sheet, sheet_from_json(draft.outline))


def pieces_of(text: str) -> list[tuple[int, str]]:
    """Sentences, their parts between semicolons, and lines of a list, each with its place in the text."""
    pieces, read = [], 0
    for line in text.split("\n"):
        for piece in (piece for sentence in sentences(line) for piece in AFTER_SEMICOLON.split(sentence)):
            place = text.index(piece, read)
            pieces.append((place, piece))
            read = place + len(piece)
    return pieces
