"""Themes: what forums speak of, and everything that was recommended about one of them."""

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.models import Addressee, Forum, Recommendation, Theme
from resolutions.models.gate import listed
from resolutions.outside import snippets
from resolutions.pages.everything import everything, most_of, narrower
from resolutions.pieces.recommendations import cards, versions_in
from resolutions.search.criteria import Criteria
from resolutions.search.found import Found, find
from resolutions.web.remembering import remembered

LATEST = 10


@require_safe
@remembered()
def theme_list(request: HttpRequest) -> HttpResponse:
    themes = sorted(themes_in(everything()), key=lambda theme: theme.name_key)
    return render(
        request, "resolutions/theme_list.html", {"snippet": snippets.of_themes(len(themes)), "themes": themes}
    )


@require_safe
@remembered()
def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    theme = Theme.objects.public_by([slug]).get(slug)
    if theme is None:
        raise Http404
    if theme.slug != slug:
        return redirect(theme, permanent=True)
    found = about(theme)
    total = found.count()
    forums = Forum.objects.public().filter(sections__themes=theme).distinct().count()
    addressees = most_of(found, Addressee.objects.public().select_related("locality"))
    list_url = f"{reverse('recommendation-list')}?theme={slug}"
    latest = found.hits(slice(LATEST))
    return render(
        request,
        "resolutions/theme_detail.html",
        {
            "snippet": snippets.of_theme(theme, total, forums, addressees),
            "theme": theme,
            "total": total,
            "forums": forums,
            "latest": cards(latest, versions_in(latest)),
            "addressees": addressees,
            "places": narrower(found, "place", list_url),
            "years": narrower(found, "year", list_url),
            "list_url": list_url,
            "feed_url": f"{reverse('recommendation-feed')}?theme={slug}",
            "subscribe_url": f"{reverse('subscribe')}?theme={slug}",
        },
    )


def about(theme: Theme) -> Found:
    rows = Recommendation.objects.public().filter(section__themes=theme).newest_first
    return find(Criteria(chosen={"theme": frozenset({theme.pk})}), rows)


def themes_in(found: Found) -> list[Theme]:
    """Of what was found, with `.recommendation_count`, most first; from the database where there is no index to ask."""
    counts = found.counts("theme")
    numbers = counted_in_database() if counts is None else dict(iter(counts))
    rows = list(Theme.objects.public().filter(pk__in=numbers))
    for row in rows:
        row.recommendation_count = numbers[row.pk]
    return sorted(rows, key=lambda row: (-row.recommendation_count, row.name_key))


def counted_in_database() -> dict[int, int]:
    of_theme = Count("sections__recommendations", filter=listed("sections__forum__"))
    counted = Theme.objects.public().order_by().annotate(number=of_theme).filter(number__gt=0)
    return dict(counted.values_list("pk", "number"))
