"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Addressee, Forum, Recommendation
from resolutions.pages import snippets
from resolutions.pages.remembering import remembered


@require_safe
@remembered
def home(request: HttpRequest) -> HttpResponse:
    addressees = list(Addressee.objects.named_most())
    recommendations = Recommendation.objects.public()
    totals = {
        "forums": Forum.objects.public().count(),
        "recommendations": recommendations.count(),
        "addressees": len(addressees),
    }
    return render(
        request,
        "resolutions/home.html",
        {
            "snippet": snippets.of_home(totals),
            "forums": Forum.objects.public().newest_first().for_listing()[:5],
            "addressees": addressees[:8],
            "latest": recommendations.newest_first().for_listing()[:5],
            "totals": totals,
        },
    )
