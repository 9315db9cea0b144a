"""What another site shows of the register inside a page of its own: a list under its filter, or a forum."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.asking.chosen import canonical_query, in_words
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Forum, Recommendation
from resolutions.pieces.recommendations import cards, versions_in
from resolutions.web.errors import absent
from resolutions.web.framing import framed, one_sentence
from resolutions.web.remembering import OF_FORUM, remembered

ROWS = 10  # where the address does not say how many


@require_safe
@framed
@remembered(*RecommendationFilter.base_filters)
def embedded_list(request: HttpRequest) -> HttpResponse:
    filtered = RecommendationFilter(request.GET, Recommendation.objects.public())
    if not filtered.is_valid():
        return one_sentence(request, said_of(filtered.problems), 400)
    total = filtered.found.count()
    hits = filtered.found.hits(slice(filtered.rows_on_a_page if filtered.chosen("page_size") else ROWS))
    return render(
        request,
        "embed/recommendations.html",
        {
            "cards": cards(hits, versions_in(hits)),
            "total": total,
            "more": total - len(hits),
            "chosen": in_words(filtered),
            "list_url": address_of_list(filtered),
        },
    )


def said_of(problems: list[dict[str, str]]) -> str:
    return " ".join(["Показать нечего: в адресе ошибка.", *(f"{one['label']}. {one['message']}" for one in problems)])


def address_of_list(filtered: RecommendationFilter) -> str:
    query = canonical_query(filtered)
    return reverse("recommendation-list") + (f"?{query}" if query else "")


@require_safe
@framed
@remembered(version=OF_FORUM)
def embedded_forum(request: HttpRequest, slug: str) -> HttpResponse:
    forum = Forum.objects.readable().for_page().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    recommendations = Recommendation.objects.in_section_order().with_addressings()
    return render(request, "embed/forum.html", {"forum": forum, "sections": forum.sections.read(recommendations)})
