"""An editor of a new city adds its place and its bodies by herself; a moderator checks them afterwards."""

import pytest
from django.urls import reverse

from resolutions.models import Addressee, Addressing, Forum, Locality
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import AddresseeFactory, ForumFactory, LocalityFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
NEW_ADDRESSEE = reverse("admin:resolutions_addressee_add")
NEW_LOCALITY = reverse("admin:resolutions_locality_add")


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


def added(client, **fields):
    client.post(NEW_ADDRESSEE, filled(client.get(NEW_ADDRESSEE), **fields))
    return Addressee.objects.get(name=fields["name"])


def suggested(client, term):
    query = {"app_label": "resolutions", "model_name": "addressing", "field_name": "addressee", "term": term}
    return [row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_a_place_is_added_and_a_forum_held_there(editor):
    editor.post(NEW_LOCALITY, filled(editor.get(NEW_LOCALITY), name="Бердск"))
    forum = reverse("admin:resolutions_forum_add")

    editor.post(forum, filled(editor.get(forum), title="Форум", locality=Locality.objects.get().pk))

    assert Forum.objects.get().locality.name == "Бердск"
    assert Locality.history.get().history_user == editor.user


def test_a_body_that_an_editor_adds_is_not_checked_whatever_she_sends(editor):
    other = AddresseeFactory()

    row = added(
        editor,
        name="мэрия города Бердска",
        is_reviewed="on",
        slug="moe",
        merged_into=other.pk,
        successor=other.pk,
        version="7",
    )

    assert (row.is_reviewed, row.merged_into, row.successor, row.version) == (False, None, None, 1)
    assert row.slug == "meriya-goroda-berdska"
    assert row.history.get().history_user == editor.user
    shown = list(editor.get(NEW_ADDRESSEE).context["adminform"].form.fields)
    assert not {"is_reviewed", "slug", "merged_into", "successor"} & set(shown)


def test_nor_is_one_named_in_the_address_of_the_form(editor):
    other = AddresseeFactory()
    query = f"{NEW_ADDRESSEE}?is_reviewed=1&successor={other.pk}&merged_into={other.pk}"

    editor.post(query, filled(editor.get(query), name="мэрия"))

    row = Addressee.objects.get(name="мэрия")
    assert (row.is_reviewed, row.merged_into, row.successor) == (False, None, None)


def test_what_she_added_can_be_chosen_by_her_and_her_colleagues_alone(editor, signed_in):
    row = added(editor, name="мэрия города Бердска")
    people = [editor, signed_in(role=Role.EDITOR, organizer=editor.user.organizer), signed_in(role=Role.EDITOR)]

    assert [suggested(person, "берд") for person in people] == [[row.name], [row.name], []]
    section = SectionFactory(forum=ForumFactory(organizer=editor.user.organizer))
    RecommendationFactory(section=section)
    page = reverse("admin:resolutions_section_change", args=[section.pk])
    editor.post(page, filled(editor.get(page), recommendations__0__leads=[row.pk]))
    assert Addressing.objects.get().addressee == row


def test_once_added_a_row_is_the_moderators(editor):
    row, place = added(editor, name="мэрия"), LocalityFactory()
    screens = [("addressee", row, "change"), ("addressee", row, "delete")]
    screens += [("locality", place, "change"), ("locality", place, "delete")]

    statuses = [
        editor.post(reverse(f"admin:resolutions_{model}_{screen}", args=[kept.pk]), {"name": "x", "post": "yes"})
        for model, kept, screen in screens
    ]

    assert [answer.status_code for answer in statuses] == [403] * 4
    page = editor.get(reverse("admin:resolutions_addressee_change", args=[row.pk])).content.decode()
    assert ("_save" in page, row.get_absolute_url() in page) == (False, False)  # it has no public page yet


def test_the_popup_gives_the_new_row_to_the_form_that_opened_it(editor):
    popup = f"{NEW_ADDRESSEE}?_to_field=id&_popup=1"

    answer = editor.post(popup, filled(editor.get(popup), name="мэрия"))

    page = answer.content.decode()
    assert (f"&quot;value&quot;: &quot;{Addressee.objects.get().pk}&quot;" in page, "закройте его" in page) == (
        True,
        True,
    )


def test_without_a_script_there_is_the_page_to_add(editor):
    desk = editor.get(reverse("admin:index")).content.decode()

    assert (f'href="{NEW_ADDRESSEE}"' in desk, f'href="{NEW_LOCALITY}"' in desk) == (True, True)
