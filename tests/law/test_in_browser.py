"""Five main pages in a browser: read at twice their size without going sideways, and worked with the keyboard alone."""

import pytest

from resolutions.review.demonstration import enter_demonstration
from tests.factories import AddressingFactory, RecommendationFactory

MAIN = ["/", "/forums/", "/forums/primersk-2026/", "/recommendations/", "/statistics/"]
TWICE = {"width": 640, "height": 450}  # what a window of 1280 by 900 has room for at 200 %
PRESSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary"
# Those that are shown, each by its number among all that there are.
NUMBERED = """selector => [...document.querySelectorAll(selector)].flatMap((one, number) => {
  one.dataset.number = number;
  const isShown = one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0 && !one.disabled;
  const isOther = one.type === 'radio' && !one.checked;
  return isShown && !isOther && one.getClientRects().length ? [String(number)] : [];
})"""


@pytest.fixture
def portal(live_server):
    enter_demonstration()
    AddressingFactory(recommendation=RecommendationFactory(section__forum__title="Форум Озёрска"))
    return live_server.url


@pytest.mark.parametrize("path", MAIN)
def test_at_twice_the_size_nothing_is_read_sideways(page, portal, path):
    page.set_viewport_size(TWICE)
    page.goto(portal + path)

    assert page.evaluate("[document.documentElement.scrollWidth, document.querySelector('h1') !== null]") == [640, True]


@pytest.mark.parametrize("path", MAIN)
def test_whatever_can_be_pressed_is_reached_by_the_keyboard(page, portal, path):
    page.goto(portal + path)
    wanted = page.evaluate(NUMBERED, PRESSABLE)
    reached = []
    for _ in range(len(wanted) + 5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.number"))

    assert len(wanted) > 10
    assert set(wanted) - set(reached) == set()
