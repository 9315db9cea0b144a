"""Nothing unpublished leaves by any door of the API, whoever asks."""

import pytest
from django.urls import reverse

from resolutions.models import Addressing
from resolutions.vocabulary import Role
from tests.api.conftest import SECRET

pytestmark = pytest.mark.django_db
LISTS = [reverse(f"api-{noun}-list") for noun in ("recommendation", "forum", "section", "addressee", "theme", "place")]


def test_a_draft_is_in_no_list_no_count_and_no_facet_for_anybody(client, signed_in, register, draft):
    visitors = [client, signed_in(organizer=draft.forum.organizer), signed_in(role=Role.ADMINISTRATOR)]

    for door in [*LISTS, reverse("api"), reverse("api-schema")]:
        texts = [visitor.get(door).content.decode() for visitor in visitors]

        assert [SECRET in text for text in texts] == [False, False, False]
    for door, count in zip(LISTS, [3, 2, 2, 2, 1, 1], strict=True):
        assert client.get(door).json()["count"] == count


def test_its_addresses_are_not_there_for_anybody(client, signed_in, draft):
    doors = [
        reverse("api-recommendation-detail", args=[draft.recommendation.code]),
        reverse("api-forum-detail", args=[draft.forum.slug]),
        reverse("api-addressee-detail", args=[draft.addressee.slug]),
    ]

    for visitor in (client, signed_in(organizer=draft.forum.organizer), signed_in(role=Role.ADMINISTRATOR)):
        assert [visitor.get(door).status_code for door in doors] == [404, 404, 404]


@pytest.mark.parametrize("name", ["to", "forum", "section", "theme", "place", "region"])
def test_its_names_are_no_values_of_the_filter(client, register, draft, name):
    section = draft.section
    values = {
        "to": draft.addressee.slug,
        "forum": draft.forum.slug,
        "section": f"{draft.forum.slug}/{section.slug}",
        "theme": section.themes.get().slug,
        "place": draft.forum.locality.slug,
        "region": draft.forum.locality.region.slug,
    }

    answer = client.get(LISTS[0], {name: values[name]})

    assert (answer.status_code, [row["parameter"] for row in answer.json()["errors"]]) == (400, [name])


def test_a_public_body_that_a_draft_names_is_counted_without_the_draft(client, register, draft):
    Addressing.objects.create(recommendation=draft.recommendation, addressee=register.hall)

    row = client.get(reverse("api-addressee-detail", args=[register.hall.slug])).json()

    assert row["count"] == 2


def test_what_is_published_can_be_seen_at_once(client, register, draft):
    draft.forum.published_at = register.forum.published_at
    draft.forum.save()

    for door in LISTS:
        assert SECRET in client.get(door).content.decode()
