"""What goes wrong is said as problem+json, in Russian, with the parameter's name; whatever went wrong."""

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from resolutions.api.errors import answer_to, or_error_answer
from resolutions.api.recommendations import RecommendationQuery
from resolutions.web.errors import server_error

pytestmark = pytest.mark.django_db
LIST = reverse("api-recommendation-list")
LISTS = [reverse(f"api-{noun}-list") for noun in ("recommendation", "forum", "section", "addressee", "theme", "place")]
SITE = "http://127.0.0.1:8000"


def told(answer) -> dict:
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-store", "*")
    said = answer.json()
    assert said["type"] == f"{SITE}/api/v1/#error-{answer.status_code}"
    assert said["status"] == answer.status_code
    assert said["title"]
    return said


def test_a_bad_value_is_named_and_nothing_is_found(client, register):
    said = told(client.get(f"{LIST}?year=abc&place=%D0%AF&kind=ngo"))

    assert said == {
        "type": f"{SITE}/api/v1/#error-400",
        "title": "Такой запрос мы не поняли",
        "status": 400,
        "detail": "Параметр place: Нет такого значения: «Я». Параметр year: Нет такого значения: «abc».",
        "errors": [
            {"parameter": "place", "message": "Нет такого значения: «Я»."},
            {"parameter": "year", "message": "Нет такого значения: «abc»."},
        ],
    }


@pytest.mark.parametrize("name", sorted(set(RecommendationQuery.base_filters) - {"q"}))
def test_every_parameter_is_named_when_its_value_is_wrong(client, register, name):
    answer = client.get(LIST, {name: "такого-нет"})

    assert [row["parameter"] for row in told(answer)["errors"]] == [name]


SIZES = ["0", "101", "-1", "abc", "1.5", "२", "9" * 5000]
NUMBERS = ["0", "-1", "abc", "999", "9" * 24, "9" * 5000, "१", "1.0", " 1"]


@pytest.mark.parametrize("door", LISTS)
def test_a_page_size_out_of_bounds_is_named_on_every_list(client, door):
    for size in SIZES:
        answer = client.get(door, {"page_size": size})

        assert (answer.status_code, [row["parameter"] for row in told(answer)["errors"]]) == (400, ["page_size"])


@pytest.mark.parametrize("door", LISTS)
def test_a_page_that_is_not_there_is_named_on_every_list(client, register, door):
    for number in NUMBERS:
        answer = client.get(door, {"page": number})

        assert answer.status_code == 404
        assert told(answer)["errors"] == [{"parameter": "page", "message": "Такой страницы нет."}]


@pytest.mark.parametrize("door", LISTS)
def test_an_empty_register_has_an_empty_first_page(client, door):
    answer = client.get(door).json()

    assert (answer["count"], answer["results"], answer["next"], answer["previous"]) == (0, [], None, None)


@pytest.mark.parametrize("address", ["/api/v1/nothing/", "/api/v1/recommendations/x/", "/api/v1/forums/%D1%84/"])
def test_an_address_where_nothing_is_says_so(client, address):
    answer = client.get(address)

    assert (answer.status_code, told(answer)["errors"]) == (404, [])


@pytest.mark.parametrize("door", [*LISTS, reverse("api-schema"), reverse("api-recommendation-detail", args=["x"])])
def test_nothing_but_reading_is_allowed(door):
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"):
        answer = Client(enforce_csrf_checks=True).generic(method, door, "{}", content_type="application/json")

        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert told(answer)["detail"] == "Здесь только читают: GET, HEAD и OPTIONS."


ACCEPTED = {
    "*/*": 200,
    "application/json": 200,
    "application/*;q=0.5": 200,
    "application/json; indent=4; charset=cp1251": 200,
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": 200,
    "text/html": 200,
    "application/xml": 406,
    "text/csv, application/yaml": 406,
    ";;;,,,/": 406,
    "a" * 100_000: 406,
}


def test_the_answer_is_json_or_none(client, register):
    plain = client.get(LIST)
    for accept, status in ACCEPTED.items():
        answer = client.get(LIST, headers={"Accept": accept})

        assert answer.status_code == status
        if status == 200:
            assert (answer["Content-Type"], answer.content) == ("application/json; charset=utf-8", plain.content)
        else:
            assert "JSON" in told(answer)["detail"]


def test_letters_are_sent_as_they_are(client, register):
    assert "Осветить дворы." in client.get(LIST).content.decode()
    assert "мы не поняли" in client.get(f"{LIST}?year=x").content.decode()


def test_reading_the_head_and_asking_what_is_allowed_work(client, register):
    head, options = client.head(LIST), client.options(LIST)

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", client.get(LIST)["ETag"])
    assert (options.status_code, options.content, options["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


def test_a_mistake_of_ours_tells_nothing_but_that(rf):
    answer = or_error_answer(server_error, 500)(rf.get(LIST))

    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert or_error_answer(server_error, 500)(rf.get("/"))["Content-Type"] == "text/html; charset=utf-8"


def test_an_error_nobody_expected_goes_on_to_be_logged(rf):
    assert answer_to(ValueError(), {"request": rf.get(LIST)}) is None


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("connection already closed")])
def test_a_database_that_does_not_answer_is_503_and_says_to_try_again(rf, error):
    answer = answer_to(error, {"request": rf.get(LIST)})

    assert isinstance(answer, HttpResponse)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_an_unknown_host_is_refused_in_the_same_form():
    answer = Client(SERVER_NAME="evil.example").get(LIST)

    assert (answer.status_code, told(answer)["errors"]) == (400, [])
