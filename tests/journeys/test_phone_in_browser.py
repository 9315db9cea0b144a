"""A list on the smallest screen, by touch and by keyboard: what was found comes first, all else is a press away."""

import pytest
from playwright.sync_api import expect

from tests.factories import ForumFactory, LocalityFactory, RecommendationFactory, RegionFactory
from tests.journeys.test_reader_in_browser import overflow, portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["portal"]

PHONE = {"width": 320, "height": 640}
THREE = "?to=meriya-goroda-novosibirska&to=none&place=novosibirsk"


@pytest.fixture
def phone(portal, new_context):
    """A page at an address of the list, with or without JavaScript."""

    def opened(query: str = "", *, scripts: bool = False):
        page = new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
        page.goto(f"{portal}/recommendations/{query}")
        return page

    return opened


@pytest.mark.parametrize(("query", "limit"), [("", 300), ("?q=развитие", 300), (THREE, 380)])
def test_the_first_result_is_on_the_first_screen(phone, query, limit):
    page = phone(query)

    assert page.locator(".recommendation-card").first.bounding_box()["y"] <= limit


def test_the_keyboard_is_at_the_first_result_after_eleven_presses(phone):
    page = phone(scripts=True)
    presses = 0
    while not page.evaluate("document.activeElement.closest('.recommendation-card') !== null"):
        page.keyboard.press("Tab")
        presses += 1

    assert presses == 11


def test_the_menu_is_folded_and_opens_without_javascript(phone):
    page = phone()
    addressees = page.get_by_role("link", name="Адресаты", exact=True)
    expect(addressees).to_be_hidden()

    page.get_by_text("Меню").click()
    expect(page.get_by_role("link", name="Настройки вида")).to_be_visible()
    addressees.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Адресаты")


def test_filters_take_the_place_of_the_list_and_give_it_back(phone):
    page = phone("?place=novosibirsk")
    cards, panel = page.locator(".recommendation-card").first, page.get_by_role("region", name="Фильтры")

    page.get_by_role("link", name="Фильтры (1)").click()
    expect(panel).to_be_visible()
    expect(cards).to_be_hidden()
    assert panel.bounding_box()["y"] < 100
    page.get_by_role("link", name="К списку").click()
    expect(cards).to_be_visible()
    expect(panel).to_be_hidden()

    page.get_by_role("link", name="Фильтры (1)").click()
    panel.get_by_label("Адресат не указан").check()
    panel.get_by_role("button", name="Показать").click()
    expect(page.get_by_role("link", name="Фильтры (2)")).to_be_visible()
    expect(cards).to_be_visible()

    page.get_by_role("link", name="Фильтры (2)").click()
    panel.get_by_role("link", name="Сбросить всё").click()
    assert page.url.endswith("/recommendations/")


def test_the_button_counts_what_is_ticked_before_it_is_pressed(phone):
    page = phone("#filters", scripts=True)
    button = page.get_by_role("button", name="Показать")
    expect(button).to_have_text("Показать 32", use_inner_text=True)
    expect(phone("#filters").get_by_role("button", name="Показать")).to_have_text("Показать", use_inner_text=True)

    page.get_by_label("Мэрия города Новосибирска").check()

    expect(button).to_have_text("Показать 6")
    page.get_by_label("Мэрия города Новосибирска").uncheck()
    expect(button).to_have_text("Показать 32")


def test_hint_files_and_order_open_within_the_screen(phone):
    page = phone()
    hint = page.get_by_text("В любой форме")
    expect(hint).to_be_hidden()
    page.get_by_text("Как искать").locator("..").click()
    expect(hint).to_be_visible()

    page.get_by_text("Скачать").first.click()
    expect(page.get_by_role("link", name="Excel")).to_be_visible()
    expect(page.get_by_role("link", name="CSV")).to_be_hidden()
    page.get_by_text("Другие форматы").click()
    expect(page.get_by_role("link", name="CSV")).to_be_visible()
    page.get_by_text("Скачать").first.click()
    expect(page.get_by_role("link", name="Excel")).to_be_hidden()
    page.locator("main").get_by_text("Вид", exact=False).first.click()
    expect(page.get_by_role("link", name="в порядке резолюций")).to_be_visible()
    assert overflow(page) == 0


def test_addressees_come_before_the_ways_to_find_one(portal, new_context):
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{portal}/addressees/")
    place = page.get_by_label("Место", exact=True)
    letters = page.get_by_role("navigation", name="По алфавиту")
    assert page.locator(".bodies li").first.bounding_box()["y"] <= 400
    for hidden in (place, letters):
        expect(hidden).to_be_hidden()

    page.get_by_text("А–Я").click()
    expect(letters).to_be_visible()
    page.get_by_text("Место, вид").click()
    place.select_option("novosibirsk")
    page.get_by_role("button", name="Найти").click()

    expect(page.get_by_role("link", name="Убрать фильтр: Новосибирск")).to_be_visible()
    assert overflow(page) == 0


def test_a_place_is_found_on_the_front_page_by_a_finger(portal, new_context):
    tomsk = LocalityFactory(name="Томск", region=RegionFactory(name="Томская область"))
    RecommendationFactory(section__forum=ForumFactory(locality=tomsk))
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(portal)
    ways = page.get_by_role("region", name="Где прошли форумы").get_by_role("listitem").get_by_role("link")
    sizes = [way.bounding_box() for way in ways.all()]

    assert {size["width"] >= 24 and size["height"] >= 24 for size in sizes} == {True}
    assert overflow(page) == 0
    names = [way.inner_text() for way in ways.all()]
    assert names == ["Новосибирская область", "Томская область"]
    name = names[0]
    ways.first.click()
    expect(page.get_by_role("link", name=f"Убрать фильтр: {name}")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(portal)
    expect(page.get_by_role("region", name="Где прошли форумы")).to_be_hidden()
    expect(page.locator(".hero .picture__drawing")).to_be_visible()
