"""The front door."""

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Forum, Recommendation
from resolutions.outside import snippets
from resolutions.pages.everything import OTHER_ACTS, REQUESTS_ALONE, everything, named_most, other_acts, requests
from resolutions.pages.themes import themes_in
from resolutions.pages.updated import updated_on
from resolutions.pictures.shown import pictures_of_home
from resolutions.pieces.recommendations import Piece, cards, versions_in
from resolutions.search.hits import Hit
from resolutions.vocabulary import REQUESTS
from resolutions.web.remembering import remembered

LATEST, THEMES = 5, 24
FIRST_REQUEST = Subquery(
    Recommendation.objects.filter(section__forum=OuterRef("pk"), act__in=REQUESTS)
    .order_by("section__order", "section", "order", "pk")
    .values("pk")[:1]
)


@require_safe
@remembered()
def home(request: HttpRequest) -> HttpResponse:
    filtered = requests()
    found = filtered.found
    forums = Forum.objects.public()
    newest = list(forums.newest_first().for_cards().annotate(first_request=FIRST_REQUEST)[:LATEST])
    addressees, how_many = named_most(found)
    totals = {
        "forums": forums.count(),
        "recommendations": found.count(),
        "other_acts": other_acts(found),
        "addressees": how_many,
    }
    return render(
        request,
        "resolutions/home.html",
        {
            "snippet": snippets.of_home(totals),
            "themes": themes_in(everything())[:THEMES],
            "pictures": pictures_of_home(filtered),
            "forums": newest,
            "addressees": addressees,
            "latest": one_of_each(newest),
            "totals": totals,
            "updated_on": updated_on(),
            "requests_alone": REQUESTS_ALONE,
            "other_acts": OTHER_ACTS,
        },
    )


def one_of_each(forums: list[Forum]) -> list[Piece]:
    """The card of the first request of each forum that has one, in the order of the forums."""
    hits = [Hit(forum.first_request, forum.pk) for forum in forums if forum.first_request]
    return cards(hits, versions_in(hits))
