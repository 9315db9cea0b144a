"""Recommendations: the list under its filter, the values of a filter, and one at its permanent address."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from resolution_reader.language import fold
from resolutions.asking.chosen import canonical_query
from resolutions.asking.facets import (
    PANEL,
    all_values,
    chosen_filters,
    chosen_keys,
    kept_parameters,
    recommendation_facets,
    sort_options,
    ways_out,
)
from resolutions.asking.filters import RecommendationFilter
from resolutions.errata import errata_of
from resolutions.models import Recommendation, Section
from resolutions.models.blacking import MARK
from resolutions.models.contents import ranked
from resolutions.outside import snippets
from resolutions.pages.editing import ways_of
from resolutions.search.alike import alike
from resolutions.search.asked import is_cut, read_query
from resolutions.search.highlights import excerpt
from resolutions.search.suggestions import suggestions
from resolutions.search.values import Value
from resolutions.web.errors import absent, bad_parameters
from resolutions.web.paging import page_of, page_of_found
from resolutions.web.remembering import remembered
from resolutions.web.tallying import note_sought_in_vain
from resolutions.web.typed import stored_nowhere

VALUES_ON_A_PAGE = 100
SHOWN_OF_NEIGHBOURS = ("section", "group", "order", "number", "label", "text", "code")
FACETS = (*PANEL, "forum", "section")


@require_safe
@remembered(*RecommendationFilter.base_filters, "page")
def recommendation_list(request: HttpRequest) -> HttpResponse:
    filtered = RecommendationFilter(request.GET, Recommendation.objects.public())
    found = filtered.found
    facets = recommendation_facets(filtered, request.GET)  # first: who has counted them knows the total
    page = page_of_found(found, filtered.rows_on_a_page, request.GET.get("page"))
    ranked([*page.object_list])
    in_vain = bool(filtered.words) and filtered.is_valid() and not page.paginator.count
    if in_vain:
        note_sought_in_vain(request, filtered.words)
    asked = read_query(filtered.words)
    if asked.wanted:
        for recommendation in page.object_list:
            recommendation.excerpt = excerpt(recommendation.text, asked)
    response = render(
        request,
        "resolutions/recommendation_list.html",
        {
            "snippet": snippets.of_list(
                filtered,
                page,
                path=request.path,
                name="Рекомендации",
                what="Рекомендации общественных форумов дословно, с адресатом, местом и годом.",
                forms=snippets.RECOMMENDATIONS,
            ),
            "page": page,
            "total": page.paginator.count,
            "words": filtered.words,
            "is_cut": is_cut(request.GET.get("q", "")),
            "corrected": corrected_address(filtered, request) if not page.paginator.count else None,
            "facets": facets,
            "kept": kept_parameters(filtered, *FACETS, "departments"),
            "kept_by_search": kept_parameters(filtered, "q", "sort"),
            "chosen": chosen_filters(filtered, request.GET),
            "reset_url": request.path,
            "sort_options": sort_options(filtered, request.GET),
            "ways_out": ways_out(filtered) if not page.paginator.count else [],
            "filter_errors": filtered.problems,
            **ways_to_follow(filtered),
        },
        status=200 if filtered.is_valid() else 400,
    )
    # Whoever asks in vain is counted each time; nothing in it would be worth remembering.
    return stored_nowhere(response) if in_vain else response


def ways_to_follow(filtered: RecommendationFilter) -> dict[str, str]:
    """The feed of this filter and the subscription to it; none to a filter that is wrong."""
    if not filtered.is_valid():
        return {}
    query = canonical_query(filtered)
    address = f"?{query}" if query else ""
    return {
        "feed_url": reverse("recommendation-feed") + address,
        "subscribe_url": reverse("subscribe") + address,
    }


def corrected_address(filtered: RecommendationFilter, request: HttpRequest) -> dict[str, str] | None:
    """The words as they may have been meant, and where they would lead."""
    words = filtered.found.corrected() if filtered.words else ""
    if not words:
        return None
    query = request.GET.copy()
    query["q"] = words
    query.pop("page", None)
    return {"words": words, "url": f"?{query.urlencode()}"}


@require_safe
def recommendation_values(request: HttpRequest, parameter: str) -> HttpResponse:
    """Every value of one parameter with its count under the filter, and a search among them."""
    if parameter not in FACETS:
        raise Http404
    filtered = RecommendationFilter(request.GET, Recommendation.objects.public())
    if not filtered.is_valid():
        return bad_parameters(request, filtered.problems)
    text = request.GET.get("find", "")[:100]
    chosen = chosen_keys(filtered, parameter)
    page = page_of(Paginator(called(text, all_values(filtered, parameter)), VALUES_ON_A_PAGE), request.GET.get("page"))
    shown = {value.value for value in page.object_list}
    return render(
        request,
        "resolutions/recommendation_values.html",
        {
            "label": filtered.filters[parameter].label,
            "parameter": parameter,
            "page": page,
            "options": [(value, value.key in chosen) for value in page.object_list],
            "is_counted": filtered.found.counts(parameter) is not None,
            "find": text,
            "kept": kept_parameters(filtered, parameter),
            "kept_values": [value for value in filtered.chosen(parameter) if value not in shown],
            "list_url": f"{reverse('recommendation-list')}?{urlencode(kept_parameters(filtered))}",
        },
    )


def called(text: str, values: list[Value]) -> list[Value]:
    wanted = fold(text)
    return [value for value in values if wanted in fold(value.label)] if wanted else values


@require_safe
@remembered("q")
def recommendation_suggestions(request: HttpRequest) -> HttpResponse:
    """What the beginning of a query may lead to: an extra below the search box; the form works without it."""
    text = request.GET.get("q", "")
    return render(request, "resolutions/recommendation_suggestions.html", {"groups": suggestions(text)})


@require_safe
@remembered()
def recommendation_detail(request: HttpRequest, code: str) -> HttpResponse:
    found = Recommendation.objects.visible_to(request.user).for_page().filter(code=code).order_by()[:1]
    if not found:
        raise absent(Recommendation.objects.was_public(code))
    [recommendation] = found
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
            "alike": alike(recommendation),
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
