"""One recommendation at its permanent address, between its neighbours."""

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
from resolutions.web.errors import absent
from resolutions.web.remembering import Unwritten, remembered

SHOWN_OF_NEIGHBOURS = ("section", "group", "order", "number", "label", "text", "code")


@require_safe
@remembered()
def recommendation_detail(request: HttpRequest, code: str) -> HttpResponse | Unwritten:
    found = Recommendation.objects.visible_to(request.user).for_page().filter(code=code).order_by()[:1]
    if not found:
        raise absent(Recommendation.objects.was_public(code))
    [recommendation] = found
    hits = alike(recommendation)
    versions = versions_in([Hit(recommendation.pk, recommendation.section.forum_id), *hits])
    return Unwritten((hits, versions), lambda: detail(request, recommendation, cards(hits, versions)))


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
