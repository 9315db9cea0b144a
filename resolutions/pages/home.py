"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Forum
from resolutions.models.contents import ranked
from resolutions.outside import snippets
from resolutions.pages.everything import OTHER_ACTS, REQUESTS_ALONE, everything, named_most, other_acts, requests
from resolutions.pages.themes import themes_in
from resolutions.web.remembering import remembered

LATEST, THEMES = 5, 24


@require_safe
@remembered()
def home(request: HttpRequest) -> HttpResponse:
    found = requests()
    forums = Forum.objects.public()
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
            "forums": forums.newest_first().for_listing()[:LATEST],
            "addressees": addressees,
            "latest": ranked(found[:LATEST]),
            "totals": totals,
            "requests_alone": REQUESTS_ALONE,
            "other_acts": OTHER_ACTS,
        },
    )
