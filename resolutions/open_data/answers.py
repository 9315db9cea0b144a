"""What all files of open data have in common: a validator, and that anybody's page may read them."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

from resolutions.web.validators import not_modified


def unchanged(request: HttpRequest, state: str) -> HttpResponseBase | None:
    """304 for whoever has the file in this state already."""
    answer = not_modified(request, quote_etag(state))
    return None if answer is None else open_to_all(answer, state)


def open_to_all(answer: HttpResponseBase, state: str) -> HttpResponseBase:
    answer["ETag"] = quote_etag(state)
    answer["Cache-Control"] = "no-cache"  # may be kept and must be asked about: what was taken back is gone at once
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
