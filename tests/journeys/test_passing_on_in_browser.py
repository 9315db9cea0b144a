"""Passing a page on in a real browser: the link copied, sent, printed; and all of it without JavaScript."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from resolutions.models import Recommendation
from tests.factories import RecommendationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What a phone has and a headless browser lacks: it keeps what was sent, to be looked at.
PHONE = "navigator.share = async (what) => { window.sent = what; }"


@pytest.fixture
def recommendation() -> Recommendation:
    return RecommendationFactory(text="Посадить деревья")


@pytest.fixture
def address(recommendation, live_server) -> str:
    return live_server.url + recommendation.get_absolute_url()


def own(recommendation: Recommendation) -> str:
    return settings.SITE_ADDRESS + recommendation.get_absolute_url()


@pytest.mark.parametrize("row", ["a recommendation", "a forum"])
def test_the_link_is_copied_by_one_button(recommendation, live_server, new_context, row):
    row = {"a recommendation": recommendation, "a forum": recommendation.section.forum}[row]
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(live_server.url + row.get_absolute_url())
    page.get_by_role("button", name="Копировать ссылку").click()

    expect(page.get_by_text("Ссылка скопирована.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == settings.SITE_ADDRESS + row.get_absolute_url()


def test_where_copying_is_not_allowed_the_link_is_selected(recommendation, address, new_context):
    context = new_context()
    context.add_init_script("delete Navigator.prototype.clipboard")
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Копировать ссылку").click()

    expect(page.get_by_role("status").filter(has_text="скопируйте её сами")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == own(recommendation)


def test_a_phone_sends_it_by_its_own_sheet(recommendation, address, new_context):
    context = new_context()
    context.add_init_script(PHONE)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Отправить").click()

    assert page.evaluate("window.sent") == {"title": "Посадить деревья", "url": own(recommendation)}


def test_no_button_is_shown_that_would_do_nothing(address, new_context):
    computer = new_context().new_page()
    computer.goto(address)
    without_scripts = new_context(java_script_enabled=False).new_page()
    without_scripts.goto(address)

    for page, buttons in ((computer, ["Копировать ссылку", "Напечатать"]), (without_scripts, [])):
        assert page.locator("[data-sharing]").get_by_role("button").all_inner_texts() == buttons
        assert page.locator("[data-sharing]").get_by_role("link", name="Поделиться").count() == 3
        expect(page.locator("[data-sharing] .address")).to_be_visible()


def test_the_code_is_for_paper_alone(recommendation, address, new_context):
    page = new_context().new_page()
    page.goto(address)
    code = page.get_by_role("img", name="QR-код с адресом этой страницы")
    expect(code).to_have_count(0)

    page.emulate_media(media="print")

    expect(code).to_be_visible()
    expect(page.get_by_text(f"Эта страница в реестре: {own(recommendation)}")).to_be_visible()
    expect(page.locator("[data-sharing]")).to_be_hidden()
