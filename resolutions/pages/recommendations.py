"""Recommendations: the list under its filter, and one recommendation under its permanent address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.pages.errors import Gone
from resolutions.pages.facets import chosen_filters, kept_parameters, recommendation_facets, sort_options
from resolutions.pages.paging import page_of_found
from resolutions.pages.remembering import remembered


@require_safe
@remembered
def recommendation_list(request: HttpRequest) -> HttpResponse:
    found = RecommendationFilter(request.GET, Recommendation.objects.public())
    page = page_of_found(found.found, found.rows_on_a_page, request.GET.get("page"))
    return render(
        request,
        "resolutions/recommendation_list.html",
        {
            "page": page,
            "total": page.paginator.count,
            "facets": recommendation_facets(found),
            "kept": kept_parameters(found),
            "chosen": chosen_filters(found, request.GET),
            "reset_url": request.path,
            "sort_options": sort_options(found, request.GET),
            "filter_errors": found.problems,
        },
        status=200 if found.is_valid() else 400,
    )


@require_safe
@remembered
def recommendation_detail(request: HttpRequest, code: str) -> HttpResponse:
    recommendation = Recommendation.objects.visible_to(request.user).for_listing().filter(code=code).first()
    if recommendation is None:
        raise Gone if Recommendation.objects.was_public(code) else Http404
    section = recommendation.section
    siblings = list(section.recommendations.in_section_order())
    place = siblings.index(recommendation)
    return render(
        request,
        "resolutions/recommendation_detail.html",
        {
            "recommendation": recommendation,
            "forum": section.forum,
            "section": section,
            "previous": siblings[place - 1] if place else None,
            "next": siblings[place + 1] if place + 1 < len(siblings) else None,
            "siblings": siblings,
        },
    )
