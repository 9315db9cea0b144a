"""The page about the API: what there is, what to ask, how to ask it; all but the words is read from the description."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.api.errors import SENTENCES
from resolutions.api.openapi import Operation, Parameter, description
from resolutions.api.reading import Shapes
from resolutions.models import Addressee, Forum, Recommendation
from resolutions.outside.snippets import Snippet
from resolutions.records import absolute
from resolutions.web.remembering import remembered

EXAMPLES = Path(__file__).parent / "examples"
PLACEHOLDER = "https://portal.example"


@require_safe
@remembered()
def documentation(request: HttpRequest) -> HttpResponse:
    described = description()
    shapes = Shapes(described["components"]["schemas"])
    operations = [operation_of(path, methods["get"], shapes) for path, methods in described["paths"].items()]
    return render(
        request,
        "resolutions/api.html",
        {
            "snippet": Snippet(
                title="Данные для программ",
                description="Рекомендации, форумы и адресаты в формате JSON: без ключа, только чтение. Адреса, "
                "параметры, примеры на Python и для Excel.",
                path=request.path,
            ),
            "operations": operations,
            "to_try": next(row for row in operations if row["url"] == reverse("api-recommendation-list")),
            "shapes": shapes.in_order_of_mention(described["paths"]),
            "errors": [(status, *sentences) for status, sentences in SENTENCES.items()],
            "requests_per_minute": settings.API_REQUESTS_PER_MINUTE,
            "python": example("collect.py"),
            "power_query": example("recommendations.pq"),
        },
    )


class ParameterShown(TypedDict):
    name: str
    label: str
    meaning: str
    values: Sequence[str]


class OperationShown(TypedDict):
    name: str
    url: str
    title: str
    explanation: str
    parameters: list[ParameterShown]
    record: str
    is_list: bool
    examples: list[str]


def operation_of(path: str, operation: Operation, shapes: Shapes) -> OperationShown:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {
        "name": operation["operationId"],
        "url": path,
        "title": operation["summary"],
        "explanation": operation["description"],
        "parameters": [parameter_of(row) for row in operation["parameters"] if row["in"] != "header"],
        "record": shapes.record_in(answer),
        "is_list": shapes.is_page(answer),
        "examples": [absolute(address) for address in addresses_to_try(path, operation.get("x-examples", []))],
    }


def parameter_of(row: Parameter) -> ParameterShown:
    schema = row["schema"]
    return {
        "name": row["name"],
        "label": row.get("x-label", ""),
        "meaning": row["description"],
        "values": schema.get("items", schema).get("enum", []),
    }


def addresses_to_try(path: str, queries: list[str]) -> list[str]:
    """Of a list, whole and under each query; of one row, one that is there."""
    if "{" not in path:
        return [path, *(f"{path}?{query}" for query in queries)]
    names = {
        reverse("api-recommendation-list"): Recommendation.objects.public()
        .newest_first()
        .values_list("code", flat=True),
        reverse("api-forum-list"): Forum.objects.public().newest_first().values_list("slug", flat=True),
        reverse("api-addressee-list"): Addressee.objects.named_most().values_list("slug", flat=True),
    }
    before, _, _ = path.partition("{")
    return [f"{before}{name}/" for name in names[before][:1]]


def example(name: str) -> str:
    """A client as one may copy it, asking this portal."""
    return (EXAMPLES / name).read_text(encoding="utf-8").replace(PLACEHOLDER, settings.SITE_ADDRESS)
