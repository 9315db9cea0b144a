"""One answer for everybody: remembered as long as nothing changes, not sent twice, readable from any site."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.urls import reverse

from tests.factories import AddressingFactory, ForumFactory

LIST = reverse("api-recommendation-list")
DOORS = [
    *(reverse(f"api-{noun}-list") for noun in ("recommendation", "forum", "section", "addressee", "theme", "place")),
    reverse("api-schema"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_what_has_not_changed_is_not_sent_again_and_costs_one_query(client, register, door, django_assert_num_queries):
    first = client.get(door)
    caches["answers"].clear()

    with django_assert_num_queries(1):  # content version
        again = client.get(door, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == first["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.django_db
def test_a_tag_holds_for_one_address_and_among_others(client, register):
    tag = client.get(LIST)["ETag"]

    statuses = [
        client.get(address, headers={"If-None-Match": sent}).status_code
        for address, sent in [
            (LIST, f'"a", {tag}'),
            (LIST, tag.removeprefix("W/")),
            (f"{LIST}?page=1", tag),
            (f"{LIST}?year=abc", tag),
        ]
    ]

    assert statuses == [304, 304, 200, 400]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", DOORS[:-1])
def test_a_change_of_the_register_makes_a_new_answer(client, register, door):
    first = client.get(door)
    AddressingFactory(recommendation__section=register.section)

    again = client.get(door, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.django_db(transaction=True)
def test_a_forum_taken_back_is_gone_at_once(client, register):
    before = client.get(LIST)
    register.forum.published_at = None
    register.forum.save()

    after = client.get(LIST, headers={"If-None-Match": before["ETag"]})

    assert (before.json()["count"], after.json()["count"]) == (3, 1)
    assert [client.get(door).json()["count"] for door in DOORS[1:4]] == [1, 1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_an_answer_says_nothing_of_the_day_so_that_its_tag_may_outlive_it(client, register, door):
    """Whatever shows time has the local day in its key; here that would be `tag_of`."""
    days = (datetime(2026, 3, 1, tzinfo=UTC), datetime(2027, 6, 2, tzinfo=UTC))
    found = []
    for day in days:
        caches["answers"].clear()
        with time_machine.travel(day, tick=False):
            answer = client.get(door)
            found.append((answer["ETag"], answer.content))

    assert found[0] == found[1]


@pytest.mark.django_db
def test_an_answer_is_made_once(client, register, django_assert_num_queries):
    first = client.get(f"{LIST}?page_size=1")

    with django_assert_num_queries(1):  # content version
        again = client.get(f"{LIST}?page_size=1")

    assert (again.content, again["Link"], again["ETag"]) == (first.content, first["Link"], first["ETag"])


@pytest.mark.django_db
def test_made_up_parameters_are_answered_and_not_remembered(client, register):
    client.get(f"{LIST}?made-up=1")

    assert len(caches["answers"]._cache) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_who_is_signed_in_gets_what_everybody_gets(client, signed_in, register, draft, door):
    editor = signed_in(organizer=draft.forum.organizer)

    answers = [visitor.get(door) for visitor in (client, editor)]

    assert answers[0].content == answers[1].content
    for answer in answers:
        assert (answer["Cache-Control"], "Vary" in answer, bool(answer.cookies)) == (
            "public, max-age=0, must-revalidate",
            False,
            False,
        )


@pytest.mark.django_db
@pytest.mark.parametrize("address", [LIST, f"{LIST}?year=x", LIST.rstrip("/"), "/api/v1/x/", f"{LIST}?x=%00"])
def test_a_script_on_any_site_may_read_every_answer(client, address):
    answer = client.get(address, headers={"Origin": "https://journalist.example"})

    assert (answer["Access-Control-Allow-Origin"], "ETag" in answer["Access-Control-Expose-Headers"]) == ("*", True)
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.django_db
def test_a_browser_that_asks_first_is_told_what_it_may(client):
    answer = client.options(
        LIST,
        headers={
            "Origin": "https://journalist.example",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert (answer.status_code, answer["Access-Control-Allow-Methods"], answer["Access-Control-Allow-Headers"]) == (
        204,
        "GET, HEAD, OPTIONS",
        "*",
    )
    assert answer["Access-Control-Max-Age"] == "86400"


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["/", "/recommendations/", reverse("api")])
def test_pages_stay_closed_to_scripts_of_other_sites(client, door):
    ForumFactory()

    assert "Access-Control-Allow-Origin" not in client.get(door, headers={"Origin": "https://journalist.example"})
