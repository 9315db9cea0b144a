"""The directory of addressees, and one of them; a merged one leads to its successor."""

import pytest
from django.urls import reverse

from tests.factories import AddresseeFactory, AddressingFactory

pytestmark = pytest.mark.django_db
LIST = reverse("api-addressee-list")
SITE = "http://127.0.0.1:8000"


def detail(slug: str) -> str:
    return reverse("api-addressee-detail", args=[slug])


def test_the_directory_holds_what_the_contract_says_and_public_counts(client, register, draft):
    AddressingFactory(addressee=register.hall, recommendation=draft.recommendation)

    assert client.get(LIST).json() == {
        "count": 2,
        "next": None,
        "previous": None,
        "results": [
            {
                "slug": "meriya-tomska",
                "name": "мэрия Томска",
                "url": f"{SITE}/addressees/meriya-tomska/",
                "short_name": "мэрия",
                "kind": "city-hall",
                "place": "Томск",
                "count": 2,
            },
            {
                "slug": "departament-kultury",
                "name": "департамент культуры",
                "url": f"{SITE}/addressees/departament-kultury/",
                "short_name": "",
                "kind": "department",
                "place": None,
                "count": 1,
            },
        ],
    }


def test_an_addressee_tells_of_those_who_may_be_seen(client, register, draft):
    register.culture.successor = draft.addressee
    register.culture.save()

    hall, culture = (client.get(detail(slug)).json() for slug in ("meriya-tomska", "departament-kultury"))

    assert (hall["departments"], hall["parent"], hall["aliases"]) == (
        [{"slug": "departament-kultury", "name": "департамент культуры"}],
        None,
        [],
    )
    assert (culture["departments"], culture["parent"], culture["aliases"], culture["successor"]) == (
        [],
        {"slug": "meriya-tomska", "name": "мэрия Томска"},
        ["депкульт"],
        None,
    )


def test_a_merged_slug_leads_to_the_one_it_was_merged_into(client, register):
    AddresseeFactory(name="горисполком", merged_into=register.hall)

    answer = client.get(detail("gorispolkom"))

    assert (answer.status_code, answer["Location"], answer["Access-Control-Allow-Origin"]) == (
        301,
        detail("meriya-tomska"),
        "*",
    )


def test_a_slug_merged_into_what_nobody_may_see_is_not_there(client, draft):
    AddresseeFactory(name="горисполком", merged_into=draft.addressee)

    assert client.get(detail("gorispolkom")).status_code == 404


def test_a_deleted_addressee_is_gone_and_a_hidden_one_was_never_there(client, draft):
    AddresseeFactory(name="исполком").delete()

    answers = [client.get(detail(slug)).status_code for slug in ("ispolkom", draft.addressee.slug, "nowhere")]

    assert answers == [410, 404, 404]


def test_counts_are_right_without_an_index_too(client, register, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.INDEX_ROOT = tmp_path / "file" / "index"

    assert {row["slug"]: row["count"] for row in client.get(LIST).json()["results"]} == {
        "meriya-tomska": 2,
        "departament-kultury": 1,
    }
