"""A misprint in what is published: mended where it is read, with scripts and without; and the admin, heard and seen."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from resolutions.models import Recommendation
from resolutions.vocabulary import Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_editor_in_browser import WIDTHS, overflow, signed_in_context

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def item():
    """The last of a page that is far longer than a window, with a part, an addressee of a town and a line above it."""
    body = AddresseeFactory(name="администрация города")
    section = SectionFactory(forum=ForumFactory(published_at=timezone.now()))
    LineFactory(section=section)
    RecommendationFactory.create_batch(30, section=section)
    row = RecommendationFactory(section=section, text="Осветить двр.", due_as_written="до осени")
    PartFactory(recommendation=row, text="двр")
    AddressingFactory(recommendation=row, addressee=body, as_written="администрации")
    return row


@pytest.fixture
def person(item):
    return UserFactory(organizer=item.section.forum.organizer)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_misprint_is_two_presses_and_leads_back_to_its_place(live_server, new_context, person, item, scripts, width):
    size = {"width": width, "height": 800}
    context = signed_in_context(new_context, live_server.url, person, java_script_enabled=scripts, viewport=size)
    page = context.new_page()
    page.goto(live_server.url + item.section.forum.get_absolute_url())

    page.locator(f"#r-{item.code} .pencil a").click()
    page.get_by_label("Текст", exact=True).fill("Осветить двор.")
    page.get_by_role("button", name="Сохранить").click()

    expect(page.locator(f"#r-{item.code}")).to_contain_text("Осветить двор.")
    expect(page.locator(f"#r-{item.code}")).to_be_in_viewport()
    expect(page.get_by_role("status").get_by_text("Исправлено.")).to_be_in_viewport()
    assert Recommendation.objects.get(pk=item.pk).text == "Осветить двор."


def test_what_was_typed_and_not_saved_is_asked_about(live_server, new_context, person, item):
    page = signed_in_context(new_context, live_server.url, person).new_page()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{live_server.url}/editor/r/{item.code}/mend/")

    page.get_by_label("Текст", exact=True).fill("Осветить двор.")
    page.get_by_role("link", name="Статистика").click()
    page.wait_for_url("**/statistics/")

    assert asked == ["beforeunload"]


def screens(item):
    forum, section = item.section.forum, item.section
    line = section.lines.get()
    [addressing] = item.addressings.all()
    admin = "/admin/resolutions/"
    return {
        "forum": forum.get_absolute_url(),
        "item": item.get_absolute_url(),
        "mend forum": f"/editor/forums/{forum.slug}/mend/",
        "mend section": f"/editor/sections/{section.pk}/mend/",
        "mend line": f"/editor/lines/{line.pk}/mend/",
        "mend item": f"/editor/r/{item.code}/mend/",
        "take back": f"/editor/forums/{forum.slug}/take-back/",
        "admin forum": f"{admin}forum/{forum.pk}/change/",
        "admin section": f"{admin}section/{section.pk}/change/",
        "admin recommendation": f"{admin}recommendation/{item.pk}/change/",
        "admin addressee": f"{admin}addressee/{addressing.addressee_id}/change/",
        "admin new addressee": f"{admin}addressee/add/",
        "admin history": f"{admin}forum/{forum.pk}/history/",
    }


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(live_server, new_context, person, item, role):
    by = UserFactory(role=role) if role == Role.ADMINISTRATOR else person
    page = signed_in_context(new_context, live_server.url, by, **AXE).new_page()
    found, wide = {}, {}
    for name, address in screens(item).items():
        answer = page.goto(live_server.url + address)
        if answer.status in (403, 404):  # moderators' own
            continue
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.wait_for_timeout(100)  # select2 and the names of its boxes
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = faults(page)
            wide[name, width] = overflow(page)

    assert {key: rows for key, rows in found.items() if rows} == {}
    assert {key: pixels for key, pixels in wide.items() if pixels > 0 and not key[0].startswith("admin")} == {}
    assert len(found) >= len(WIDTHS) * 12


def test_a_list_of_suggestions_is_called_as_its_field(live_server, new_context):
    page = signed_in_context(new_context, live_server.url, UserFactory(role=Role.ADMINISTRATOR)).new_page()
    page.goto(f"{live_server.url}/admin/resolutions/addressee/add/")
    page.get_by_role("combobox", name="Входит в: не выбрано").click()

    expect(page.get_by_role("searchbox", name="Входит в")).to_be_focused()
