"""A draft as the public will see it: the forum's own page, made of rows that are not saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolution_reader import Mention
from resolution_reader.language import fold
from resolutions.models import Addressee, Draft, Forum, Line, Locality, Recommendation, Section, Theme
from resolutions.models.contents import addressees_by_count
from resolutions.models.fields import transliterated
from resolutions.register.directory import entered_as
from resolutions.register.localities import place_name
from resolutions.review.blacked import as_published
from resolutions.review.proposed import themes_of
from resolutions.review.row_fields import adopted_fields, line_fields, recommendation_fields, section_fields
from resolutions.review.sharing import shared_draft, token_of
from resolutions.review.sheet import Card, Sheet, SheetGroup, SheetLine, day_in
from resolutions.vocabulary import AddressingRole, DraftState
from resolutions.workspace.both_texts import already
from resolutions.workspace.waiting import for_read_drafts


@dataclass(unsafe_hash=True)
class ShownAddressee:
    """Stands for an addressee that may not be in the directory yet; one name written in two cases is one body."""

    name: str = field(compare=False)
    name_key: str
    is_confirmed: bool = field(default=False, compare=False)
    recommendation_count: int = field(default=0, compare=False)
    place_beside: str = ""

    def get_absolute_url(self) -> str:
        return "#main"


@dataclass(frozen=True)
class ShownAddressing:
    addressee: ShownAddressee
    role: str
    part_id: None = None  # a draft's page does not say to which part


@require_safe
@for_read_drafts
def preview(request: HttpRequest, draft: Draft) -> HttpResponse:
    if draft.state == DraftState.ENTERED:
        return already(request, draft)
    link = request.build_absolute_uri(shared_path(draft)) if is_shared(draft) else ""
    return shown(request, draft, {"link": link, "is_own": True})


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever holds the link; no account needed."""
    draft = shared_draft(token, timezone.now())
    if draft is None or not may_be_shown(draft):
        return private(render(request, "workspace/shared_gone.html", status=404))
    if draft.became:
        return redirect(draft.became)
    return private(shown(request, draft, {}))


def may_be_shown(draft: Draft) -> bool:
    """Not what was put aside, and nothing of a forum that was deleted; what became a forum is shown by that forum."""
    if draft.state == DraftState.ENTERED:
        return not draft.is_of_nothing
    return draft.state != DraftState.DISCARDED and not (draft.revises and draft.revises.deleted_at)


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def is_shared(draft: Draft) -> bool:
    return bool(draft.share_key and draft.shared_until and draft.shared_until > timezone.now())


def shared_path(draft: Draft) -> str:
    return reverse("draft-shared", args=[token_of(draft)])


def shown(request: HttpRequest, draft: Draft, more: Mapping[str, str | bool]) -> HttpResponse:
    sheet = as_published(draft)
    sections = sections_of(sheet)
    context = {
        "draft": draft,
        "forum": forum_of(sheet, draft),
        "sections": sections,
        "addressees": addressees_by_count(sections),
        **more,
    }
    return render(request, "workspace/preview.html", context)


def forum_of(sheet: Sheet, draft: Draft) -> Forum:
    return Forum(
        organizer=draft.organizer,
        locality=Locality(name=place_name(sheet.place)) if sheet.place else None,
        title=sheet.title or "",
        ordinal=sheet.ordinal or "",
        starts_on=day_in(sheet.date),
        ends_on=day_in(sheet.date_end),
        head=sheet.head or "",
        preamble=sheet.preamble or "",
        **adopted_fields(sheet.adopted),
        published_at=timezone.now(),  # so that the page looks as it will
    )


def sections_of(sheet: Sheet) -> list[Section]:
    shown, bodies, given = [], bodies_of(sheet), themes_of(sheet.sections, Theme.objects.all_meant())
    for section in sheet.sections:
        words = transliterated(section.title or "") or "section"
        row = Section(slug=f"{words}-{section.key}", **section_fields(section))
        groups: list[Line] = []
        row.lines_shown, row.recommendations_shown = [], []
        for place, said in enumerate(section.body, 1):
            if isinstance(said, Card):
                row.recommendations_shown.append(recommendation_of(said, place, groups, bodies))
            else:
                row.lines_shown.append(line_of(said, place, groups))
        row.themes_shown = given[section.key].given
        shown.append(row)
    return shown


def line_of(line: SheetLine, place: int, groups: list[Line]) -> Line:
    """A group joins those that may stand over what follows."""
    row = Line(pk=line.key, order=place, **line_fields(line))
    if isinstance(line, SheetGroup):
        row.level = line.level
        row.above = next((group for group in reversed(groups) if group.level < row.level), None)
        groups.append(row)
    return row


def recommendation_of(card: Card, place: int, groups: list[Line], bodies: dict[str, ShownAddressee]) -> Recommendation:
    """The same words, and a link to its place on this page."""
    row = Recommendation(pk=card.key, code=str(card.key), order=place, **recommendation_fields(card))
    row.group = groups[card.group] if card.group is not None else None
    asked: dict[str, ShownAddressing] = {}
    for mention in card.addressees:
        body = bodies[key_of(mention)]
        asked.setdefault(body.name_key, ShownAddressing(body, mention.role))
    in_order = sorted(asked.values(), key=lambda asking: asking.role != AddressingRole.LEAD)
    row.addressings_shown = in_order  # type: ignore[assignment]  # all of one that the page shows
    row.get_absolute_url = partial("#r-{}".format, card.key)  # type: ignore[method-assign]  # it has no page yet
    return row


def bodies_of(sheet: Sheet) -> dict[str, ShownAddressee]:
    """Whom it names, by key; each is called as where it stands first.

    Confirmed are those with a page, and those of the shipped directory, which enter checked.
    """
    cards = [card for section in sheet.sections for card in section.recommendations]
    named = {key_of(mention): mention for card in reversed(cards) for mention in reversed(card.addressees)}
    rows = Addressee.objects.current().confirmed().filter(Q(name_key__in=named) | Q(aliases__name_key__in=named))
    known = {key for pair in rows.values_list("name_key", "aliases__name_key") for key in pair if key}
    return {
        key: ShownAddressee(name_of(mention), key, key in known or entered_as(mention)[1] is not None)
        for key, mention in named.items()
    }


def key_of(mention: Mention) -> str:
    return fold(name_of(mention))


def name_of(mention: Mention) -> str:
    """As the directory will call it: its own, the shipped one, or this document."""
    _, shipped = entered_as(mention)
    return shipped.name if shipped else mention.known_as or mention.name
