"""Forums: the list by year, and a forum as its resolution reads."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.asking.facets import forum_facets
from resolutions.asking.filters import ForumFilter
from resolutions.models import Draft, Forum, Recommendation
from resolutions.models.contents import addressees_by_count
from resolutions.outside import snippets
from resolutions.pages.editing import ways_of
from resolutions.pages.sources import may_have_file
from resolutions.web.errors import absent, bad_parameters
from resolutions.web.paging import page_of
from resolutions.web.remembering import OF_FORUM, remembered

FORUMS_ON_A_PAGE = 50


@require_safe
@remembered(*ForumFilter.base_filters, "page")
def forum_list(request: HttpRequest) -> HttpResponse:
    found = ForumFilter(request.GET, Forum.objects.public())
    if not found.is_valid():
        return bad_parameters(request, found.problems)
    page = page_of(Paginator(found.qs.newest_first().for_cards(), FORUMS_ON_A_PAGE), request.GET.get("page"))
    by_year = groupby(page.object_list, key=lambda forum: forum.day.year if forum.day else None)
    return render(
        request,
        "resolutions/forum_list.html",
        {
            "snippet": snippets.of_list(
                found,
                page,
                path=request.path,
                name="Форумы",
                what="Резолюции общественных форумов целиком: о чём говорили, что рекомендовали и кому.",
                forms="форум,форума,форумов",
            ),
            # On its first page, and not where she looks for places and years.
            "demonstrations": [] if request.GET else demonstrations(),
            "forums_by_year": [(year, list(forums)) for year, forums in by_year],
            "facets": forum_facets(found),
            "is_filtered": any(found.chosen(name) for name in found.filters),
            "page": page,
            "total": page.paginator.count,
        },
    )


def demonstrations() -> list[Forum]:
    """Hardly any register has one: to ask whether is cheaper than to ask for it."""
    rows = Forum.objects.demonstrations()
    return list(rows.newest_first().for_cards()) if rows.exists() else []


@require_safe
@remembered(version=OF_FORUM)
def forum_detail(request: HttpRequest, slug: str) -> HttpResponse:
    forum = Forum.objects.visible_to(request.user).for_page().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    source = Draft.objects.source_of(forum)
    recommendations = Recommendation.objects.in_section_order().with_addressings()
    sections = forum.sections.read(recommendations)
    forum.recommendation_count = sum(len(section.recommendations_shown) for section in sections)
    addressees = addressees_by_count(sections)
    return render(
        request,
        "resolutions/forum_detail.html",
        {
            "snippet": snippets.of_forum(forum, sections, addressees),
            "forum": forum,
            "sections": sections,
            "addressees": addressees,
            "source": source,
            "has_file": source and may_have_file(request.user, forum, source),
            "ways": ways_of(request.user, forum),
            "feed_url": reverse("forum-feed", args=[forum.slug]) if forum.published_at else "",
            "subscribe_url": next_forums_url(forum),
        },
    )


def next_forums_url(forum: Forum) -> str:
    """What comes after it in the same place: a forum that is published already brings no news."""
    return f"{reverse('subscribe')}?place={forum.locality.slug}" if forum.locality and forum.is_listed else ""
