"""One rule for page numbers on every list: one that is not a number, or past the end, is 404."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404

from resolutions.search.found import Found


def page_of_found(found: Found, size: int, number: str | None) -> Page[Any]:
    rows: Any = found  # counts and slices like a queryset, which is all a paginator asks for
    return page_of(Paginator(rows, size), number)


def page_of(paginator: Paginator[Any], number: str | None) -> Page[Any]:
    """The page asked for; the first one if none was. An empty list has one empty page."""
    # ASCII digits only, and few: int() would read other scripts and refuses very long numbers with an error.
    if number and not (number.isascii() and number.isdigit() and len(number) <= 9):
        raise Http404("Такой страницы нет.")
    try:
        return paginator.page(int(number or 1))
    except InvalidPage as error:
        raise Http404("Такой страницы нет.") from error
