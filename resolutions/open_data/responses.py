"""What all files of open data have in common: a validator, and that anybody's page may read them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

from resolutions.web.validators import not_modified


def unchanged(request: HttpRequest, state: str) -> HttpResponseBase | None:
    """304 for whoever has the file in this state already."""
    response = not_modified(request, quote_etag(state))
    return None if response is None else open_to_all(response, state)


def open_to_all(response: HttpResponseBase, state: str) -> HttpResponseBase:
    response["ETag"] = quote_etag(state)
    response["Cache-Control"] = "no-cache"  # may be kept and must be asked about: what was taken back is gone at once
    response["Access-Control-Allow-Origin"] = "*"
    return response
