"""What every list has in common: the filter, the page, the addresses of the pages beside it."""

from collections.abc import Mapping
from typing import Generic, TypedDict, TypeVar

from django.core.paginator import Page
from django.db.models import Model, QuerySet
from django.http import Http404
from rest_framework.request import Request

from resolutions.api.errors import BadParameters, NoSuchPage
from resolutions.api.json_schema import Schema, list_of
from resolutions.api.open_view import EVERYWHERE, OpenView
from resolutions.asking.filters import ListFilter
from resolutions.records import absolute
from resolutions.web.paging import Sliced, page_of_found


class NothingBeside(TypedDict):
    pass


Asked = TypeVar("Asked", bound=ListFilter)
Row = TypeVar("Row", bound=Model)
Record = TypeVar("Record")


class ListView(OpenView, Generic[Asked, Row, Record]):
    filterset: type[Asked]
    extras: type = NothingBeside  # the shape of what stands in the answer beside the rows
    errors = (*EVERYWHERE, 404)

    @property
    def parameters(self) -> dict[str, str]:
        labels = {name: str(parameter.label) for name, parameter in self.filterset.base_filters.items()}
        page_size = labels.pop("page_size")
        return {**labels, "page": "Страница", "page_size": page_size}

    @property
    def repeatable(self) -> frozenset[str]:
        return frozenset(self.filterset.base_filters) - set(self.filterset.SINGLE)

    def everything(self) -> QuerySet[Model]:
        """The queryset to filter, in order."""
        raise NotImplementedError

    def rows(self, asked: Asked) -> Sliced[Row]:
        """What was found: counts and slices like a queryset."""
        found: QuerySet[Row] = asked.qs
        return found

    def records(self, rows: list[Row]) -> list[Record]:
        """Of one page's rows, in a number of queries that does not depend on how many they are."""
        raise NotImplementedError

    def beside(self, asked: Asked) -> Mapping[str, object]:
        return {}

    def body(self, request: Request, **names: str) -> Mapping[str, object]:
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

    def page(self, request: Request, asked: Asked) -> Page[Row]:
        try:
            return page_of_found(self.rows(asked), asked.rows_on_a_page, request.GET.get("page"))
        except Http404 as error:
            raise NoSuchPage from error

    def shape(self, named: dict[str, Schema]) -> Schema:
        return list_of(self.record, self.extras, named)


def address(request: Request, number: int) -> str:
    """Of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return absolute(f"{request.path}?{query.urlencode()}")
