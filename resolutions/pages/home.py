"""The front door."""

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Forum
from resolutions.models.contents import ranked
from resolutions.outside import snippets
from resolutions.pages.everything import OTHER_ACTS, REQUESTS_ALONE, named_most, other_acts, requests
from resolutions.pictures.shown import pictures_of_home
from resolutions.search.values import labelled
from resolutions.web.remembering import remembered

LATEST, THEMES = 5, 6


@require_safe
@remembered()
def home(request: HttpRequest) -> HttpResponse:
    filtered = requests()
    found = filtered.found
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
            "themes": labelled("theme", islice(found.counts("theme") or [], THEMES), found.names),
            "pictures": pictures_of_home(filtered),
            "forums": forums.newest_first().for_listing()[:LATEST],
            "addressees": addressees,
            "latest": ranked(found[:LATEST]),
            "totals": totals,
            "requests_alone": REQUESTS_ALONE,
            "other_acts": OTHER_ACTS,
        },
    )
