"""The page about the API says what is so, and its examples run."""

import json
import re
import subprocess
import sys
from html import unescape

import pytest
from django.urls import reverse

from resolutions.api.documentation import EXAMPLES
from resolutions.api.errors import SENTENCES
from resolutions.api.openapi import description
from tests.factories import AddressingFactory

PAGE = reverse("api")
SITE = "http://127.0.0.1:8000"


def page(client) -> str:
    return client.get(PAGE).content.decode()


@pytest.mark.django_db
def test_every_address_parameter_and_field_is_on_the_page(client, register):
    described = description()
    text = page(client)

    told = {path for path in described["paths"] if f"GET {path}<" in text}
    assert told == set(described["paths"])
    for operation in (methods["get"] for methods in described["paths"].values()):
        part = text.partition(f'id="{operation["operationId"]}"')[2].partition("</section>")[0]
        names = [row["name"] for row in operation["parameters"] if row["in"] != "header"]
        assert re.findall(r"<dt><code>(\w+)</code></dt>", part) == names
    for name, shape in described["components"]["schemas"].items():
        if name.endswith("Page") and name != "RecommendationPage":
            continue  # said once for all lists
        part = text.partition(f'id="{name}"')[2].partition("</section>")[0]
        assert re.findall(r"<dt><code>(\w+)</code></dt>", part) == list(shape["properties"])


@pytest.mark.django_db
def test_every_link_on_the_page_leads_somewhere(client, register):
    text = page(client)
    links = {
        unescape(link) for link in re.findall(r'href="([^"]+)"', text.partition("<main")[2].partition("</main>")[0])
    }
    anchors = {link[1:] for link in links if link.startswith("#")}
    addresses = {link.removeprefix(SITE) for link in links if not link.startswith("#")}

    assert {anchor for anchor in anchors if f'id="{anchor}"' not in text} == set()
    assert {address for address in addresses if client.get(address).status_code != 200} == set()
    assert sum(address.startswith("/api/v1/") for address in addresses) > 15


@pytest.mark.django_db
def test_an_example_of_one_row_is_one_that_is_there(client, register, draft):
    assert f"{SITE}/api/v1/forums/tomsk-2021/" in page(client)
    assert draft.forum.slug not in page(client)


@pytest.mark.django_db
def test_the_page_of_an_empty_register_shows_no_example_that_is_not_there(client):
    assert "/api/v1/forums/{slug}/" in page(client)


@pytest.mark.django_db
def test_the_address_of_an_error_explains_it(client):
    text = page(client)
    error = client.get("/api/v1/recommendations/?year=abc").json()

    assert error["type"].removeprefix(SITE) == f"{PAGE}#error-400"
    assert {status for status in SENTENCES if f'id="error-{status}"' not in text} == set()


@pytest.mark.django_db
def test_the_form_leads_to_the_answer(client, register):
    form = page(client).partition('<form class="try"')[2].partition("</form>")[0]
    names = re.findall(r'name="(\w+)"', form)

    answer = client.get(re.findall(r'action="([^"]+)"', f"<form {form}")[0], dict.fromkeys(names, "") | {"q": "двор"})

    assert (answer.json()["count"], set(names)) == (2, {"page", *names})


@pytest.mark.django_db
def test_the_page_costs_a_fixed_number_of_queries(client, register, django_assert_num_queries):
    # content version; a recommendation, a forum and an addressee to show; the look
    with django_assert_num_queries(5):
        client.get(PAGE)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", [300, 2])
def test_the_python_example_collects_every_row(client, live_server, settings, tmp_path, monkeypatch, limit):
    settings.SITE_ADDRESS = live_server.url
    settings.API_REQUESTS_PER_MINUTE = limit
    monkeypatch.setattr("resolutions.api.throttling.PerAddress.parse_rate", lambda self, rate: (limit, 2))
    rows = [AddressingFactory().recommendation for _ in range(3)]
    script = tmp_path / "collect.py"
    script.write_text(client.get(PAGE).context["python"].replace('"page_size": 100', '"page_size": 1'))

    result = subprocess.run(
        [sys.executable, script], cwd=tmp_path, env={}, capture_output=True, text=True, check=False, timeout=30
    )

    assert (result.returncode, result.stderr) == (0, "")
    collected = json.loads((tmp_path / "recommendations.json").read_text(encoding="utf-8"))
    assert [row["code"] for row in collected] == [row.code for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["collect.py", "recommendations.pq"])
def test_an_example_asks_for_what_there_is(client, register, name):
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    line = re.search(r"(?:FILTER|Фильтры) = (.*)", text)[1]
    filters = dict(re.findall(r'"?(\w+)"?\s*[:=]\s*"?([\w-]+)"?[,}\]]', line))
    answer = client.get("/api/v1/recommendations/", filters)

    assert filters == {"kind": "city-hall", "sort": "document", "page_size": "100", "facets": "none"}
    assert answer.json()["count"] == 2
    fields = set(re.findall(r"= \[(\w+)\](?:\[(\w+)\])?,", text))
    for outer, inner in fields:
        row = answer.json()["results"][0]
        assert (row[outer][inner] if inner else row[outer]) is not None
