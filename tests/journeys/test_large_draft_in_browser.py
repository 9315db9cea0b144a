"""A large draft from page to page, with a script and without one: nothing typed is lost on the way."""

import re

import pytest
from playwright.sync_api import expect

from resolutions.models import Draft
from resolutions.review.sheet import sheet_from_json
from tests.factories import OrganizerFactory, UserFactory
from tests.journeys.accessible import faults
from tests.journeys.test_editor_in_browser import WIDTHS, heard, signed_in_context
from tests.workspace.large import large_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_what_was_typed_is_saved_on_the_way_to_another_page(live_server, new_context, scripts):
    editor = UserFactory(organizer=OrganizerFactory())
    draft = large_draft(editor, 150, doubted=True)
    page = signed_in_context(new_context, live_server.url, editor, java_script_enabled=scripts).new_page()
    messages = heard(page)
    page.goto(live_server.url + draft.get_absolute_url())
    ways = page.get_by_role("navigation", name="Страницы черновика").first

    page.get_by_role("textbox", name="Текст: № 1", exact=True).first.fill("Набрано на первой странице.")
    ways.get_by_role("button", name="Дальше").click()
    expect(page).to_have_url(f"{live_server.url}{draft.get_absolute_url()}?page=2")
    assert sheet_from_json(Draft.objects.get().outline).cards[0].text == "Набрано на первой странице."

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if not scripts:
        ways.get_by_role("button", name="Назад").click()
        expect(page).to_have_url(live_server.url + draft.get_absolute_url())
        return
    assert faults(page) == []
    # The key leads over the edge of the page, back and forth.
    page.keyboard.press("Alt+ArrowUp")
    expect(page).to_have_url(re.compile(r"/editor/drafts/\d+/#c-\d+$"))
    page.wait_for_load_state()  # the address is there before the script that hears the key
    page.keyboard.press("Alt+ArrowDown")
    expect(page).to_have_url(re.compile(r"/editor/drafts/\d+/\?page=2#c-\d+$"))
    assert messages == []
