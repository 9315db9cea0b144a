"""So many requests a minute from one address; which address it is, only a trusted proxy may say."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LIST = reverse("api-recommendation-list")


@pytest.fixture(autouse=True)
def three_a_minute(settings):
    settings.API_REQUESTS_PER_MINUTE = 3


def statuses(client, count: int, **headers: str) -> list[int]:
    return [client.get(LIST, **headers).status_code for _ in range(count)]


def test_who_asks_too_often_is_told_how_long_to_wait(client):
    assert statuses(client, 3) == [200, 200, 200]

    answer = client.get(LIST)

    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        429,
        "application/problem+json",
        "no-store",
    )
    assert 0 < int(answer["Retry-After"]) <= 60
    assert "Retry-After" in answer.json()["detail"]


def test_every_answer_of_the_api_counts_and_no_page_does(client):
    for address in (LIST, f"{LIST}?year=x", "/api/v1/forums/x/"):
        client.get(address)

    assert (client.get(LIST).status_code, client.get("/recommendations/").status_code) == (429, 200)


def test_asking_for_permission_does_not_count(client):
    for _ in range(5):
        client.options(LIST)

    assert client.get(LIST).status_code == 200


def test_addresses_are_counted_apart(client):
    statuses(client, 3, REMOTE_ADDR="203.0.113.1")

    assert statuses(client, 1, REMOTE_ADDR="203.0.113.1") + statuses(client, 1, REMOTE_ADDR="203.0.113.2") == [429, 200]


def test_without_a_trusted_proxy_nobody_can_pose_as_another(client):
    for number in range(3):
        client.get(LIST, headers={"X-Forwarded-For": f"203.0.113.{number}"})

    assert client.get(LIST, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429


def test_behind_a_trusted_proxy_its_own_word_counts(client, settings):
    settings.TRUSTED_PROXY = True
    for number in range(3):
        client.get(LIST, headers={"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.1"})

    answers = [
        client.get(LIST, headers={"X-Forwarded-For": f"198.51.100.9, {address}"}).status_code
        for address in ("203.0.113.1", "203.0.113.2")
    ]

    assert answers == [429, 200]


@pytest.mark.parametrize("claimed", ["", "garbage", "a" * 5000, "203.0.113.1:80", "1.2.3.4, "])
def test_what_is_no_address_is_counted_as_the_proxy(client, settings, claimed):
    settings.TRUSTED_PROXY = True
    for _ in range(3):
        client.get(LIST, headers={"X-Forwarded-For": claimed})

    assert client.get(LIST, headers={"X-Forwarded-For": claimed}).status_code == 429


def test_addresses_of_one_network_are_one_visitor_and_those_written_in_the_new_way_are_not(client):
    """A server with one socket for both kinds writes addresses of the old kind in the new way."""
    statuses(client, 3, REMOTE_ADDR="2001:db8:1:2:3::4")
    statuses(client, 3, REMOTE_ADDR="::ffff:203.0.113.1")

    others = ["2001:db8:1:2:ffff::1", "2001:db8:1:3::1", "203.0.113.1", "::ffff:203.0.113.2"]
    assert [statuses(client, 1, REMOTE_ADDR=address) for address in others] == [[429], [200], [429], [200]]


def test_somebody_who_is_signed_in_is_counted_by_her_account(client, signed_in):
    editor = signed_in()
    for number in range(3):
        statuses(editor, 1, REMOTE_ADDR=f"203.0.113.{number}")

    assert statuses(editor, 1) + statuses(signed_in(), 1) + statuses(client, 1) == [429, 200, 200]
