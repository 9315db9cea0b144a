"""From a word to what was meant: searching, filtering, a page of all values, and back out of an empty list."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_reader_in_browser import portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["portal"]


def found(page, number):
    expect(page.get_by_role("status").first).to_have_text(f"Рекомендации: найдено {number}")


@pytest.mark.parametrize("scripts", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_words_a_filter_all_values_and_a_way_out(portal, new_context, scripts, width):
    page = new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{portal}/recommendations/")
    search = page.get_by_label("О чём, где, когда или кому")

    search.fill("развития")
    page.get_by_role("button", name="Найти").click()
    found(page, 28)
    expect(page.locator("mark").first).to_have_text("развитие")

    if width < 1280:
        page.get_by_role("link", name="Фильтры").click()
    page.get_by_label("Мэрия города Новосибирска (5)").check()
    page.get_by_role("button", name="Показать").click()
    found(page, 5)
    expect(page.get_by_role("link", name="Мэрия города Новосибирска", exact=False).first).to_be_visible()

    if width < 1280:
        page.get_by_role("link", name="Фильтры").click()
    page.get_by_role("link", name="Ещё").first.click()
    page.get_by_label("Найти среди значений").fill("партнер")
    page.get_by_role("button", name="Найти").click()
    page.get_by_label("Партнеры ТОС (1)").check()
    page.get_by_role("button", name="Показать рекомендации").click()
    found(page, 6)

    search.fill("развития слон")
    page.get_by_role("button", name="Найти").click()
    expect(page.get_by_role("status").first).to_have_text("Рекомендации по части слов: найдено 6")
    page.get_by_role("link", name="Без слов").click()
    found(page, 7)

    page.get_by_role("link", name="Сбросить всё").click()
    search.fill("развитея")
    page.get_by_role("button", name="Найти").click()
    found(page, 0)
    page.get_by_role("link", name="развития").click()
    found(page, 28)


def test_suggestions_appear_below_the_box_and_are_reached_by_keyboard(portal, new_context):
    page = new_context().new_page()
    page.goto(f"{portal}/recommendations/")

    page.get_by_label("О чём, где, когда или кому").press_sequentially("мэр")
    suggestion = page.get_by_role("link", name="Мэрия города Новосибирска")
    expect(page.locator("#suggestions").get_by_role("link").first).to_be_visible()
    for _ in ("«Найти»", "«Как искать»", "the first suggestion"):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('#suggestions') !== null")
    page.locator("#suggestions").get_by_role("link", name="Мэрия города Новосибирска").click()
    expect(suggestion.first).to_be_visible()
    assert page.url.endswith("/recommendations/?to=meriya-goroda-novosibirska")


def test_a_search_keeps_its_filter_and_the_back_button_its_words(portal, new_context):
    page = new_context().new_page()
    page.goto(f"{portal}/recommendations/?to=meriya-goroda-novosibirska")

    page.get_by_label("О чём, где, когда или кому").fill("развития")
    page.keyboard.press("Enter")
    found(page, 5)
    page.get_by_role("link", name="в порядке резолюций").click()
    page.go_back()

    found(page, 5)
    expect(page.get_by_label("О чём, где, когда или кому")).to_have_value("развития")
