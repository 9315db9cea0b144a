"""The description of the API, made from the same views, filters and shapes that answer."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, NotRequired, TypedDict

import uritemplate
from django.conf import settings
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from resolutions.api import errors
from resolutions.api.json_schema import Schema, schema_of
from resolutions.api.parameters import ETAG, IF_NONE_MATCH, in_path, in_query
from resolutions.web.look import shown_look

# What of OpenAPI is read here again, for the page about it.
Parameter = TypedDict(
    "Parameter", {"name": str, "in": str, "description": str, "schema": Schema, "x-label": NotRequired[str]}
)


class Body(TypedDict):
    schema: Schema


class Response(TypedDict):
    content: dict[str, Body]


Operation = TypedDict(
    "Operation",
    {
        "operationId": str,
        "summary": str,
        "description": str,
        "parameters": list[Parameter],
        "responses": dict[str, Response],
        "x-examples": NotRequired[list[str]],
    },
)


class Components(TypedDict):
    schemas: dict[str, Schema]


class Description(TypedDict):
    info: dict[str, str]
    paths: dict[str, dict[str, Operation]]
    components: Components
    servers: list[dict[str, str]]


WHEN = {
    400: "Неверное значение параметра или непонятный адрес",
    404: "Ничего нет",
    406: "Просят не JSON",
    410: "Было и удалено",
    429: "Слишком много запросов с одного адреса",
    500: "Ошибка портала",
    503: "Портал занят",
}


class OpenSchema(AutoSchema):
    """Reads what an OpenView says of itself."""

    def get_operation_id(self) -> str:
        return str(self.view.operation)

    def get_summary(self) -> str:
        return str(self.view.title)

    def get_description(self) -> str:
        return str(self.view.explanation)

    def get_extensions(self) -> dict[str, list[str]]:
        return {"x-examples": list(self.view.examples)} if self.view.examples else {}

    def get_tags(self) -> list[str]:
        return []

    def get_override_parameters(self) -> list[OpenApiParameter | Any]:
        path = [in_path(name) for name in sorted(uritemplate.variables(self.path))]
        query = [
            in_query(name, label, repeatable=name in self.view.repeatable)
            for name, label in self.view.parameters.items()
        ]
        return [*path, *query, IF_NONE_MATCH, ETAG]

    def get_response_serializers(self) -> dict[int | tuple[int, str], OpenApiResponse]:
        responses: dict[int | tuple[int, str], OpenApiResponse] = {
            200: OpenApiResponse(self.referred(self.view.shape), description=self.view.title),
            304: OpenApiResponse(description="С прошлого ответа ничего не изменилось"),
        }
        if self.view.may_move:
            responses[301] = OpenApiResponse(description="Объединён с другим: его адрес в Location")
        details = self.referred(partial(schema_of, errors.ErrorDetails))
        for status in sorted(self.view.errors):
            responses[status, errors.MEDIA_TYPE] = OpenApiResponse(details, description=WHEN[status])
        return responses

    def referred(self, shape: Callable[[dict[str, Schema]], Schema]) -> Schema:
        """With every named shape in the description's components."""
        named: dict[str, Schema] = {}
        schema = shape(named)
        for name, component in named.items():
            self.registry.register_on_missing(
                ResolvedComponent(name=name, type=ResolvedComponent.SCHEMA, schema=component, object=name)
            )
        return schema


@cache
def operations() -> Description:
    """Of this release; where it stands is said when it is asked for."""
    described: Description = SchemaGenerator().get_schema(request=None, public=True)
    return described


def description() -> Description:
    described = operations()
    info = described["info"] | {"title": shown_look().name}
    return {**described, "info": info, "servers": [{"url": settings.SITE_ADDRESS}]}
