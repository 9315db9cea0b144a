"""What every answer has in common: made once for each state of the register, and not sent to who has it already."""

import zlib
from collections.abc import Mapping

from django.core.cache import caches
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from resolutions.api.freshness import tag_of
from resolutions.api.json_schema import Schema, schema_of
from resolutions.api.openapi import OpenSchema
from resolutions.search.index import Lack, lacked
from resolutions.web.validators import not_modified

ONE_DAY = 24 * 3600
EVERYWHERE = (400, 406, 429, 500, 503)  # a NUL in an address is 400, whatever the address


class OpenView(APIView):
    """One address. `body()` makes the body; the class says in Russian what it is, for the description."""

    schema = OpenSchema()
    http_method_names = ["get", "head", "options"]
    operation: str  # its name for programs that are made from the description
    title: str
    explanation: str
    record: type  # the shape of the answer, or of one row of a list
    examples: tuple[str, ...] = ()  # queries worth trying
    errors: tuple[int, ...] = (*EVERYWHERE, 404, 410)
    may_move = False

    @property
    def parameters(self) -> dict[str, str]:
        """What may be asked and what people call it, in the order in which they should read of it."""
        return {}

    @property
    def repeatable(self) -> frozenset[str]:
        return frozenset()

    def body(self, request: Request, **names: str) -> Mapping[str, object] | HttpResponse:
        """The body, or a whole response where it is elsewhere."""
        raise NotImplementedError

    def get(self, request: Request, **names: str) -> HttpResponse:
        tag = tag_of(request)
        has_it = not_modified(request, tag)
        if has_it:
            return has_it
        made = caches["answers"].get(tag)
        if made:
            content, links = made
            return as_json(zlib.decompress(content), links | {"ETag": tag})
        lacked.set(Lack.NOTHING)
        body = self.body(request, **names)
        if isinstance(body, HttpResponse):
            return body
        content, links = JSONRenderer().render(body), links_of(body)
        if lacked.get():  # the next one may be better though the register is the same
            return as_json(content, links)
        # Other parameters are served, but not remembered: anybody could make up any number of them.
        if not set(request.GET) - set(self.parameters):
            caches["answers"].set(tag, (zlib.compress(content, 1), links), ONE_DAY)
        return as_json(content, links | {"ETag": tag})

    def perform_authentication(self, request: Request) -> None:
        """Nobody signs in to the API. Asked all the same, the library would forget whom the portal's middleware found,
        and by whom requests are counted."""

    def options(self, request: Request, **names: str) -> HttpResponse:
        return HttpResponse(status=204)

    def shape(self, named: dict[str, Schema]) -> Schema:
        return schema_of(self.record, named)


def as_json(content: bytes, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers=headers)


def links_of(body: Mapping[str, object]) -> dict[str, str]:
    """The pages beside this one, for programs that read headers (RFC 8288)."""
    links = [
        f'<{body[field]}>; rel="{relation}"'
        for field, relation in (("next", "next"), ("previous", "prev"))
        if body.get(field)
    ]
    return {"Link": ", ".join(links)} if links else {}
