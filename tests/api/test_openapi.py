"""The description is valid, and says of parameters and answers what is true."""

import json
from importlib import import_module
from types import ModuleType

import pytest
from django.urls import reverse

from resolutions.api.forums import ForumQuery
from resolutions.api.json_schema import schema_of
from resolutions.api.openapi import description
from resolutions.api.recommendations import RecommendationQuery
from resolutions.vocabulary import AddresseeKind
from tests.factories import AddresseeFactory

pytestmark = pytest.mark.django_db
SCHEMA = reverse("api-schema")


@pytest.fixture
def jsonschema() -> ModuleType:
    """Not imported above: what it makes at its import takes every process of the suite two seconds."""
    return import_module("jsonschema")


def parameters(path: str) -> dict[str, dict]:
    return {row["name"]: row for row in description()["paths"][path]["get"]["parameters"] if row["in"] == "query"}


def test_the_description_is_valid_openapi(client):
    answer = client.get(SCHEMA)

    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer.json()["openapi"] == "3.1.0"
    import_module("drf_spectacular.validation").validate_schema(answer.json())


def test_it_says_where_it_stands(client, settings):
    settings.SITE_ADDRESS = "https://portal.example"

    assert client.get(SCHEMA).json()["servers"] == [{"url": "https://portal.example"}]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (reverse("api-recommendation-list"), {*RecommendationQuery.base_filters, "page"}),
        (reverse("api-forum-list"), {*ForumQuery.base_filters, "page"}),
        (reverse("api-section-list"), {*ForumQuery.base_filters, "page"}),
        (reverse("api-addressee-list"), {"page", "page_size"}),
        (reverse("api-theme-list"), {"page", "page_size"}),
        (reverse("api-place-list"), {"page", "page_size"}),
    ],
)
def test_its_parameters_are_those_of_the_filters(path, names):
    assert set(parameters(path)) == names


def test_what_can_be_repeated_is_a_list():
    many = {
        name for name, row in parameters(reverse("api-recommendation-list")).items() if row["schema"]["type"] == "array"
    }

    assert many == {"to", "kind", "forum", "section", "theme", "place", "region", "year", "act"}


@pytest.mark.parametrize("value", AddresseeKind.values)
def test_every_value_it_offers_is_taken(client, value):
    offered = parameters(reverse("api-recommendation-list"))["kind"]["schema"]["items"]["enum"]

    assert value in offered
    assert client.get(reverse("api-recommendation-list"), {"kind": value}).status_code == 200


def test_every_answer_is_as_described(client, register, jsonschema):
    AddresseeFactory(name="горисполком", merged_into=register.hall)
    described = client.get(SCHEMA).json()
    names = {"{code}": register.yards.code, "forums/{slug}": "forums/tomsk-2021", "{slug}": "departament-kultury"}
    for path, methods in described["paths"].items():
        address = path
        for placeholder, name in names.items():
            address = address.replace(placeholder, name)
        answers = {
            200: client.get(address),
            404: client.get(f"{address}?page=999"),
            400: client.get(f"{address}?x=%00"),
        }
        for answer in answers.values():
            content = methods["get"]["responses"][str(answer.status_code)]["content"]
            schema = content[answer["Content-Type"].partition(";")[0]]["schema"]
            jsonschema.validate(answer.json(), {**schema, "components": described["components"]})


def test_a_shape_that_says_what_it_is_not_would_be_noticed(client, register, jsonschema):
    described = client.get(SCHEMA).json()
    record = client.get(reverse("api-recommendation-detail", args=[register.yards.code])).json()
    shape = {"$ref": "#/components/schemas/RecommendationRecord", "components": described["components"]}

    jsonschema.validate(record, shape)
    for wrong in ({**record, "more": 1}, {**record, "number": None}, {"code": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, shape)


def test_a_type_it_cannot_say_is_refused():
    with pytest.raises(KeyError):
        schema_of(bytes, {})


def test_no_english_words_of_ours_are_told(client):
    texts = json.dumps(
        [operation["get"]["description"] for operation in client.get(SCHEMA).json()["paths"].values()],
        ensure_ascii=False,
    )

    assert "Of a row" not in texts
