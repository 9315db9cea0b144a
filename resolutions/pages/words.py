"""Pages of plain words: about, glossary, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from resolutions.models import Organizer
from resolutions.pages.remembering import remembered


@require_safe
@remembered
def about(request: HttpRequest) -> HttpResponse:
    organizers = Organizer.objects.filter(forums__published_at__isnull=False).distinct()
    return render(request, "resolutions/about.html", {"organizers": organizers})


@require_safe
@remembered
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/glossary.html")


@require_safe
@remembered
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/privacy.html")
