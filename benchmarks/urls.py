"""The portal's addresses and the yardstick."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from forum_portal import urls


def hello(request: HttpRequest) -> HttpResponse:
    """Through the same server and the same middleware as every page."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), *urls.urlpatterns]
