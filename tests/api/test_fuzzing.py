"""Requests made up from the API's own description: no 5xx, and every answer is as described."""

import pytest
import schemathesis
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from resolutions.api.openapi import description

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
# Half a minute for all of them on two busy cores.
MADE_UP = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
PATHS = [
    "/api/v1/recommendations/",
    "/api/v1/recommendations/{code}/",
    "/api/v1/forums/",
    "/api/v1/forums/{slug}/",
    "/api/v1/sections/",
    "/api/v1/addressees/",
    "/api/v1/addressees/{slug}/",
    "/api/v1/themes/",
    "/api/v1/places/",
    "/api/v1/schema/",
]


@pytest.fixture
def described(settings, web_server):
    settings.API_REQUESTS_PER_MINUTE = 1_000_000
    return schemathesis.openapi.from_wsgi(reverse("api-schema"), web_server)


@pytest.fixture
def names(register):
    """What is there to be found: made-up names alone would be told 400 and 404 and nothing else."""
    return {
        "to": ["meriya-tomska", "departament-kultury", "none"],
        "forum": ["tomsk-2021", "forum"],
        "section": ["tomsk-2021/dvory"],
        "theme": ["blagoustroystvo"],
        "place": ["tomsk"],
        "region": ["tomskaya-oblast"],
        "facets": ["none", "kind,year", "section"],
        "code": [register.yards.code],
        "slug": ["tomsk-2021", "meriya-tomska"],
        "q": ["двор", '"беречь парки"', "-клуб"],
    }


def test_every_address_is_tried_here():
    assert list(description()["paths"]) == PATHS


@pytest.mark.parametrize("path", PATHS)
def test_made_up_requests_are_answered_as_described(described, register, path):
    operation = described[path]["GET"]
    # The address of the description takes nothing that could be wrong.
    modes = [GenerationMode.POSITIVE] if path == reverse("api-schema") else list(GenerationMode)

    @MADE_UP
    @given(case=some.one_of(*map(operation.as_strategy, modes)))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize("path", PATHS)
def test_requests_for_what_is_there_are_answered_as_described(described, names, path):
    statuses = []

    @MADE_UP
    @given(case=described[path]["GET"].as_strategy(), data=some.data())
    def ask(case, data):
        for given_values in (case.query or {}, case.path_parameters or {}):
            for name in set(given_values) & set(names):
                known = some.sampled_from(names[name])
                several = isinstance(given_values[name], list)
                given_values[name] = data.draw(some.lists(known, max_size=3) if several else known)
        (case.query or {}).pop("page", None)
        statuses.append(case.call_and_validate(checks=CHECKS).status_code)

    ask()

    assert 200 in statuses
