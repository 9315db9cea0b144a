"""Lines between the cards on a narrow and a wide screen: saved by themselves, moved by buttons, axe content."""

import pytest
from playwright.sync_api import expect

from resolutions.models import Draft
from resolutions.review.receive import receive
from resolutions.review.sheet import sheet_from_json
from tests.factories import UserFactory
from tests.journeys.accessible import faults
from tests.journeys.test_editor_in_browser import overflow, signed_in_context
from tests.journeys.test_nothing_typed_is_lost_in_browser import says
from tests.review.sheets import ADOPTED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor():
    return UserFactory()


@pytest.fixture
def draft(editor):
    return receive(ADOPTED.encode(), "форум.txt", editor.organizer, editor)


@pytest.fixture
def opened(live_server, new_context, editor, draft):
    def open_page(**options):
        page = signed_in_context(new_context, live_server.url, editor, **options).new_page()
        page.goto(live_server.url + draft.get_absolute_url())
        return page

    return open_page


def now(draft):
    return sheet_from_json(Draft.objects.get(pk=draft.pk).outline)


def test_a_line_and_what_stands_beside_a_card_save_themselves(opened, draft):
    page = opened()

    page.locator("[name=line-11-text]").fill("Школам:")
    page.locator("[name=card-2-act]").select_option("ask")
    page.locator("[name=card-2-deadline]").fill("30 дней со дня получения")
    page.locator("[name=card-2-repeats]").focus()
    says(page, "Сохранено в")
    page.reload()

    expect(page.locator("[name=line-11-text]")).to_have_value("Школам:")
    expect(page.locator("[name=card-2-act]")).to_have_value("ask")
    assert (now(draft).lines[2].text, now(draft).card(2).act) == ("Школам:", "ask")


def test_an_act_that_did_not_arrive_is_kept_in_the_browser(opened):
    page = opened()
    page.route("**/autosave/", lambda route: route.abort())

    page.locator("[name=card-2-act]").select_option("decide")

    says(page, "Не сохранено: нет связи.")
    kept = page.evaluate(
        "Object.values(localStorage).map(JSON.parse).flatMap(({ rows }) => Object.entries(rows ?? {}))"
    )
    assert [(name, row["text"], row["was"]) for name, row in kept] == [("card-2-act", "decide", "recommend")]


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_lines_fit_every_screen_and_axe_finds_nothing(opened, width):
    page = opened(viewport={"width": width, "height": 900})

    for more in page.locator(".draft-line details summary").all():
        more.click()
    assert overflow(page) <= 0
    assert faults(page) == []


def test_a_line_is_moved_without_a_script(opened, draft):
    page = opened(java_script_enabled=False)

    page.get_by_role("group", name="Вводная строка, уровень 2 «2. Штабу озеленения:…»").get_by_label("Выше").click()

    assert page.url.endswith("#l-11")
    assert [card.under for card in now(draft).cards[:3]] == [10, 11, 11]
