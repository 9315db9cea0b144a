"""What is in the register is mended where it is read: a pencil opens the card of a row, saving leads back to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.models import Addressee, Forum, Line, Recommendation, Section, User
from resolutions.permissions import rows
from resolutions.register.authorship import last_change
from resolutions.register.mending import ChangedMeanwhile, TakenOut
from resolutions.web.typed import stored_nowhere, typed_in
from resolutions.workspace.access import LONGEST_KEY, editor, for_editors
from resolutions.workspace.in_place_forms import CardForm, ForumCard, LineCard, SectionCard
from resolutions.workspace.in_place_item import RecommendationCard

NAMES_OFFERED = 1000
CALLED = {
    Forum: "сведения о форуме",
    Section: "секцию",
    Line: "строку",
    Recommendation: "рекомендацию",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    found = Forum.objects.owned_by(editor(request)).filter(slug=slug).first()
    return card(request, Forum, found, ForumCard, slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def section(request: HttpRequest, pk: int) -> HttpResponse:
    found = of_key(Section.objects.owned_by(editor(request)).select_related("forum"), pk)
    return card(request, Section, found, SectionCard, id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def line(request: HttpRequest, pk: int) -> HttpResponse:
    found = of_key(Line.objects.owned_by(editor(request)).select_related("section__forum"), pk)
    return card(request, Line, found, LineCard, id=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def recommendation(request: HttpRequest, code: str) -> HttpResponse:
    own = Recommendation.objects.owned_by(editor(request)).select_related("section__forum__locality")
    return card(request, Recommendation, own.with_way().filter(code=code).first(), RecommendationCard, code=code)


def of_key(own: QuerySet[Any], pk: int) -> Any:
    return own.filter(pk=pk).first() if len(str(pk)) <= LONGEST_KEY else None


def card(request: HttpRequest, kind: type[Model], row: Any, form_class: type[CardForm], **which: Any) -> HttpResponse:
    """The card of the row; None where it is not hers, or not there any more."""
    if row is None:
        return taken_out(request, kind, **which)
    if request.method != "POST":
        return shown(request, row, form_class(instance=row))
    form = form_class(request.POST, instance=row)
    if not form.is_valid():
        return shown(request, row, form, status=422)
    try:
        has_changed = form.save_by(editor(request))
    except TakenOut:
        return taken_out(request, kind, **which)
    except ChangedMeanwhile as late:
        return both(request, late.row, form)
    except ValidationError as refusal:
        form.refuse(refusal)
        return shown(request, row, form, status=422)
    messages.success(request, "Исправлено." if has_changed else "Здесь ничего не изменилось.")
    return redirect(place_of(row, request.POST.get("back", "")))


def both(request: HttpRequest, row: Any, form: CardForm) -> HttpResponse:
    """A colleague was first: what she wrote stands beside what was typed, and the next press is a knowing one."""
    late = form.late(row)
    if not late.changed_data:
        messages.info(request, "Это тем временем исправили так же.")
        return redirect(place_of(row, request.POST.get("back", "")))
    return stored_nowhere(shown(request, row, late, status=409, changed_by=last_change(row)))


def taken_out(request: HttpRequest, kind: type[Model], **which: Any) -> HttpResponse:
    """404; to who has typed into what was hers one sentence, her text, and the last one of the register."""
    records: Any = kind.history  # type: ignore[attr-defined]  # every row that can be mended has a history
    own = rows(editor(request), "view_forum", OWNER[kind])
    record = records.filter(own, **which).first() if request.method == "POST" else None
    if record is None:
        raise Http404
    context = {"typed": typed_in(request), "last": getattr(record, "text", "") or getattr(record, "title", "")}
    return stored_nowhere(render(request, "workspace/in_place_gone.html", context, status=409))


# From a record of the history to whose it was.
OWNER: dict[type[Model], str] = {
    Forum: "organizer",
    Section: "forum__organizer",
    Line: "section__forum__organizer",
    Recommendation: "section__forum__organizer",
}


def shown(request: HttpRequest, row: Any, form: CardForm, status: int = 200, changed_by: str = "") -> HttpResponse:
    is_item = isinstance(row, Recommendation)
    context = {
        "form": form,
        "row": row,
        "forum": forum_of(row),
        "called": CALLED[type(row)],
        "is_item": is_item,
        "changed_by": changed_by,
        "bodies": names_offered(editor(request)) if is_item else [],
        "back": back_in(request),
        "back_to": place_of(row, back_in(request)),
    }
    return render(request, "workspace/in_place.html", context, status=status)


def names_offered(user: User) -> list[str]:
    """Of bodies that she may see: what another organizer's drafts name is nobody's business yet."""
    return list(
        Addressee.objects.visible_to(user).current().order_by("name_key").values_list("name", flat=True)[:NAMES_OFFERED]
    )


def forum_of(row: Any) -> Forum:
    if isinstance(row, Forum):
        return row
    found: Forum = row.forum if isinstance(row, Section) else row.section.forum
    return found


def back_in(request: HttpRequest) -> str:
    """From which of the two pages she came: that of the item, or the whole resolution."""
    return "item" if "item" in (request.GET.get("back"), request.POST.get("back")) else ""


def place_of(row: Any, back: str) -> str:
    """Where she was: the row's place on the page from which she came."""
    if isinstance(row, Recommendation):
        return row.get_absolute_url() if back == "item" else f"{forum_of(row).get_absolute_url()}#r-{row.code}"
    anchor = f"#l-{row.pk}" if isinstance(row, Line) else ""
    return f"{forum_of(row).get_absolute_url()}{anchor}" if anchor else str(row.get_absolute_url())
