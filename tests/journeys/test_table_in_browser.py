"""A list as a table: many rows on a screen, none of them sideways on a small one, and wide paper."""

import re

import pytest
from playwright.sync_api import expect

from resolutions.models import Section
from tests.factories import LineFactory
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_reader_in_browser import overflow, portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["portal"]

TABLE = "/recommendations/?view=table"
# What has the focus, unless some of its middle line is on the screen with nothing that stays there over it.
HIDDEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return [];
  const seen = [...one.getClientRects()].some(({left, right, top, bottom}) => [0.2, 0.5, 0.8].some((part) => {
    const hit = document.elementFromPoint(left + (right - left) * part, (top + bottom) / 2);
    return hit && (one.contains(hit) || (hit.contains(one) && getComputedStyle(hit).position !== 'sticky'));
  }));
  return seen ? [] : [one.outerHTML.slice(0, 120)];
}"""
BOX = re.compile(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")


def test_a_dozen_rows_are_on_the_first_screen(portal, new_context):
    page = new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{portal}/recommendations/")
    page.get_by_role("link", name="Таблица").click()
    boxes = [row.bounding_box() for row in page.locator(".recommendation-row").all()]

    assert sum(box["y"] + box["height"] <= 900 for box in boxes) >= 12


def test_the_name_of_a_forum_stays_in_sight_while_its_rows_are(portal, new_context):
    page = new_context(viewport={"width": 1280, "height": 500}).new_page()
    page.goto(f"{portal}{TABLE}")
    page.mouse.wheel(0, 600)
    page.wait_for_function("() => window.scrollY > 500")

    assert page.locator(".recommendation-table__forum th").first.bounding_box()["y"] == 0


@pytest.mark.parametrize("query", ["", "?view=table"], ids=["cards", "table"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_what_stays_in_sight_never_lies_over_what_has_the_focus(portal, new_context, query, key):
    page = new_context(viewport={"width": 1280, "height": 500}).new_page()
    page.goto(f"{portal}/recommendations/{query}")
    page.evaluate("document.querySelectorAll('.filters details').forEach((one) => { one.open = true; })")
    hidden, reached = [], set()
    for _ in range(120):
        page.keyboard.press(key)
        hidden += page.evaluate(HIDDEN)
        reached.add(page.evaluate("document.activeElement.closest('.filters, .found')?.className"))

    assert hidden == []
    assert "found" in reached


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_columns_are_chosen_without_javascript_and_nothing_is_wider_than_the_window(portal, new_context, width):
    page = new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{portal}{TABLE}")
    if width < 1280:
        page.get_by_role("main").get_by_text("Вид", exact=False).first.click()
    page.get_by_text("Столбцы", exact=True).click()
    page.get_by_label("Секция").check()
    page.get_by_label("Срок").uncheck()
    assert overflow(page) == 0
    page.get_by_role("button", name="Показать столбцы").click()

    assert page.url.endswith("view=table&columns=to&columns=section")
    expect(page.get_by_text("Ресурсы для развития инициатив граждан").first).to_be_visible()
    assert overflow(page) == 0


@pytest.mark.parametrize(("width", "words_above"), [(320, 0), (1280, 5)])
def test_a_row_has_room_for_its_own_words_whatever_stands_above_it(portal, new_context, width, words_above):
    LineFactory(section=Section.objects.get(title="Город соседей"), text="Площадка работала в библиотеке, " * 12)
    page = new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{portal}{TABLE}&section=novosibirsk/gorod-sosedey")
    above = page.locator(".recommendation-row__above").first

    words = [word for word in above.inner_text().split() if word != "…"] if above.is_visible() else []
    assert (above.count(), len(words)) == (1, words_above)


def test_axe_finds_nothing_in_a_table_and_its_columns(portal, new_context):
    page = new_context(**AXE).new_page()
    page.goto(f"{portal}{TABLE}&columns=to&columns=code&columns=theme")
    found = {}
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = faults(page)

    assert found == {320: [], 1280: []}


def test_it_is_printed_across_the_paper(portal, new_context):
    page = new_context().new_page()
    page.goto(f"{portal}{TABLE}")

    boxes = {tuple(map(float, box)) for box in BOX.findall(page.pdf(prefer_css_page_size=True))}

    assert [width > height for width, height in boxes] == [True]
