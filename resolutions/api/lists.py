"""What every list has in common: the filter, the page, the addresses of the pages beside it."""

from typing import Any, TypedDict

from django.core.paginator import Page, Paginator
from django.http import Http404
from rest_framework.request import Request

from resolutions.api.errors import BadParameters, NoSuchPage
from resolutions.api.json_schema import Schema, list_of
from resolutions.api.open_view import EVERYWHERE, OpenView
from resolutions.asking.filters import ListFilter
from resolutions.records import absolute
from resolutions.web.paging import page_of


class NothingBeside(TypedDict):
    pass


class ListView(OpenView):
    filterset: type[ListFilter] = ListFilter
    extras: Any = NothingBeside  # the shape of what stands in the answer beside the rows
    errors = (*EVERYWHERE, 404)

    @property
    def parameters(self) -> dict[str, str]:
        labels = {name: str(parameter.label) for name, parameter in self.filterset.base_filters.items()}
        page_size = labels.pop("page_size")
        return {**labels, "page": "Страница", "page_size": page_size}

    @property
    def repeatable(self) -> frozenset[str]:
        return frozenset(self.filterset.base_filters) - set(self.filterset.SINGLE)

    def everything(self) -> Any:
        """The queryset to filter, in order."""
        raise NotImplementedError

    def rows(self, asked: Any) -> Any:
        """What was found: counts and slices like a queryset."""
        return asked.qs

    def records(self, rows: list[Any]) -> list[Any]:
        """Of one page's rows, in a number of queries that does not depend on how many they are."""
        raise NotImplementedError

    def beside(self, asked: Any) -> dict[str, Any]:
        return {}

    def answer(self, request: Request, **names: str) -> dict[str, Any]:
        asked = self.filterset(request.GET, self.everything())
        if not asked.is_valid():
            raise BadParameters(asked.problems)
        page = self.page(request, asked)
        return {
            "count": page.paginator.count,
            "next": address(request, page.next_page_number()) if page.has_next() else None,
            "previous": address(request, page.previous_page_number()) if page.has_previous() else None,
            "results": self.records(list(page.object_list)),
            **self.beside(asked),
        }

    def page(self, request: Request, asked: ListFilter) -> Page[Any]:
        try:
            return page_of(Paginator(self.rows(asked), asked.rows_on_a_page), request.GET.get("page"))
        except Http404 as error:
            raise NoSuchPage from error

    def shape(self, named: dict[str, Schema]) -> Schema:
        return list_of(self.record, self.extras, named)


def address(request: Request, number: int) -> str:
    """Of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return absolute(f"{request.path}?{query.urlencode()}")
