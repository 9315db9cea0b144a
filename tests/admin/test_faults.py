"""What Django's admin gets wrong by itself: buttons that always refuse, other towns first, nameless fields."""

import pytest
from django.urls import reverse
from lxml import html

from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def address(row, screen="change"):
    return reverse(f"admin:resolutions_{row._meta.model_name}_{screen}", args=[row.pk])


def test_there_is_no_button_that_always_refuses(signed_in):
    """An addressee that is named, a place with a forum, an organizer with a draft, which nobody deletes here."""
    administrator = signed_in(role=Role.ADMINISTRATOR)
    forum = ForumFactory()
    named = AddressingFactory(recommendation__section__forum=forum).addressee
    above = AddresseeFactory()
    AddresseeFactory(parent=above)
    held = [named, above, forum.locality, forum.locality.region, DraftFactory().organizer]
    free = [AddresseeFactory(), LocalityFactory(), OrganizerFactory(), ThemeFactory(), forum]

    def offered(row):
        return "deletelink" in administrator.get(address(row)).content.decode()

    def refused(row):
        return not html.fromstring(administrator.get(address(row, "delete")).content).xpath("//input[@type='submit']")

    assert [(offered(row), refused(row)) for row in held] == [(False, True)] * len(held)
    assert [(offered(row), refused(row)) for row in free] == [(True, False)] * len(free)


def test_bodies_of_the_towns_of_her_own_organizer_are_offered_first(signed_in):
    editor = signed_in()
    here, elsewhere = LocalityFactory(name="Томск"), LocalityFactory(name="Анапа")
    ForumFactory(organizer=editor.user.organizer, locality=here)
    for place in (elsewhere, None, here):
        AddresseeFactory(name="администрация города", locality=place)
    AddresseeFactory(name="администрация", locality=elsewhere)
    question = {"term": "админ", "app_label": "resolutions", "model_name": "addressing", "field_name": "addressee"}

    found = editor.get(reverse("admin:autocomplete"), question).json()["results"]

    assert [row["text"] for row in found] == [
        "администрация города (Томск)",
        "администрация города",
        "администрация (Анапа)",
        "администрация города (Анапа)",
    ]


def test_what_was_empty_is_not_told_as_deleted(signed_in):
    moderator = signed_in(role=Role.MODERATOR)
    body, above = AddresseeFactory(), AddresseeFactory(name="мэрия")
    for parent in (above.pk, ""):
        moderator.post(address(body), filled(moderator.get(address(body)), parent=parent, is_reviewed="on"))

    page = moderator.get(address(body, "history"))

    told = [
        record.history_delta_changes for record in page.context["page_obj"] if hasattr(record, "history_delta_changes")
    ]
    shown = [(change["field"], str(change["old"]), str(change["new"])) for changes in told for change in changes]
    assert shown == [("Входит в", "мэрия", "нет"), ("Входит в", "не было", "мэрия")]
    assert "pk=None" not in page.content.decode()


def test_every_field_of_a_table_has_a_name_and_every_column_a_head(signed_in):
    forum = AddressingFactory().recommendation.section.forum

    page = html.fromstring(signed_in(role=Role.ADMINISTRATOR).get(address(forum)).content.decode())

    table = page.get_element_by_id("sections-group")
    fields = table.xpath(".//td//*[self::input or self::textarea or self::select][not(@type='hidden')]")
    assert {field.get("aria-label") for field in fields} == {"Порядок", "Название", "Удалить"}
    assert [head for head in table.iter("th") if not head.text_content().strip()] == []
