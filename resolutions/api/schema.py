"""The description for programs: OpenAPI 3.1."""

from rest_framework.request import Request

from resolutions.api.json_schema import Schema
from resolutions.api.open_view import EVERYWHERE, OpenView
from resolutions.api.openapi import Description, description


class SchemaView(OpenView):
    operation = "getSchema"
    title = "Описание OpenAPI"
    explanation = "Описание этого API для программ, OpenAPI 3.1."
    errors = EVERYWHERE

    def body(self, request: Request, **names: str) -> Description:
        return description()

    def shape(self, named: dict[str, Schema]) -> Schema:
        return {"type": "object"}
