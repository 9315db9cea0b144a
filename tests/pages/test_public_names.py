"""A name that nobody has checked is words of its one forum; by it nothing is found until a second forum or a moderator
confirms it. Then every door knows it, and no remembered page stays."""

import re

import pytest
from django.urls import reverse

from resolutions.models import Addressee
from resolutions.open_data.tables import addressees, addressings
from resolutions.register.addressing import Asked, address, withdraw_addressing
from resolutions.register.bodies import rename
from resolutions.register.deleting import delete_forum
from resolutions.register.directory import mark_reviewed
from resolutions.register.merge import merge_addressees
from resolutions.register.publish import publish, withdraw
from resolutions.vocabulary import Role
from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory, RecommendationFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME = "Кузявровое управление"
BY_NAME = [
    "/",  # «Кому рекомендуют чаще»
    "/addressees/",
    "/recommendations/values/to/",
    "/recommendations/suggest/?q=кузяв",
    "/statistics/",
    "/statistics/addressees.csv",
    "/api/v1/addressees/",
]


@pytest.fixture
def body():
    return AddresseeFactory(name=NAME, is_reviewed=False)


def named_by_a_forum(body, **fields):
    """A forum that is published by the verb, and names the body."""
    forum = ForumFactory(published_at=None, **fields)
    AddressingFactory(addressee=body, recommendation__section__forum=forum, recommendation__text="Накормить голубей")
    return publish(forum, by=None)


def doors_that_know(client, body) -> set[str]:
    pages = {door for door in BY_NAME if NAME.casefold() in found_by_name(client, door).casefold()}
    slug = body.slug
    opened = {
        door
        for door in (
            body.get_absolute_url(),
            reverse("addressee-feed", args=[slug]),
            reverse("api-addressee-detail", args=[slug]),
            f"/recommendations/?to={slug}",
            f"/api/v1/recommendations/?to={slug}",
            f"/recommendations/export/csv/?to={slug}",
        )
        if client.get(door).status_code == 200
    }
    sitemap = {"sitemap" for _ in [0] if slug in client.get("/sitemap-addressees-1.xml").content.decode()}
    data = {"open data" for row in addressees() if row == body}
    return pages | opened | sitemap | data


def found_by_name(client, door) -> str:
    """The front page says it also among its newest recommendations, as words: of that page what it counts."""
    page = client.get(door).content.decode()
    return "".join(re.findall(r'(?s)<table class="bars">.*?</table>', page)) if door == "/" else page


def every_door(body) -> set[str]:
    slug = body.slug
    return {
        *BY_NAME,
        body.get_absolute_url(),
        reverse("addressee-feed", args=[slug]),
        reverse("api-addressee-detail", args=[slug]),
        f"/recommendations/?to={slug}",
        f"/api/v1/recommendations/?to={slug}",
        f"/recommendations/export/csv/?to={slug}",
        "sitemap",
        "open data",
    }


def test_a_name_is_found_nowhere_until_a_second_forum_names_it_and_not_after_that_one_is_taken_back(client, body):
    named_by_a_forum(body)
    alone = doors_that_know(client, body)
    second = named_by_a_forum(body)
    both = doors_that_know(client, body)
    withdraw(second, by=None)
    again = doors_that_know(client, body)
    delete_forum(publish(second, by=None), by=None)

    assert (alone, both, again, doors_that_know(client, body)) == (set(), every_door(body), set(), set())


def test_a_moderator_confirms_it_at_once_and_remembered_pages_are_made_anew(client, body):
    named_by_a_forum(body)
    assert doors_that_know(client, body) == set()

    mark_reviewed(Addressee.objects.filter(pk=body.pk), UserFactory(role=Role.MODERATOR))

    assert doors_that_know(client, body) == every_door(body)


def test_in_its_own_forum_it_stands_as_words_that_lead_nowhere(client, body):
    forum = named_by_a_forum(body)
    row = forum.sections.get().recommendations.get()
    pages = [forum.get_absolute_url(), row.get_absolute_url(), "/recommendations/"]

    shown = [client.get(page).content.decode() for page in pages]
    record = client.get(f"/api/v1/recommendations/{row.code}/").json()["addressees"]
    (table,) = [(cell.addressee, cell.addressee.is_confirmed) for cell in addressings()]
    taken = b"".join(client.get(f"/forums/{forum.slug}/export/csv/")).decode()

    assert [NAME in page for page in shown] == [True] * 3
    assert [f'href="{body.get_absolute_url()}"' in page for page in shown] == [False] * 3
    assert [(one["name"], one["slug"]) for one in record] == [(NAME, None)]
    assert (table, NAME in taken) == ((body, False), True)
    assert f"/addressees/{body.slug}/" not in client.get(f"/forums/{forum.slug}/akn.xml").content.decode()


def test_once_confirmed_its_own_forum_leads_to_its_page(client, body):
    forum = named_by_a_forum(body)
    page = forum.get_absolute_url()
    before = client.get(page).content.decode()
    named_by_a_forum(body)

    after = client.get(page).content.decode()

    link = f'href="{body.get_absolute_url()}"'
    assert (link in before, link in after) == (False, True)


def test_what_asks_only_it_is_not_without_an_addressee(client, body):
    named_by_a_forum(body)

    found = {
        query: client.get(f"/recommendations/?{query}").context["total"] for query in ("to=none", "kind=city-hall")
    }

    assert found == {"to=none": 0, "kind=city-hall": 1}


@pytest.mark.parametrize("name", ["они", "соисполнитель", "УК", "администрация гopода", "данные органы", "отдел и"])
def test_what_cannot_be_a_name_no_number_of_forums_confirms(client, name):
    body = AddresseeFactory(name=name, is_reviewed=False)
    for _ in range(3):
        named_by_a_forum(body)

    assert client.get(body.get_absolute_url()).status_code == 404


def test_one_forum_that_names_it_often_is_one_forum(client, body):
    forum = named_by_a_forum(body)
    AddressingFactory(addressee=body, recommendation__section__forum=forum)
    publish(withdraw(forum, by=None), by=None)

    assert client.get(body.get_absolute_url()).status_code == 404


def test_a_public_forum_that_is_changed_confirms_it_too(client, body):
    named_by_a_forum(body)
    other = RecommendationFactory()

    address(other, [Asked(body, 1, "lead")], by=None)
    named = client.get(body.get_absolute_url()).status_code
    withdraw_addressing(other.addressings.get(), by=None)

    assert (named, client.get(body.get_absolute_url()).status_code) == (200, 200)  # said once, it stays said


def test_two_that_become_one_are_named_by_both_their_forums(client, body):
    twin = AddresseeFactory(name="кузявровый штаб", is_reviewed=False)
    for row in (body, twin):
        named_by_a_forum(row)

    merge_addressees(body, twin, UserFactory(role=Role.MODERATOR))

    assert client.get(body.get_absolute_url()).status_code == 200


def test_who_keeps_it_sees_all_of_it_meanwhile(client, signed_in, body):
    forum = named_by_a_forum(body)
    page = body.get_absolute_url()
    keepers = [signed_in(organizer=forum.organizer), signed_in(role=Role.MODERATOR)]
    others = [client, signed_in(), signed_in(role=Role.OFFICIAL)]

    assert [one.get(page).status_code for one in others] == [404, 404, 404]
    for keeper in keepers:
        context = keeper.get(page).context
        assert (context["total"], context["is_public"], context["feed_url"]) == (1, False, "")


def test_an_official_loses_no_item_the_list_holds_all_once_the_name_is_confirmed(signed_in, body):
    named_by_a_forum(body)
    official = signed_in(role=Role.OFFICIAL)
    official.user.addressees.add(body)
    waits = official.get(reverse("account"))
    known = AddressingFactory().addressee
    official.user.addressees.add(known)
    told = official.get(reverse("account"), follow=True)

    rename(body, "Кузявровый комитет", UserFactory(role=Role.MODERATOR))
    found = official.get(reverse("account"), follow=True)

    assert "ещё не проверено" in waits.content.decode()
    assert [NAME in str(message) for message in told.context["messages"]] == [True]
    assert (told.context["total"], found.context["total"]) == (1, 2)


def test_a_department_that_is_not_confirmed_comes_along_with_nobody(client, body):
    above = AddressingFactory().addressee
    Addressee.objects.filter(pk=body.pk).update(parent=above)
    named_by_a_forum(body)

    assert client.get(f"/recommendations/?to={above.slug}&departments=1").context["total"] == 1


def test_a_name_is_not_told_by_the_old_address_of_one_that_became_it(client, body):
    twin = AddresseeFactory(name="кузявровый штаб", is_reviewed=False)
    named_by_a_forum(twin)
    merge_addressees(body, twin, UserFactory(role=Role.MODERATOR))

    assert [client.get(f"{twin.get_absolute_url()}{more}").status_code for more in ("", "feed/")] == [404, 404]
