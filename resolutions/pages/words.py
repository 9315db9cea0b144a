"""Pages of plain words: about, glossary, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.models import Organizer


def about(request: HttpRequest) -> HttpResponse:
    organizers = Organizer.objects.filter(forums__published_at__isnull=False).distinct()
    return render(request, "resolutions/about.html", {"organizers": organizers})


def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/glossary.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/privacy.html")
