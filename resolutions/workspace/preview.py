"""A draft as the public will see it: the forum's own page, made of rows that are not saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolution_reader import Mention
from resolution_reader.language import fold
from resolutions.models import Draft, Forum, Locality, Section
from resolutions.models.contents import addressees_by_count
from resolutions.models.fields import transliterated
from resolutions.review.sharing import shared_draft, token_of
from resolutions.review.sheet import Card, Sheet, day_in, sheet_from_json
from resolutions.vocabulary import AddressingRole, DraftState
from resolutions.workspace.both_texts import already
from resolutions.workspace.waiting import for_read_drafts


@dataclass(unsafe_hash=True)
class ShownAddressee:
    """Stands for an addressee that may not be in the directory yet."""

    name: str
    recommendation_count: int = field(default=0, compare=False)

    @property
    def name_key(self) -> str:
        return fold(self.name)

    def get_absolute_url(self) -> str:
        return "#main"


@dataclass(frozen=True)
class ShownAddressing:
    addressee: ShownAddressee
    role: str


@dataclass(frozen=True)
class ShownRecommendation:
    """Stands for a recommendation: the same words, a link to its place on this page."""

    code: str
    number: str
    text: str
    addressings_shown: list[ShownAddressing]
    order: int = 0
    group_id: int | None = None

    @property
    def mark(self) -> str:
        return f"{self.number}." if self.number else ""

    def get_absolute_url(self) -> str:
        return f"#r-{self.code}"


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
    sheet = sheet_from_json(draft.outline)
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
        locality=Locality(name=sheet.place) if sheet.place else None,
        title=sheet.title or "",
        ordinal=sheet.ordinal or "",
        starts_on=day_in(sheet.date),
        ends_on=day_in(sheet.date_end),
        preamble=sheet.preamble or "",
        published_at=timezone.now(),  # so that the page looks as it will
    )


def sections_of(sheet: Sheet) -> list[Section]:
    shown = []
    for section in sheet.sections:
        words = transliterated(section.title or "") or "section"
        row = Section(
            title=section.title or "",
            preamble=section.preamble or "",
            slug=f"{words}-{section.key}",
        )
        row.lines_shown = []
        row.recommendations_shown = [recommendation_of(card) for card in section.recommendations]  # type: ignore[misc]  # with all of one that the page shows
        shown.append(row)
    return shown


def recommendation_of(card: Card) -> ShownRecommendation:
    bodies = dict.fromkeys(card.addressees)
    leads_first = sorted(bodies, key=lambda mention: mention.role != AddressingRole.LEAD)
    return ShownRecommendation(str(card.key), card.number or "", card.text, [addressing_of(row) for row in leads_first])


def addressing_of(mention: Mention) -> ShownAddressing:
    return ShownAddressing(ShownAddressee(mention.known_as or mention.name), mention.role)
