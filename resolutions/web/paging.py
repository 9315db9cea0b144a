"""One rule for page numbers on every list: one that is not a number, or past the end, is 404."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404

Row = TypeVar("Row")
Given = TypeVar("Given", covariant=True)


class Sliced(Protocol[Given]):
    """What is found by a filter: a queryset, or what the index answers."""

    def count(self) -> int: ...

    def __len__(self) -> int: ...

    def __getitem__(self, rows: slice, /) -> Iterable[Given]: ...


def page_of_found(found: Sliced[Row], size: int, number: str | None) -> Page[Row]:
    return page_of(Paginator(found, size), number)  # type: ignore[arg-type]  # a paginator only counts and slices


def page_of(paginator: Paginator[Row], number: str | None) -> Page[Row]:
    """The page asked for; the first one if none was. An empty list has one empty page."""
    # ASCII digits only, and few: int() would read other scripts and refuses very long numbers with an error.
    if number and not (number.isascii() and number.isdigit() and len(number) <= 9):
        raise Http404("Такой страницы нет.")
    try:
        return paginator.page(int(number or 1))
    except InvalidPage as error:
        raise Http404("Такой страницы нет.") from error
