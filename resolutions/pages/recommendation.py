"""One recommendation at its permanent address, between its neighbours."""

from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.errata import errata_of
from resolutions.models import Recommendation, Section
from resolutions.models.blacking import MARK
from resolutions.models.contents import HANGING_ON_PAGE
from resolutions.outside import snippets
from resolutions.pages.editing import ways_of
from resolutions.pieces.recommendations import Piece, cards, versions_in
from resolutions.search.alike import alike
from resolutions.search.hits import Hit
from resolutions.search.index import up_to_date
from resolutions.search.snapshot import Snapshot
from resolutions.tracking import forum_version
from resolutions.web.errors import absent
from resolutions.web.remembering import Unwritten, remembered, written

SHOWN_OF_NEIGHBOURS = ("section", "group", "order", "number", "label", "text", "code")


class Shown(NamedTuple):
    """What a page shows, but for what is alike of other forums."""

    forum: str
    whole: str  # the forum's version
    alike: list[Hit]


@require_safe
@remembered()
def recommendation_detail(request: HttpRequest, code: str) -> HttpResponse | Unwritten:
    snapshot = up_to_date()
    known: Shown | None = snapshot.kept(("recommendation", code)) if snapshot else None
    if known is None or request.user.is_authenticated or known.whole != forum_version(known.forum):
        return asked_anew(request, code, snapshot)
    return Unwritten((*known, versions_in(known.alike).rows), lambda: written(asked_anew(request, code, snapshot)))


def asked_anew(request: HttpRequest, code: str, snapshot: Snapshot | None) -> Unwritten:
    found = Recommendation.objects.visible_to(request.user).for_page().filter(code=code).order_by()[:1]
    if not found:
        raise absent(Recommendation.objects.was_public(code))
    [recommendation] = found
    hits, telling = alike(recommendation, snapshot)
    slug = recommendation.section.forum.slug
    shown, versions = Shown(slug, forum_version(slug), hits), versions_in(hits)
    if snapshot:
        snapshot.keep(("recommendation", code), telling, shown, reads=True)
    return Unwritten((*shown, versions.rows), lambda: detail(request, recommendation, cards(hits, versions)))


def detail(request: HttpRequest, recommendation: Recommendation, alike: list[Piece]) -> HttpResponse:
    prefetch_related_objects([recommendation], *HANGING_ON_PAGE)
    section = recommendation.section
    siblings = with_neighbours(section)
    place = siblings.index(recommendation)
    recommendation.rank, recommendation.group = place + 1, siblings[place].group
    return render(
        request,
        "resolutions/recommendation_detail.html",
        {
            "snippet": snippets.of_recommendation(recommendation),
            "recommendation": recommendation,
            "forum": section.forum,
            "section": section,
            "previous": siblings[place - 1] if place else None,
            "next": siblings[place + 1] if place + 1 < len(siblings) else None,
            "parts": [part for part in recommendation.parts.order_by("order", "pk") if part.terms],
            "alike": alike,
            "has_hidden": MARK in recommendation.alone,
            "errata": errata_of(recommendation),
            "ways": ways_of(request.user, section.forum, recommendation),
        },
    )


def with_neighbours(section: Section) -> list[Recommendation]:
    """All recommendations of the section, as read() gives it, for a list of them; each knows its place."""
    section.lines_shown = list(section.lines.in_section_order())
    section.recommendations_shown = list(section.recommendations.in_section_order().only(*SHOWN_OF_NEIGHBOURS))
    section.lead_the_way()
    for rank, row in enumerate(section.recommendations_shown, 1):
        row.rank = rank
    return section.recommendations_shown
