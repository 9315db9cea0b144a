"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Addressee, Forum, Recommendation


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    addressees = Addressee.objects.public().with_counts().filter(recommendation_count__gt=0)
    recommendations = Recommendation.objects.public()
    return render(
        request,
        "resolutions/home.html",
        {
            "forums": Forum.objects.public().newest_first().for_listing()[:5],
            "addressees": addressees.order_by("-recommendation_count", "name_key")[:8],
            "latest": recommendations.newest_first().for_listing()[:5],
            "totals": {
                "forums": Forum.objects.public().count(),
                "recommendations": recommendations.count(),
                "addressees": addressees.count(),
            },
        },
    )
