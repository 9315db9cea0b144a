"""The last look before everyone sees it: errors stop here, doubts are listed once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.models import Draft
from resolutions.register.publish import NotPublishable
from resolutions.review.accept import HasErrors, accept_and_publish
from resolutions.review.doubts import DOCUMENT, Doubt, doubts_of
from resolutions.review.editing import DraftClosed, StaleDraft
from resolutions.review.like_published import as_known
from resolutions.review.named import names_in
from resolutions.review.sheet import Sheet, blocks_from_json
from resolutions.vocabulary import DraftState
from resolutions.workspace.access import editor
from resolutions.workspace.both_texts import already
from resolutions.workspace.cutting import anchor_of, cut
from resolutions.workspace.form import called, revision_in
from resolutions.workspace.places import address_in
from resolutions.workspace.waiting import for_read_drafts

# Said to who pressed «Опубликовать» when a colleague had made it a correction.
OF_CORRECTION: dict[str, str] = {
    DraftState.OPEN: "Этот черновик теперь исправление, а не другая резолюция: в реестр ничего не записано.",
    DraftState.ENTERED: "Исправления уже внесены.",
}
LISTED = 300  # of each; nobody reads further before she has settled some


@require_http_methods(["GET", "HEAD", "POST"])
@for_read_drafts
def publish(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.method == "POST" and draft.revises_id and draft.state in OF_CORRECTION:
        messages.info(request, OF_CORRECTION[draft.state])
    if draft.state != DraftState.OPEN:
        return already(request, draft)
    if draft.revises_id:
        return redirect("draft-differences", pk=draft.pk)
    if request.method != "POST":
        return ask(request, draft)
    try:
        forum = accept_and_publish(draft, revision_in(request.POST), editor(request))
    except HasErrors:
        draft.refresh_from_db(fields=["outline"])  # what the register holds was looked up in between
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
    if forum.hidden_words:
        messages.info(request, "Личные данные, скрытые в этом документе раньше, скрыты снова.")
    return redirect(forum)


def ask(request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
    sheet = as_known(draft)
    found = doubts_of(sheet)
    pages, names = cut(sheet, blocks_from_json(draft.blocks), found), names_of_places(sheet)

    def rows(doubts: list[Doubt]) -> list[tuple[Doubt, str, str]]:
        shown = [(doubt, *names[doubt.where]) for doubt in doubts[:LISTED]]
        return [
            (doubt, address_in(pages, draft, anchor, strictly=doubt.is_of_emptiness), name)
            for doubt, anchor, name in shown
        ]

    errors, doubts = [row for row in found if row.is_error], [row for row in found if not row.is_error]
    context = {
        "draft": draft,
        "sheet": sheet,
        "errors": rows(errors),
        "doubts": rows(doubts),
        "left_out": list(dict.fromkeys(row.name for row in names_in(sheet, found) if row.fault))[:LISTED],
        "doubts_left": len(doubts),
        "more": {"errors": max(0, len(errors) - LISTED), "doubts": max(0, len(doubts) - LISTED)},
    }
    return render(request, "workspace/publish.html", context, status=status)


def names_of_places(sheet: Sheet) -> dict[int, tuple[str, str]]:
    """{where: (anchor, how it is called)}."""
    sections = {row.key: (f"s-{row.key}", f"Секция «{row.heading or 'без названия'}»") for row in sheet.sections}
    rows = {row.key: (anchor_of(row), called(row)) for row in (*sheet.cards, *sheet.lines)}
    return {DOCUMENT: ("about", "О форуме")} | sections | rows
