"""Recommendations: the list under its filter, the values of a filter, and what a query may lead to."""

from collections.abc import Hashable, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import MAX_URL_REDIRECT_LENGTH, urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from resolution_reader.language import fold
from resolutions.asking.box import BOX, alternatives, as_words, understood
from resolutions.asking.chosen import canonical_query
from resolutions.asking.elsewhere import with_other
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
from resolutions.asking.looks import (
    COLUMNS,
    TABLE,
    ShownRecommendations,
    column_options,
    nothing_but_looks,
    view_options,
    without_looks,
)
from resolutions.models import Recommendation
from resolutions.outside import snippets
from resolutions.pages.updated import updated_on
from resolutions.pieces.recommendations import Group, cards, table_rows, under_forums, versions_in
from resolutions.search.asked import is_cut
from resolutions.search.criteria import Criteria, Order
from resolutions.search.found import found_in
from resolutions.search.hits import Hit, Hits
from resolutions.search.suggestions import suggestions
from resolutions.search.values import Value
from resolutions.tracking import Versions
from resolutions.web.errors import bad_parameters
from resolutions.web.paging import page_of, page_of_found
from resolutions.web.remembering import Unwritten, leave_only, remembered, written
from resolutions.web.tallying import note_sought_in_vain
from resolutions.web.typed import stored_nowhere

VALUES_ON_A_PAGE = 100
FACETS = (*PANEL, "forum", "section")
PARAMETERS = frozenset({*ShownRecommendations.base_filters, BOX, "page"})


class Listed(NamedTuple):
    """All that a page of the list shows but the versions of its rows. By relevance there are no `hits` to keep: what
    changes elsewhere weighs the words anew."""

    said: str
    criteria: Criteria
    rows: slice
    hits: list[Hit] | None


@require_safe
@remembered(*PARAMETERS)
def recommendation_list(request: HttpRequest) -> HttpResponse | Unwritten:
    if BOX in request.GET:
        address = f"{request.path}?{understood(request.GET)}".removesuffix("?")
        if len(address) <= MAX_URL_REDIRECT_LENGTH:
            return redirect(address)
        leave_only(PARAMETERS - {BOX}, request)  # words without an end, shown as they are
    filtered = ShownRecommendations(request.GET, Recommendation.objects.public())
    about = ("list", request.get_full_path(), localdate())
    known: Listed | None = filtered.snapshot.kept(about) if filtered.snapshot else None
    if known is None or request.user.is_authenticated:  # whose page is written in any case
        return asked_anew(request, filtered, about)
    hits = known.hits or found_in(filtered.snapshot, known.criteria, lambda: filtered.qs).hits(known.rows)
    versions = versions_in(hits)
    return Unwritten((known.said, hits, versions.rows), lambda: written(asked_anew(request, filtered, about)))


def asked_anew(request: HttpRequest, filtered: ShownRecommendations, about: Hashable) -> Unwritten:
    facets = recommendation_facets(filtered, request.GET)  # first: who has counted them knows the total
    is_empty = not filtered.found.count()
    corrected = corrected_address(filtered, request) if is_empty else None
    some = filtered.found.by_some_words() if is_empty and not corrected else None
    if some:
        facets = recommendation_facets(filtered.finding(some), request.GET)
    page = page_of_found(Hits(some or filtered.found), filtered.rows_on_a_page, request.GET.get("page"))
    in_vain = bool(filtered.words) and filtered.is_valid() and is_empty
    if in_vain:
        note_sought_in_vain(request, filtered.words)
    said = {
        "corrected": corrected,
        "some": some.some if some else (),
        "facets": facets,
        "ways_out": ways_out(filtered) if is_empty else [],
        **said_around(filtered, page, request, is_in_part=some is not None),
    }
    hits = [*page.object_list]
    versions = versions_in(hits)
    digest = sha256(repr((said, str(page))).encode()).hexdigest()
    if hits and not some and filtered.snapshot:
        start = (page.number - 1) * page.paginator.per_page
        kept = None if filtered.order is Order.RELEVANCE else hits
        listed = Listed(digest, filtered.criteria, slice(start, start + len(hits)), kept)
        filtered.snapshot.keep(about, filtered.criteria, listed)

    def write() -> HttpResponse:
        response = render(
            request,
            "resolutions/recommendation_list.html",
            {**said, "page": page, "groups": groups_of(hits, versions, filtered), "query": request.GET},
            status=200 if filtered.is_valid() else 400,
        )
        # Whoever asks in vain is counted each time; nothing in it would be worth remembering.
        return stored_nowhere(response) if in_vain else response

    return Unwritten((digest, hits, versions.rows), write)


def said_around(
    filtered: ShownRecommendations, page: Page[Hit], request: HttpRequest, *, is_in_part: bool
) -> dict[str, object]:
    """What stands around the rows of a page of the list; `is_in_part`: they have some of the words."""
    is_table = filtered.shown_as == TABLE
    return {
        "snippet": snippets.of_list(
            filtered,
            page,
            path=request.path,
            name="Рекомендации по части слов" if is_in_part else "Рекомендации",
            what="Рекомендации общественных форумов дословно, с адресатом, местом и годом.",
            forms=snippets.RECOMMENDATIONS,
        ),
        "total": page.paginator.count,
        "words": filtered.words,
        "is_cut": is_cut(request.GET.get("q", "")),
        "offers": alternatives(filtered),
        "as_words": as_words(filtered, request.GET),
        "kept": kept_parameters(filtered, *FACETS, "departments"),
        "kept_by_search": kept_parameters(filtered, "q", "sort"),
        "chosen": chosen_filters(filtered, request.GET),
        "list_url": reverse("recommendation-list"),
        "reset_url": request.path + nothing_but_looks(filtered),
        "sort_options": sort_options(filtered, request.GET),
        "view_options": view_options(filtered, request.GET),
        "headings": [(name, COLUMNS[name]) for name in filtered.shown_columns] if is_table else None,
        "column_options": column_options(filtered) if is_table else [],
        "kept_by_columns": kept_parameters(filtered, "columns"),
        "filter_errors": filtered.problems,
        "updated_on": updated_on(),
        **ways_to_follow(filtered),
    }


def groups_of(hits: Sequence[Hit], versions: Versions, filtered: ShownRecommendations) -> list[Group]:
    """By forum, where an order keeps those of a forum together."""
    is_under_forum = filtered.order is not Order.RELEVANCE
    if filtered.shown_as == TABLE:
        columns = filtered.shown_columns
        rows = table_rows(hits, versions, columns=columns, is_under_forum=is_under_forum, words=filtered.words)
    else:
        rows = cards(hits, versions, is_under_forum=is_under_forum, words=filtered.words)
    return under_forums(rows, versions) if is_under_forum else [Group("", rows)]


def ways_to_follow(filtered: ShownRecommendations) -> dict[str, str]:
    """Its feed, the subscription to it, its pictures, it in a frame and what its files are asked for; nothing of a
    filter that is wrong."""
    if not filtered.is_valid():
        return dict.fromkeys(("feed_url", "subscribe_url", "pictures_url", "embed_url", "query_of_files"), "")
    query = canonical_query(filtered)
    address = f"?{query}" if query else ""
    return {
        "feed_url": reverse("recommendation-feed") + address,
        "subscribe_url": reverse("subscribe") + address,
        "pictures_url": reverse("picture-page", args=["addressees-and-themes"]) + address,
        "embed_url": reverse("embedded-list") + address,
        "query_of_files": without_looks(filtered),
    }


def corrected_address(filtered: RecommendationFilter, request: HttpRequest) -> dict[str, str] | None:
    """The words as they may have been meant, and where they would lead."""
    words = filtered.found.corrected() if filtered.words else ""
    if not words:
        return None
    return {"words": words, "url": with_other(request.GET, q=words)}


@require_safe
def recommendation_values(request: HttpRequest, parameter: str) -> HttpResponse:
    """Every value of one parameter with its count under the filter, and a search among them."""
    if parameter not in FACETS:
        raise Http404
    filtered = ShownRecommendations(request.GET, Recommendation.objects.public())
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
    return [value for value in values if wanted in fold(f"{value.label} {value.note}")] if wanted else values


@require_safe
@remembered("q")
def recommendation_suggestions(request: HttpRequest) -> HttpResponse:
    """What the beginning of a query may lead to: an extra below the search box; the form works without it."""
    text = request.GET.get("q", "")
    return render(request, "resolutions/recommendation_suggestions.html", {"groups": suggestions(text)})
